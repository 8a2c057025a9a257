export { default as Screen } from './Today.svelte';
