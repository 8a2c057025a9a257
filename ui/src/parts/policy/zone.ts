// Day and time of a field as an instant, in the pack's zone; the computer's own zone never counts.

import { civil, clockTime, isoDay } from '../../kit/format';

/** "2026-12-01T09:00" in the zone as an instant; null when it is no day and time. A skipped hour moves on. */
export function instantOf(field: string, zone: string): string | null {
  const wanted = Date.parse(`${field}:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(field) || Number.isNaN(wanted)) return null;
  let at = wanted;
  // Twice: the offset at the first guess may not be the one that holds there.
  for (let i = 0; i < 2; i += 1) {
    const c = civil(at, zone);
    const shown = Date.UTC(c.year, c.month - 1, c.day, c.hour, c.minute);
    at += wanted - shown;
  }
  return new Date(at).toISOString();
}

/** The instant as such a field shows it. */
export const fieldOf = (at: string | number, zone: string): string => `${isoDay(at, zone)}T${clockTime(at, zone)}`;
