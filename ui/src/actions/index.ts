export { at, bind, doing, offered, onKey, run, type Doing } from './actions.svelte';
export { caps, composing, mac, typing } from './keys';
export { actionIds, entry, type ActionId, type Group, type Place } from './table';
