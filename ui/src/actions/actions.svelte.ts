/**
 * Binds actions to what they do here and now, and lets keys and the palette run them. An action that nobody has bound
 * cannot be done at present and is not offered.
 */
import { untrack } from 'svelte';
import { composing, nameOf, typing } from './keys';
import { actionIds, entry, type ActionId, type Place } from './table';

export interface Doing {
  run: () => void;
  /** Its consequence for the clocks, as a sentence, or null. */
  effect?: () => string | null;
  /** Why it can't be done now, as a sentence, or null. */
  refused?: () => string | null;
}

// While a screen is taken down, reading state gives what it was before the new screen came; so what counts is kept beside
// the state, and the state only tells who watches. Otherwise the old screen would take the new one's keys with it.
type Bound = Partial<Record<ActionId, Doing[]>>;
let boundNow: Bound = {};
let bound = $state.raw<Bound>({});
let placeNow: Place[] = [];
let place = $state.raw<Place[]>([]);
const rebind = (id: ActionId, doings: Doing[]) => (bound = boundNow = { ...boundNow, [id]: doings });
const replace = (next: Place[]) => (place = placeNow = next);

/** Binds actions while the calling component lives. Call it while the component is made. */
export function bind(doings: Partial<Record<ActionId, Doing>>): void {
  $effect.pre(() => {
    const ids = Object.keys(doings) as ActionId[];
    // Untracked: the effect writes what it reads, and must not run again for it.
    untrack(() => {
      for (const id of ids) rebind(id, [...(boundNow[id] ?? []), doings[id] as Doing]);
    });
    return () => {
      for (const id of ids)
        rebind(
          id,
          (boundNow[id] ?? []).filter((d) => d !== doings[id]),
        );
    };
  });
}

/** Says where one is, while the calling component lives; the innermost place wins for its keys. */
export function at(here: Place): void {
  $effect.pre(() => {
    untrack(() => replace([...placeNow, here]));
    return () => {
      const last = placeNow.lastIndexOf(here);
      replace(placeNow.filter((_, i) => i !== last));
    };
  });
}

/** What can be done for this action now, or null. */
export function doing(id: ActionId): Doing | null {
  return bound[id]?.at(-1) ?? null;
}

/** Actions that can be done where one is. */
export function offered(): ActionId[] {
  return actionIds.filter((id) => bound[id]?.length && (entry(id).at === 'everywhere' || place.includes(entry(id).at)));
}

/** Runs an action if it can be done. */
export function run(id: ActionId): boolean {
  const found = doing(id);
  if (!found || found.refused?.()) return false;
  found.run();
  return true;
}

/** Runs what has this key here; gives whether anything has. */
function press(event: KeyboardEvent, name: string): boolean {
  const hit = offered().find((id) => entry(id).key === name);
  if (!hit) return false;
  event.preventDefault();
  run(hit);
  return true;
}

let pending = '';
let pendingSince = 0;

/** The window's one key listener. */
export function onKey(event: KeyboardEvent): void {
  if (composing(event) || event.defaultPrevented) return;
  const name = nameOf(event);
  if (!name) return;
  // What has to act at once acts from fields and over dialogs too; a key that writes nothing takes nothing from them.
  if (/^f\d+$/.test(name)) return void press(event, name);
  const plain = !name.includes('mod+') && !name.includes('alt+');
  // Behind a modal dialog nothing acts; its own keys are its own affair.
  if (document.querySelector('dialog[open]:modal')) return;
  // Undo in a field is the field's own; so is every single letter.
  if ((plain || name === 'mod+z' || name === 'mod+shift+z') && typing(event.target)) return;
  // Enter and Space belong to the control that has the focus.
  if (
    (name === 'enter' || name === 'space') &&
    event.target instanceof HTMLElement &&
    event.target.closest('button, a, summary, [role="option"], [role="menuitem"]')
  )
    return;

  const sequence = pending && event.timeStamp - pendingSince < 1500 ? `${pending} ${name}` : null;
  pending = '';
  if ([sequence, name].some((wanted) => wanted && press(event, wanted))) return;
  if (plain && offered().some((id) => entry(id).key?.startsWith(`${name} `))) {
    pending = name;
    pendingSince = event.timeStamp;
  }
}
