// The day as a line: which hours it shows, where each promise of today stands on it, which of them get a label.

import type { DayLine, PromiseRow } from '../../data/api.gen';
import { civil, isoDay, millis } from '../../kit/civil';
import { clockState } from '../../kit/format';
import { placeLabels, type Place } from '../../kit/labels';

/** The hours shown and what they mean in instants. */
export interface Axis {
  /** First hour of the civil day that is shown. */
  first: number;
  /** Last hour, up to 24. */
  last: number;
  /** No opening today. */
  closed: boolean;
}

/** The opening hours of the day, widened to whole hours; a closed day shows 09 to 21, empty. */
export function axisOf(day: DayLine, zone: string): Axis {
  let [first, last] = [24, 0];
  for (const span of day.open) {
    const from = civil(span.from, zone);
    const to = civil(span.to, zone);
    const sameDay = isoDay(span.to, zone) === day.date;
    first = Math.min(first, isoDay(span.from, zone) === day.date ? from.hour : 0);
    last = Math.max(last, sameDay ? to.hour + (to.minute > 0 ? 1 : 0) : 24);
  }
  return last > first ? { first, last, closed: false } : { first: 9, last: 21, closed: true };
}

/** Where an instant of that civil day stands on the axis, clamped to 0 … 1; null on another day. */
export function xOf(at: string | number | Date, day: DayLine, axis: Axis, zone: string): number | null {
  if (isoDay(at, zone) !== day.date) return null;
  const c = civil(at, zone);
  const hours = c.hour + c.minute / 60 + c.second / 3600;
  return Math.min(1, Math.max(0, (hours - axis.first) / (axis.last - axis.first)));
}

/** A promise on the line; without a place it is drawn as a stem only. */
export interface DayPin {
  row: PromiseRow;
  x: number;
  place: Place | null;
}

/** Pins of today, late ones labelled first, then the nearest. `width` is the share of the line that a row's label takes. */
export function dayPins(
  rows: PromiseRow[],
  day: DayLine,
  axis: Axis,
  zone: string,
  now: number,
  width: (row: PromiseRow) => number,
): DayPin[] {
  const pins: DayPin[] = [];
  for (const row of rows) {
    const x = row.clock.due ? xOf(row.clock.due, day, axis, zone) : null;
    if (x !== null && clockState(row.clock, now) !== 'paused') pins.push({ row, x, place: null });
  }
  const distance = (row: PromiseRow): number => Math.abs(millis(row.clock.due ?? now) - now);
  const late = (row: PromiseRow): number => (clockState(row.clock, now) === 'late' ? 0 : 1);
  const byNearness = [...pins].sort((a, b) => late(a.row) - late(b.row) || distance(a.row) - distance(b.row));
  const nowX = xOf(now, day, axis, zone) ?? 0;
  const places = placeLabels(
    byNearness.map((p, rank) => ({ at: p.x, width: width(p.row), rank })),
    2,
    0.006,
    (wish) => (wish.at <= nowX ? 'left' : 'right'),
  );
  byNearness.forEach((pin, i) => (pin.place = places[i] ?? null));
  return pins;
}

/** How many are late, within the hour, later today. */
export function dayCounts(
  rows: PromiseRow[],
  day: DayLine,
  zone: string,
  now: number,
): { late: number; hour: number; today: number } {
  const counts = { late: 0, hour: 0, today: 0 };
  for (const { clock } of rows) {
    const state = clockState(clock, now);
    if (state === 'late') counts.late += 1;
    else if (state === 'paused' || !clock.due) continue;
    else if (millis(clock.due) - now <= 3_600_000) counts.hour += 1;
    else if (isoDay(clock.due, zone) === day.date) counts.today += 1;
  }
  return counts;
}
