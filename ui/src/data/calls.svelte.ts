/**
 * The calls that are being noted: the one on the card, and those that came meanwhile. They are kept on this computer until
 * they are saved or dropped, so that neither a crash of the window nor a second call costs a word.
 */
import type { Category, Urgency } from './api.gen';
import { nowMs } from './now.svelte';

export interface NotedCall {
  id: string;
  /** When it began, on the desk's clock. */
  began: number;
  /** The case that stood open when it began. */
  case: string | null;
  /** The case into which it goes; a new one where none is chosen. */
  picked: string | null;
  /** The one who calls, chosen among several. */
  customer: string | null;
  direction: 'in' | 'out';
  taken: 'taken' | 'missed';
  number: string;
  name: string;
  line: string;
  category: Category;
  urgency: Urgency;
  language: 'en' | 'zh';
}

const KEY = 'calls';
const read = (): NotedCall[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? (kept as NotedCall[]) : [];
  } catch {
    return [];
  }
};

let list = $state(read());
/** Counts how often the card was asked for, so that it takes the focus again. */
let asked = $state(0);

/** Keeps them as they stand; told by the card whenever something on it changes. */
export function keepCalls(): void {
  if (list.length > 0) localStorage.setItem(KEY, JSON.stringify(list));
  else localStorage.removeItem(KEY);
}

export const calls = {
  /** The one on the card. */
  get now(): NotedCall | undefined {
    return list[0];
  },
  get waiting(): NotedCall[] {
    return list.slice(1);
  },
  get asked() {
    return asked;
  },
};

const same = (a: string, b: string): boolean => a.replace(/\D/g, '') === b.replace(/\D/g, '');

/** A call that was kept is not the one that rings with its number so much later. */
const LATER = 3_600_000;

/**
 * A call begins. Keys, which name nobody, only bring the card that stands open; the same number again is the same call; another one
 * waits below, because somebody is writing there, and takes no focus away.
 */
export function takeCall(from: { case?: string | null; number?: string; name?: string; language: 'en' | 'zh' }): void {
  const number = from.number?.trim() ?? '';
  const name = from.name?.trim() ?? '';
  const began = nowMs();
  const keys = number === '' && name === '';
  if (keys || list.length === 0) asked += 1;
  if (keys && list.length > 0) return;
  if (list.some((one) => number !== '' && same(one.number, number) && began - one.began < LATER)) return;
  list.push({
    id: crypto.randomUUID(),
    began,
    case: from.case ?? null,
    picked: from.case ?? null,
    customer: null,
    direction: 'in',
    taken: 'taken',
    number,
    name,
    line: '',
    category: 'product_quality',
    urgency: 'normal',
    language: from.language,
  });
  keepCalls();
}

/** Another call comes onto the card; the present one waits. */
export function takeUp(id: string): void {
  const at = list.findIndex((one) => one.id === id);
  if (at < 1) return;
  const [next] = list.splice(at, 1);
  if (next) list = [next, ...list.slice(1), ...list.slice(0, 1)];
  keepCalls();
}

/** It is saved, or nobody wants it; gives it as it stood. */
export function dropCall(id: string): NotedCall | undefined {
  const found = list.find((one) => one.id === id);
  list = list.filter((one) => one.id !== id);
  keepCalls();
  return found && $state.snapshot(found);
}

/** Brings back what was dropped. */
export function bringBack(call: NotedCall): void {
  list = [call, ...list];
  keepCalls();
}
