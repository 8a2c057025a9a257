export { default as Screen } from './Customers.svelte';
