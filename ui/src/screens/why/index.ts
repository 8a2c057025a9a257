/** "Why this deadline": not a screen of its own but a dialog over any, and its paper another. The frame mounts each once. */
export { closeWhy, openWhy, whyAsked } from './open.svelte';
export { openPaper } from './paper.svelte';
export { default as PaperDialog } from './PaperDialog.svelte';
export { default as WhyDialog } from './WhyDialog.svelte';
