/**
 * For a shared screen: while the mask is on, nothing tells of a customer other than the one of the case that stands open.
 * This is the one place that decides what is hidden; whoever shows a name, an address, a number or a subject asks here.
 */
import { VEIL } from '../kit/veil';
import { ask } from './query';
import { route } from './route.svelte';

const KEY = 'mask';
const read = (): boolean => localStorage.getItem(KEY) === 'on';
let on = $state(read());
// Another tab of this desk is on the same screen.
window.addEventListener('storage', (event) => {
  if (event.key === KEY || event.key === null) on = read();
});

export const mask = {
  get on() {
    return on;
  },
};

export function turnMask(): void {
  on = !on;
  if (on) localStorage.setItem(KEY, 'on');
  else localStorage.removeItem(KEY);
}

/** Whose a text is, as far as one knows; of nobody known it is somebody else's. */
export interface Whose {
  case?: string | null;
  customer?: string | null;
}

/** The case that stands open; its form is as much its own. */
const openId = (): string | null => (route.screen === 'cases' || route.screen === 'forms' ? route.id : null);

interface Open {
  case: string;
  customer: string | null;
  /** Further cases of that customer. */
  cases: string[];
}
let open = $state.raw<Open | null>(null);

/** Knows the customer of the case that stands open, while the calling component lives. Call it while that is made. */
export function followOpen(): void {
  const id = $derived(on ? openId() : null);
  const page = ask('case', () => (id ? { case: id } : undefined));
  const customer = $derived(page.data?.id === id ? (page.data?.customer?.id ?? null) : null);
  const theirs = ask('customer', () => (customer ? { customer } : undefined));
  $effect.pre(() => {
    const cases = theirs.data?.card.id === customer ? (theirs.data?.cases ?? []) : [];
    open = id ? { case: id, customer, cases: cases.map((one) => one.id) } : null;
  });
}

export function hides(whose: Whose): boolean {
  if (!on) return false;
  const id = openId();
  if (!id) return true;
  if (whose.case === id) return false;
  // What is known of the case before tells nothing of the one that stands open now.
  if (open?.case !== id) return true;
  if (whose.customer && whose.customer === open.customer) return false;
  return !whose.case || !open.cases.includes(whose.case);
}

/** The text, or the sign that stands for a hidden one: for `Veiled`, or with `aloud` for an attribute. */
export const veil = (text: string, whose: Whose): string => (text && hides(whose) ? VEIL : text);
