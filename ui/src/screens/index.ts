/** The screens beside the rail. A screen is a folder here whose `index.ts` gives `Screen`; it takes what stands open on it. */
import type { Component } from 'svelte';
import type { ScreenName } from '../data/route.svelte';

type Made = { Screen: Component<{ id: string | null }> };
const made = import.meta.glob<Made>('./*/index.ts', { eager: true });

/** Calendars and declared states belong to the policies and have screens of their own. */
export function screenOf(name: ScreenName, id: string | null = null): Component<{ id: string | null }> | null {
  const part = name === 'policies' ? (id ?? '').split('/')[0] : null;
  const folder = part === 'calendars' ? 'calendar' : part === 'declared' ? 'declared' : name;
  return made[`./${folder}/index.ts`]?.Screen ?? null;
}
