// The instants at which something happened to a case, and the steps between them. What is on the same instant is one step.

import type { TimelineEntry } from '../../data/api.gen';

/** Each instant once, oldest first. */
export const moments = (timeline: TimelineEntry[]): string[] =>
  [...new Set(timeline.map((entry) => entry.at))].sort((a, b) => Date.parse(a) - Date.parse(b));

/**
 * The next instant that way from `at`, where null is now: undefined when there is none before, null when what comes after
 * the last one is now.
 */
export function stepped(all: string[], at: string | null, by: 1 | -1): string | null | undefined {
  if (by < 0) {
    const here = at === null ? Infinity : Date.parse(at);
    return [...all].reverse().find((m) => Date.parse(m) < here);
  }
  if (at === null) return undefined;
  return all.find((m) => Date.parse(m) > Date.parse(at)) ?? null;
}
