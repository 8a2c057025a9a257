// The pure half of the calendar editor: hours as typed and drawn, days of the year, changes, and two people's edits together.
import { describe, expect, it } from 'vitest';
import type { CalendarDraft, CalendarPage } from '../../data/api.gen';
import { closed, fromSpans, isOpen, opened, openMinutes, readHours, spansText, tailInto, toSpans } from './hours';
import {
  between,
  bookOf,
  changes,
  count,
  dayIs,
  marked,
  merged,
  monthsOf,
  neverOpens,
  next,
  runs,
  sameDay,
  weekdayIndex,
  weekOf,
  withDays,
  withWeek,
  withYear,
} from './spec';

const hours = [{ from: '09:00', to: '21:00' }];
const base: CalendarDraft = {
  zone: 'Asia/Shanghai',
  weekly: [hours, hours, hours, hours, hours, [], []],
  days: [
    { date: '2026-10-01', hours: [], name: '国庆节' },
    { date: '2026-10-03', hours: [], name: '国庆节' },
    { date: '2026-10-10', hours, name: '调休上班' },
  ],
  years: [],
};
const own = bookOf(base);
const workday = toSpans(hours);
const text = (week: readonly (readonly { open: number; close: number }[])[]) => week.map(spansText);

describe('hours', () => {
  it('are read as people type them', () => {
    expect(spansText(readHours('9-12, 13–21') ?? [])).toBe('09:00–12:00, 13:00–21:00');
    expect(spansText(readHours('13:30至18点；８：30～12') ?? [])).toBe('08:30–12:00, 13:30–18:00');
    expect(readHours('22-6')).toEqual([{ open: 1320, close: 1800 }]);
    expect(spansText(readHours('0-24') ?? [])).toBe('00:00–24:00');
    expect(spansText(readHours('0900-1730') ?? [])).toBe('09:00–17:30');
    for (const shut of ['', ' ', '-', 'closed', '休息']) expect(readHours(shut)).toEqual([]);
    for (const wrong of ['9', '9-9', '25-26', '9:60-10', '9-12, 11-13', 'nine to five', '24-6', '22-6, 23-24'])
      expect(readHours(wrong), wrong).toBeNull();
  });
  it('come back as the program writes them', () => {
    const said = [
      { from: '22:00', to: '06:00' },
      { from: '08:00', to: '24:00' },
    ];
    expect(fromSpans(toSpans([said[0] as (typeof said)[0]]))).toEqual([said[0]]);
    expect(fromSpans(toSpans([said[1] as (typeof said)[0]]))).toEqual([said[1]]);
  });
  it('never last a whole day but from midnight: 09:00–09:00 would be nothing', () => {
    expect(text(opened(weekOf(base), 5, 540, 540 + 1440)).slice(5)).toEqual(['09:00–24:00', '00:00–09:00']);
    expect(spansText(readHours('6-22, 22-6') ?? [])).toBe('06:00–22:00, 22:00–06:00');
    expect(spansText(readHours('12-24, 0-12') ?? [])).toBe('00:00–24:00');
    const full = opened(opened(weekOf(base), 5, 540, 1500), 5, 1440, 1440 + 600);
    for (const span of full.flat()) expect(span.open === 0 || span.close - span.open < 1440).toBe(true);
  });
  it('open and close in the week, with a lunch break', () => {
    const lunch = closed(weekOf(base), 0, 720, 780);
    expect(text(lunch)[0]).toBe('09:00–12:00, 13:00–21:00');
    expect(text(opened(lunch, 0, 720, 780))).toEqual(text(weekOf(base)));
    expect(openMinutes(lunch)).toBe(5 * 720 - 60);
  });
  it('run over midnight and belong to the day they began on', () => {
    const night = opened(weekOf(base), 4, 22 * 60, 30 * 60);
    expect(text(night)[4]).toBe('09:00–21:00, 22:00–06:00');
    expect(text(night)[5]).toBe('');
    expect(tailInto(night, 5)).toEqual({ open: 0, close: 360 });
    expect(isOpen(night, 5, 359)).toBe(true);
    expect(isOpen(night, 5, 360)).toBe(false);
    // Closing a piece of the night leaves the rest where it belongs.
    const cut = closed(night, 5, 60, 120);
    expect(text(cut)[4]).toBe('09:00–21:00, 22:00–01:00');
    expect(text(cut)[5]).toBe('02:00–06:00');
    expect(openMinutes(cut)).toBe(openMinutes(night) - 60);
  });
  it('of Sunday night run into Monday', () => {
    const night = opened(weekOf(base), 6, 22 * 60, 26 * 60);
    expect(tailInto(night, 0)).toEqual({ open: 0, close: 120 });
    expect(text(closed(night, 0, 0, 120))[6]).toBe('22:00–24:00');
  });
  it('closing what was opened leaves the week as it was, wherever it lies', () => {
    for (let day = 0; day < 7; day += 1)
      for (const [from, to] of [
        [0, 60],
        [23 * 60, 25 * 60],
        [21 * 60, 33 * 60 - 30],
      ] as const) {
        const before = weekOf({ ...base, weekly: base.weekly.map(() => []) });
        expect(text(closed(opened(before, day, from, to), day, from, to))).toEqual(text(before));
      }
  });
});

describe('days of the year', () => {
  it('are as their weekday, closed, or open on hours of their own', () => {
    const kinds = ['2026-09-30', '2026-10-01', '2026-10-10', '2026-10-11'].map((d) => dayIs(own, d));
    expect(kinds.map((d) => [d.kind, spansText(d.hours)])).toEqual([
      ['usual', '09:00–21:00'],
      ['closed', ''],
      ['own', '09:00–21:00'],
      ['usual', ''],
    ]);
    expect(weekdayIndex('2026-11-23')).toBe(0);
  });
  it('a click goes through what is possible and comes back to where it began', () => {
    const path = (date: string, steps: number): string[] => {
      let draft = base;
      return Array.from({ length: steps }, () => {
        const book = bookOf(draft);
        draft = withDays(draft, own, [date], next(book, own, date, workday));
        return dayIs(bookOf(draft), date).kind;
      });
    };
    expect(path('2026-11-27', 3)).toEqual(['closed', 'own', 'usual']);
    // A Saturday: closing it would change nothing.
    expect(path('2026-11-28', 2)).toEqual(['own', 'usual']);
    // A holiday on a Saturday can become one again.
    expect(path('2026-10-03', 3)).toEqual(['own', 'usual', 'closed']);
  });
  it('a day that is again what the pack has is no change, name and all', () => {
    const away = withDays(base, own, ['2026-10-01'], 'usual');
    expect(count(changes(base, away))).toBe(1);
    const back = withDays(away, own, ['2026-10-01'], { hours: [] });
    expect(back).toEqual(base);
    expect(count(changes(base, back))).toBe(0);
  });
  it('changes in a row are one line', () => {
    const draft = withDays(base, own, between('2026-12-30', '2026-12-28'), { hours: [], name: 'Stocktaking' });
    const found = runs(changes(base, draft).days);
    expect(found.map((one) => [one.from, one.to])).toEqual([['2026-12-28', '2026-12-30']]);
    expect(found[0]?.change.now.name).toBe('Stocktaking');
  });
  it('months start on Monday and hold each day once', () => {
    const months = monthsOf(2028);
    const days = months.flatMap((m) => m.weeks.flat()).filter((d) => d !== null);
    expect(days).toHaveLength(366);
    expect(new Set(days).size).toBe(366);
    for (const week of months.flatMap((m) => m.weeks))
      week.forEach((date, i) => date && expect(weekdayIndex(date)).toBe(i));
  });
  it('a year is marked, complete, or neither', () => {
    expect(marked(base, 2026)).toBe(true);
    expect(marked(base, 2027)).toBe(false);
    const full = withYear(base, 2027, true);
    expect(changes(base, full).years).toEqual([2027]);
    expect(withYear(full, 2027, false)).toEqual(base);
  });
  it('a calendar that never opens is known as such', () => {
    const shut = withWeek(
      base,
      base.weekly.map(() => []),
    );
    // A make-up day alone would leave no deadline behind it.
    expect(shut.days.some((d) => d.hours.length > 0)).toBe(true);
    expect(neverOpens(shut)).toBe(true);
    expect(neverOpens(withWeek(base, opened(weekOf(shut), 6, 600, 660)))).toBe(false);
  });
});

describe('two edits at once', () => {
  const mine = withDays(base, own, ['2026-11-27'], { hours: [] });
  it('come together when they touch different days', () => {
    const theirs = withWeek(withDays(base, own, ['2026-12-31'], { hours: [] }), closed(weekOf(base), 2, 720, 780));
    const { draft, both } = merged(base, mine, theirs);
    expect(count(both)).toBe(0);
    const book = bookOf(draft);
    expect(dayIs(book, '2026-11-27').kind).toBe('closed');
    expect(dayIs(book, '2026-12-31').kind).toBe('closed');
    expect(text(weekOf(draft))[2]).toBe('09:00–12:00, 13:00–21:00');
  });
  it('name what both changed, and mine stands', () => {
    const short = [{ open: 540, close: 720 }];
    const theirs = withDays(base, own, ['2026-11-27'], { hours: short });
    const { draft, both } = merged(base, mine, theirs);
    expect(both.days.map((d) => d.date)).toEqual(['2026-11-27']);
    expect(sameDay(dayIs(bookOf(draft), '2026-11-27'), dayIs(bookOf(mine), '2026-11-27'))).toBe(true);
    // The same change by both is no clash.
    expect(count(merged(base, mine, mine).both)).toBe(0);
  });
  it('a day they touched and I did not stays theirs', () => {
    const theirs = withDays(base, own, ['2026-10-01'], 'usual');
    expect(dayIs(bookOf(merged(base, mine, theirs).draft), '2026-10-01').kind).toBe('usual');
  });
});

describe('editing', () => {
  const page = (draft: CalendarDraft, revision: number): CalendarPage => ({
    line: {
      pack: 'p',
      pack_name: 'P',
      name: 'service',
      title: 'T',
      zone: draft.zone,
      revision,
      own: revision === 1,
      since: null,
      warnings: [],
      open: 0,
    },
    draft,
    own: base,
    workday: hours,
    year: 2026,
    days: [],
    year_known: true,
    sources: [],
    published: [2026],
    revisions: [],
  });
  it('goes back step by step and forth again; a fresh edit ends the way forth', async () => {
    const { Editing } = await import('./editing.svelte');
    const e = new Editing(page(base, 1));
    const close = (date: string) => e.edit(withDays(e.draft, e.own, [date], { hours: [] }));
    close('2026-11-27');
    close('2026-11-30');
    e.undo();
    expect(e.mine.days.map((d) => d.date)).toEqual(['2026-11-27']);
    e.redo();
    expect(e.changed).toBe(2);
    e.undo();
    close('2026-12-01');
    expect(e.canRedo).toBe(false);
    e.discard();
    expect(e.dirty).toBe(false);
    e.undo();
    expect(e.changed).toBe(2);
  });
  it('what differs from the pack is sent, what is the pack’s own is not', async () => {
    const { Editing } = await import('./editing.svelte');
    const changed = withDays(base, own, ['2026-11-27'], { hours: [] });
    const e = new Editing(page(changed, 2));
    expect(e.toSend).toEqual(changed);
    e.edit(base);
    expect(e.toSend).toBeNull();
    expect(e.dirty).toBe(true);
  });
  it('somebody else’s revision replaces a calendar that nobody edits, and waits beside one that is', async () => {
    const { Editing } = await import('./editing.svelte');
    const theirs = withDays(base, own, ['2026-12-31'], { hours: [] });
    const calm = new Editing(page(base, 1));
    calm.read(page(theirs, 2));
    expect(calm.page.line.revision).toBe(2);
    const e = new Editing(page(base, 1));
    e.edit(withDays(e.draft, e.own, ['2026-11-27'], { hours: [] }));
    e.read(page(theirs, 2));
    expect(e.page.line.revision).toBe(1);
    e.join();
    expect(e.page.line.revision).toBe(2);
    expect(e.mine.days.map((d) => d.date)).toEqual(['2026-11-27']);
    expect(e.theirs).toBeNull();
  });
  it('published years are known anyway, and no change', async () => {
    const { Editing } = await import('./editing.svelte');
    const e = new Editing(page({ ...base, years: [2026] }, 1));
    expect([e.dirty, e.isOwn, e.toSend]).toEqual([false, true, null]);
    e.edit(withYear(e.draft, 2027, true));
    expect(e.toSend?.years).toEqual([2027]);
  });
  it('what was saved from here is no conflict', async () => {
    const { Editing } = await import('./editing.svelte');
    const e = new Editing(page(base, 1));
    e.edit(withDays(e.draft, e.own, ['2026-11-27'], { hours: [] }));
    e.read(page(e.draft, 2));
    expect(e.dirty).toBe(false);
    expect(e.theirs).toBeNull();
    expect(e.canUndo).toBe(false);
  });
});
