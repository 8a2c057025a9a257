// A calendar as the desk edits it: which day of the year is how, what differs between two of them, and how two people's
// changes come together. Pure; a draft is never changed, each edit makes a new one.

import type { CalendarDraft, SpecialDay } from '../../data/api.gen';
import { addDays, parseDay } from '../../kit/civil';
import { fromSpans, toSpans, type Span, type Week } from './hours';

/** As its weekday; closed; or with hours of its own. */
export type DayKind = 'usual' | 'closed' | 'own';
export interface DayIs {
  kind: DayKind;
  hours: Span[];
  name: string | null;
}

/** A draft ready to be asked for days. */
export interface Book {
  week: Span[][];
  days: Map<string, { hours: Span[]; name: string | null }>;
}

export const weekOf = (draft: CalendarDraft): Span[][] =>
  Array.from({ length: 7 }, (_, day) => toSpans(draft.weekly[day] ?? []));

export const bookOf = (draft: CalendarDraft): Book => ({
  week: weekOf(draft),
  days: new Map(draft.days.map((d) => [d.date, { hours: toSpans(d.hours), name: d.name }])),
});

/** 0 = Monday … 6 = Sunday. */
export function weekdayIndex(date: string): number {
  const d = parseDay(date);
  return d ? (new Date(Date.UTC(d.year, d.month - 1, d.day)).getUTCDay() + 6) % 7 : 0;
}

/** How a day is. */
export function dayIs(book: Book, date: string): DayIs {
  const own = book.days.get(date);
  if (own) return { kind: own.hours.length > 0 ? 'own' : 'closed', ...own };
  return { kind: 'usual', hours: book.week[weekdayIndex(date)] ?? [], name: null };
}

const same = (a: readonly Span[], b: readonly Span[]): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The same day in both: as its weekday, whatever that has, or the same hours and name. */
export const sameDay = (a: DayIs, b: DayIs): boolean =>
  a.kind === b.kind && (a.kind === 'usual' || (same(a.hours, b.hours) && (a.name ?? '') === (b.name ?? '')));

/** What a day shall become: as its weekday, or with these hours (none: closed) and this name. */
export type To = 'usual' | { hours: readonly Span[]; name?: string | null };
export const CLOSED: To = { hours: [] };

/** The draft with these days so. A day that becomes what the pack's own calendar has takes its name from there. */
export function withDays(draft: CalendarDraft, own: Book, dates: readonly string[], to: To): CalendarDraft {
  const touched = new Set(dates);
  const days = draft.days.filter((d) => !touched.has(d.date));
  if (to !== 'usual')
    for (const date of touched) {
      const before = own.days.get(date);
      const name = to.name === undefined ? (before && same(before.hours, to.hours) ? before.name : null) : to.name;
      days.push({ date, hours: fromSpans(to.hours), name });
    }
  return { ...draft, days: inOrder(days) };
}

const inOrder = (days: SpecialDay[]): SpecialDay[] => days.sort((a, b) => (a.date < b.date ? -1 : 1));

export const withWeek = (draft: CalendarDraft, week: Week): CalendarDraft => ({
  ...draft,
  weekly: Array.from({ length: 7 }, (_, day) => fromSpans(week[day] ?? [])),
});

/** The draft with a year entered in full, or not. */
export const withYear = (draft: CalendarDraft, year: number, full: boolean): CalendarDraft => ({
  ...draft,
  years: [...new Set([...draft.years.filter((y) => y !== year), ...(full ? [year] : [])])].sort((a, b) => a - b),
});

/** The hours a day opens with when somebody makes it a working one: its weekday's, else those of make-up days. */
export function workHours(book: Book, date: string, workday: readonly Span[]): Span[] {
  const usual = book.week[weekdayIndex(date)] ?? [];
  if (usual.length > 0) return usual;
  if (workday.length > 0) return [...workday];
  return book.week.find((spans) => spans.length > 0) ?? [{ open: 540, close: 1080 }];
}

/** What a click makes of a day: as usual → closed → hours of its own → as usual; what would change nothing is left out. */
export function next(book: Book, own: Book, date: string, workday: readonly Span[]): To {
  const usualClosed = (book.week[weekdayIndex(date)] ?? []).length === 0;
  const { kind } = dayIs(book, date);
  if (kind === 'usual' && (!usualClosed || dayIs(own, date).kind === 'closed')) return CLOSED;
  if (kind === 'own') return 'usual';
  return { hours: workHours(book, date, workday) };
}

export interface DayChange {
  date: string;
  was: DayIs;
  now: DayIs;
}
export interface WeekChange {
  day: number;
  was: Span[];
  now: Span[];
}
export interface Changes {
  week: WeekChange[];
  days: DayChange[];
  /** Years now entered in full that were not, or the other way round. */
  years: number[];
  /** Another zone by whose clock the hours are. */
  zone: { was: string; now: string } | null;
}

/** What differs, in order of time. */
export function changes(from: CalendarDraft, to: CalendarDraft): Changes {
  const [a, b] = [bookOf(from), bookOf(to)];
  const dates = new Set([...a.days.keys(), ...b.days.keys()]);
  return {
    week: a.week.flatMap((was, day) => {
      const now = b.week[day] ?? [];
      return same(was, now) ? [] : [{ day, was, now }];
    }),
    days: [...dates].sort().flatMap((date) => {
      const [was, now] = [dayIs(a, date), dayIs(b, date)];
      return sameDay(was, now) ? [] : [{ date, was, now }];
    }),
    years: [...new Set([...from.years, ...to.years])].filter((y) => from.years.includes(y) !== to.years.includes(y)),
    zone: from.zone === to.zone ? null : { was: from.zone, now: to.zone },
  };
}

export const count = (c: Changes): number => c.week.length + c.days.length + c.years.length + Number(c.zone !== null);

/** Mine on theirs: what I changed since `base` is as I want it; `both` is what they changed too, to something else. */
export function merged(
  base: CalendarDraft,
  mine: CalendarDraft,
  theirs: CalendarDraft,
): { draft: CalendarDraft; both: Changes } {
  const [my, their] = [changes(base, mine), changes(base, theirs)];
  const week = weekOf(theirs);
  for (const c of my.week) week[c.day] = c.now;
  let draft = withWeek(theirs, week);
  const own = bookOf(theirs);
  for (const { date, now } of my.days)
    draft = withDays(draft, own, [date], now.kind === 'usual' ? 'usual' : { hours: now.hours, name: now.name });
  for (const year of my.years) draft = withYear(draft, year, mine.years.includes(year));
  if (my.zone) draft = { ...draft, zone: my.zone.now };
  return {
    draft,
    both: {
      week: my.week.filter((c) => their.week.some((t) => t.day === c.day && !same(t.now, c.now))),
      days: my.days.filter((c) => their.days.some((t) => t.date === c.date && !sameDay(t.now, c.now))),
      years: [],
      zone: my.zone && their.zone && my.zone.now !== their.zone.now ? my.zone : null,
    },
  };
}

/** Whether the calendar has special days in a year. */
export const marked = (draft: CalendarDraft, year: number): boolean =>
  draft.days.some((d) => d.date.startsWith(`${year}-`));

/** No weekday opens: such a calendar is refused, as single days would leave no deadline behind them. */
export const neverOpens = (draft: CalendarDraft): boolean => draft.weekly.every((day) => day.length === 0);

/** Days in a row that were changed the same way, as one. */
export function runs(days: readonly DayChange[]): { from: string; to: string; change: DayChange }[] {
  const made: { from: string; to: string; change: DayChange }[] = [];
  for (const change of days) {
    const last = made.at(-1);
    if (last && addDays(last.to, 1) === change.date && sameDay(last.change.now, change.now)) last.to = change.date;
    else made.push({ from: change.date, to: change.date, change });
  }
  return made;
}

/** All dates from one to another, whichever comes first. */
export function between(a: string, b: string): string[] {
  const [from, to] = a < b ? [a, b] : [b, a];
  const made: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) made.push(day);
  return made;
}

export interface Month {
  /** 1 … 12. */
  month: number;
  /** Rows of seven, Monday first; null where another month lies. */
  weeks: (string | null)[][];
}

export function monthsOf(year: number): Month[] {
  return Array.from({ length: 12 }, (_, m) => {
    const length = new Date(Date.UTC(year, m + 1, 0)).getUTCDate();
    const dates = Array.from(
      { length },
      (_d, d) => `${year}-${String(m + 1).padStart(2, '0')}-${String(d + 1).padStart(2, '0')}`,
    );
    const cells: (string | null)[] = [...Array<null>(weekdayIndex(dates[0] as string)).fill(null), ...dates];
    while (cells.length % 7 !== 0) cells.push(null);
    return { month: m + 1, weeks: Array.from({ length: cells.length / 7 }, (_w, w) => cells.slice(w * 7, w * 7 + 7)) };
  });
}
