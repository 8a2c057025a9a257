export { default as Screen } from './Policies.svelte';
