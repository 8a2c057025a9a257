// Days, hours and moves of a calendar in words; the sentences stand in calendar.ftl.

import type { CalendarLine, DeadlineMove } from '../../data/api.gen';
import { cityOf, civilDay, clockTime, dayTime, parseDay, weekday, type Reader } from '../../kit/format';
import { spansText, type Span } from './hours';
import { runs, type Changes, type DayIs } from './spec';

const zh = (r: Reader): boolean => r.locale.startsWith('zh');

/** "January" · "1月". */
export const monthName = (month: number, r: Reader): string =>
  zh(r)
    ? `${month}月`
    : new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month - 1, 1));

// 5 January 2026 is a Monday.
const weekdayDate = (day: number): number => Date.UTC(2026, 0, 5 + day);
export const weekdayName = (day: number, r: Reader, style: 'long' | 'short' | 'narrow' = 'long'): string =>
  zh(r)
    ? `${style === 'narrow' ? '' : '周'}${'一二三四五六日'[day]}`
    : new Intl.DateTimeFormat('en', { weekday: style, timeZone: 'UTC' }).format(weekdayDate(day));

export const hoursWord = (spans: readonly Span[], r: Reader): string =>
  spans.length > 0 ? spansText(spans) : r.t('calendar-closed');

/** "closed", "09:00–18:00", "as usual, 09:00–21:00"; with what the day is called. */
export function dayWord(day: DayIs, r: Reader): string {
  const said =
    day.kind === 'usual'
      ? r.t('calendar-as-usual', { hours: hoursWord(day.hours, r) })
      : day.kind === 'closed'
        ? r.t('calendar-closed')
        : spansText(day.hours);
  return day.name ? r.t('calendar-named', { name: day.name, day: said }) : said;
}

/** "Fri 27 Nov" · "11月27日 周五"; with the year where it is another. */
export const dateWord = (date: string, today: string, r: Reader): string => civilDay(date, today, r.locale, true);

function span(from: string, to: string, today: string, r: Reader): string {
  if (from === to) return dateWord(from, today, r);
  const [a, b] = [parseDay(from), parseDay(to)];
  if (a && b && a.year === b.year && a.month === b.month && !zh(r)) return `${a.day}–${civilDay(to, today, r.locale)}`;
  if (a && b && a.year === b.year && a.month === b.month) return `${civilDay(from, today, r.locale)}至${b.day}日`;
  return zh(r)
    ? `${civilDay(from, today, r.locale)}至${civilDay(to, today, r.locale)}`
    : `${civilDay(from, today, r.locale)} – ${civilDay(to, today, r.locale)}`;
}

/** "Shanghai" · "上海"; with the id where the city has another name. */
export const zoneWord = (zone: string, r: Reader): string => cityOf(zone, r.locale);

/** Each change as a line: "Fri 27 Nov: closed", "Saturday: 09:00–13:00". */
export function changeLines(c: Changes, today: string, r: Reader): string[] {
  return [
    ...(c.zone ? [r.t('calendar-change-zone', { from: zoneWord(c.zone.was, r), to: zoneWord(c.zone.now, r) })] : []),
    ...c.week.map((w) => r.t('calendar-change', { day: weekdayName(w.day, r), to: hoursWord(w.now, r) })),
    ...runs(c.days).map((run) =>
      r.t('calendar-change', { day: span(run.from, run.to, today, r), to: dayWord(run.change.now, r) }),
    ),
    ...c.years.map((year) => r.t('calendar-change-year', { year: String(year) })),
  ];
}

/** Instants of a move, short where both are near, and in full for reading aloud. */
export function moveInstant(at: string | null, now: string, r: Reader): string {
  return at === null ? r.t('calendar-hidden') : shortDay(at, now, r);
}
// With its weekday also where it is today: the two are compared. Beyond six days the date says which week's.
function shortDay(at: string, now: string, r: Reader): string {
  return Math.abs(Date.parse(at) - Date.parse(now)) < 6 * 86_400_000
    ? `${weekday(at, r)} ${clockTime(at, r.zone)}`
    : dayTime(at, now, r);
}

/** "3 h later", "2 d 4 h earlier". */
export function byWord(move: DeadlineMove, r: Reader): string {
  if (move.seconds === null) return r.t('calendar-while-paused');
  const minutes = Math.round(Math.abs(move.seconds) / 60);
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const length = [
    d > 0 ? r.t('time-days', { d: String(d) }) : '',
    h > 0 ? r.t('time-hours', { h: String(h) }) : '',
    m > 0 && d === 0 ? r.t('time-min', { m: String(m) }) : '',
  ]
    .filter(Boolean)
    .join(' ');
  return r.t(move.seconds > 0 ? 'calendar-later-by' : 'calendar-earlier-by', { length });
}

/** The years the list and the band warn of. */
export const yearsWithout = (line: CalendarLine): number[] => line.warnings.map((w) => Number(w.args['year']));
