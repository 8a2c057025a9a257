// The hours of a day as people read, type and draw them. Minutes count from the day's own midnight; a close above 1440 runs
// into the next day, and belongs to the day it began on. Leaves out the year: which day has which hours is `spec.ts`.

import type { OpenHours } from '../../data/api.gen';

export const DAY = 1440;

/** One opening, half-open: `open` 0…1439, `close` from `open` + 1 to `open` + 1440. */
export interface Span {
  open: number;
  close: number;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** "09:00"; a minute of the next day as that day's own, but its midnight as "24:00". */
export function timeText(minute: number): string {
  const m = minute > DAY ? minute - DAY : minute;
  return `${two(Math.floor(m / 60))}:${two(m % 60)}`;
}

const minuteOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));

/** What the program writes; a close not after the open is the next day's. */
export function toSpans(hours: readonly OpenHours[]): Span[] {
  return joined(
    hours.map(({ from, to }) => {
      const [open, close] = [minuteOf(from), minuteOf(to)];
      return { open, close: close <= open ? close + DAY : close };
    }),
  );
}

export const fromSpans = (spans: readonly Span[]): OpenHours[] =>
  spans.map((s) => ({ from: timeText(s.open), to: timeText(s.close) }));

/** "09:00–12:00, 13:00–21:00"; nothing for a closed day. */
export const spansText = (spans: readonly Span[]): string =>
  spans.map((s) => `${timeText(s.open)}–${timeText(s.close)}`).join(', ');

/**
 * In order, with what touches or overlaps joined. Hours of a whole day and more can't be written but as 00:00–24:00 (09:00–09:00
 * is nothing): there two stand side by side.
 */
export function joined(spans: readonly Span[]): Span[] {
  const made: Span[] = [];
  for (const s of [...spans].sort((a, b) => a.open - b.open)) {
    const last = made.at(-1);
    const whole = last && last.open > 0 && s.close - last.open >= DAY;
    if (last && s.open <= last.close && !whole) last.close = Math.max(last.close, s.close);
    else {
      const open = last ? Math.max(s.open, last.close) : s.open;
      if (s.close > open && open < DAY) made.push({ open, close: s.close });
    }
  }
  return made;
}

const cut = (spans: readonly Span[], from: number, to: number): Span[] =>
  spans
    .flatMap((s) => [
      { open: s.open, close: Math.min(s.close, from) },
      { open: Math.max(s.open, to), close: s.close },
    ])
    .filter((s) => s.close > s.open);

export type Week = readonly (readonly Span[])[];

/** What began after midnight stands on the day it begins on. */
function settled(week: Span[][]): Span[][] {
  const made: Span[][] = week.map(() => []);
  week.forEach((spans, day) => {
    for (const s of spans) {
      const on = s.open >= DAY ? 1 : 0;
      made[(day + on) % 7]?.push({ open: s.open - on * DAY, close: s.close - on * DAY });
    }
  });
  return made.map(joined);
}

/** The week with these minutes of a day open; `to` may lie in the next day. */
export function opened(week: Week, day: number, from: number, to: number): Span[][] {
  const parts: [number, Span][] =
    from > 0 && to - from >= DAY
      ? [
          [day, { open: from, close: DAY }],
          [(day + 1) % 7, { open: 0, close: Math.min(to - DAY, DAY) }],
        ]
      : [[day, { open: from, close: to }]];
  return settled(week.map((spans, d) => [...spans, ...parts.filter(([on]) => on === d).map(([, span]) => span)]));
}

/** The week with these minutes closed, also where the night shift of the day before runs into them. */
export const closed = (week: Week, day: number, from: number, to: number): Span[][] =>
  settled(
    week.map((spans, d) => {
      let rest = [...spans];
      if (d === day) rest = cut(rest, from, to);
      if (d === (day + 6) % 7) rest = cut(rest, from + DAY, to + DAY);
      if (to > DAY && d === (day + 1) % 7) rest = cut(rest, 0, to - DAY);
      return rest;
    }),
  );

/** The night shift of the day before, as far as it runs into this day; null when none does. */
export function tailInto(week: Week, day: number): Span | null {
  const last = week[(day + 6) % 7]?.at(-1);
  return last && last.close > DAY ? { open: 0, close: last.close - DAY } : null;
}

/** Whether a minute of a day is open. */
export const isOpen = (week: Week, day: number, minute: number): boolean => {
  const tail = tailInto(week, day);
  return (tail !== null && minute < tail.close) || (week[day] ?? []).some((s) => minute >= s.open && minute < s.close);
};

/** Minutes open in a week. */
export const openMinutes = (week: Week): number => week.flat().reduce((sum, s) => sum + s.close - s.open, 0);

/**
 * Reads "9-12, 13:00–24", "22-6", "9点至21点"; nothing, "-" or 休 is closed. Null when it is no hours, or when two of them
 * cover the same minute.
 */
export function readHours(text: string): Span[] | null {
  const plain = text
    .replace(/[０-９：]/g, (c) => (c === '：' ? ':' : String.fromCharCode(c.charCodeAt(0) - 0xfee0)))
    .replace(/[点时]/g, ':')
    .replace(/\s+/g, '')
    .toLowerCase();
  if (/^(|[-–—]|closed|休息?)$/.test(plain)) return [];
  const spans: Span[] = [];
  for (const part of plain.split(/[,;，、；]/)) {
    const found = /^(\d{1,2})(?::?(\d{2})|:)?[-–—~～至到](\d{1,2})(?::?(\d{2})|:)?$/.exec(part);
    if (!found) return null;
    const [h1, m1, h2, m2] = found.slice(1).map((n) => Number(n ?? 0)) as [number, number, number, number];
    const [open, to] = [h1 * 60 + m1, h2 * 60 + m2];
    if (m1 > 59 || m2 > 59 || open >= DAY || to > DAY || open === to) return null;
    spans.push({ open, close: to <= open ? to + DAY : to });
  }
  spans.sort((a, b) => a.open - b.open);
  return spans.some((s, i) => i > 0 && s.open < (spans[i - 1] as Span).close) ? null : joined(spans);
}
