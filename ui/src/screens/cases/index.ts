export { default as Screen } from './Cases.svelte';
