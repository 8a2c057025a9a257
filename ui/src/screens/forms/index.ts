/** The forms of a case. What stands open on it is the case: a form is always reached from one. */
export { default as Screen } from './Forms.svelte';
