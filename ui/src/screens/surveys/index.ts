export { default as Screen } from './Surveys.svelte';
