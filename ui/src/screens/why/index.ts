/** "Why this deadline": not a screen of its own but a dialog over any. The frame mounts `WhyDialog` once. */
export { closeWhy, openWhy, whyAsked } from './open.svelte';
export { default as WhyDialog } from './WhyDialog.svelte';
