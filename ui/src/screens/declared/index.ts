export { default as Screen } from './Declared.svelte';
