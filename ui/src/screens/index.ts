/** The screens beside the rail. A screen is a folder here whose `index.ts` gives `Screen`; it takes what stands open on it. */
import type { Component } from 'svelte';
import type { ScreenName } from '../data/route.svelte';

type Made = { Screen: Component<{ id: string | null }> };
const made = import.meta.glob<Made>('./*/index.ts', { eager: true });

/** Calendars belong to the policies and have an editor of their own. */
export function screenOf(name: ScreenName, id: string | null = null): Component<{ id: string | null }> | null {
  const folder = name === 'policies' && /^calendars(\/|$)/.test(id ?? '') ? 'calendar' : name;
  return made[`./${folder}/index.ts`]?.Screen ?? null;
}
