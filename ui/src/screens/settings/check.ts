// What of the settings is wrong before it is sent, and the reading of typed lists.

import type { SettingsView } from '../../data/api.gen';
import { mailLike, type Wrong } from '../customers/check';

/** "60, 15" as minutes, most first, each once; null when something else stands there. Empty is a list of none. */
export function readLead(text: string): number[] | null {
  const parts = text.split(/[,，、;\s]+/).filter((part) => part !== '');
  const minutes = parts.map(Number);
  if (minutes.some((m) => !Number.isInteger(m) || m < 1 || m > 2880)) return null;
  return [...new Set(minutes)].sort((a, b) => b - a);
}

/** Days as a whole number, null when it is none. */
export function readDays(text: string): number | null {
  const days = Number(text.trim());
  return /^\d+$/.test(text.trim()) && days >= 1 && days <= 3650 ? days : null;
}

export interface Typed {
  house: string;
  addresses: string[];
  lead: string;
  days: string;
}

/** Field → message. */
export function checkSettings(typed: Typed): Partial<Record<keyof SettingsView, Wrong>> {
  const wrong: Partial<Record<keyof SettingsView, Wrong>> = {};
  if (typed.house.trim() === '') wrong.house = { id: 'settings-bad-house' };
  const address = typed.addresses.find((a) => !mailLike(a));
  if (address !== undefined) wrong.addresses = { id: 'settings-bad-address', args: { value: address } };
  if (readLead(typed.lead) === null) wrong.lead_minutes = { id: 'settings-bad-lead' };
  if (readDays(typed.days) === null) wrong.backup_days = { id: 'settings-bad-days' };
  return wrong;
}

/** Head and tail of a path, so that the middle can give way when it is long. */
export function splitPath(path: string): { head: string; tail: string } {
  const cut = Math.max(path.lastIndexOf('/', path.length - 2), path.lastIndexOf('\\', path.length - 2));
  const from = cut > 0 ? cut : Math.max(0, path.length - 16);
  return { head: path.slice(0, from), tail: path.slice(from) };
}
