/** The screens beside the rail. A screen is a folder here whose `index.ts` gives `Screen`; it takes what stands open on it. */
import type { Component } from 'svelte';
import type { ScreenName } from '../data/route.svelte';

type Made = { Screen: Component<{ id: string | null }> };
const made = import.meta.glob<Made>('./*/index.ts', { eager: true });

export function screenOf(name: ScreenName): Component<{ id: string | null }> | null {
  return made[`./${name}/index.ts`]?.Screen ?? null;
}
