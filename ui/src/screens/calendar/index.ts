export { default as Screen } from './Calendars.svelte';
