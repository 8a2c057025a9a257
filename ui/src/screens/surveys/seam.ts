// A customer's six months as a seam: since → planned → last day over twelve months with today in them. Civil days only.

import type { SurveyRow } from '../../data/api.gen';
import { addDays, daysBetween, parseDay } from '../../kit/civil';

/** Twelve months, from four before today's. */
export interface Months {
  from: string;
  to: string;
  /** The first of each month with its place on the line. */
  marks: { day: string; x: number }[];
}

const iso = (year: number, month: number): string => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);

/** The months around a day. */
export function monthsAround(today: string): Months {
  const d = parseDay(today) ?? { year: 2026, month: 1, day: 1 };
  const first = d.month - 1 - 4;
  const from = iso(d.year, first);
  const to = iso(d.year, first + 12);
  const marks = Array.from({ length: 12 }, (_, i) => {
    const day = iso(d.year, first + i);
    return { day, x: daysBetween(from, day) / daysBetween(from, to) };
  });
  return { from, to, marks };
}

/** Where a day stands, 0 … 1, clamped. */
export function dayX(day: string, months: Months): number {
  return Math.min(1, Math.max(0, daysBetween(months.from, day) / daysBetween(months.from, months.to)));
}

/** Shape of a row: the seam, its sewn part, the marks. */
export interface Seam {
  from: number;
  to: number;
  /** Sewn up to here (today or the sending). */
  sewn: number;
  /** Where red begins; none when nothing is late. */
  late: { from: number; to: number } | null;
  planned: number | null;
  sent: number | null;
  last: number;
}

/** Lays a survey over the months. The last day counts as kept, so its mark stands at that day's end. */
export function seamOf(row: SurveyRow, today: string, months: Months): Seam | null {
  if (row.state === 'exempt' || row.state === 'dropped') return null;
  const end = row.sent_on ?? today;
  const last = dayX(addDays(row.last_day, 1), months);
  const from = dayX(row.since, months);
  const ended = dayX(row.sent_on ? end : today, months);
  const isLate = daysBetween(row.last_day, end) > 0;
  return {
    from,
    to: Math.max(last, isLate ? ended : last),
    sewn: Math.max(from, Math.min(ended, last)),
    late: isLate && ended > last ? { from: last, to: ended } : null,
    planned:
      row.sent_on === null && row.planned_on !== row.last_day && row.state === 'planned'
        ? dayX(row.planned_on, months)
        : null,
    sent: row.sent_on ? dayX(row.sent_on, months) : null,
    last,
  };
}

/** How a row stands, as shape, colour and word need it. */
export function standOf(row: SurveyRow): 'running' | 'soon' | 'late' | 'met' | 'cancelled' {
  switch (row.state) {
    case 'late':
    case 'sent_late':
      return row.state === 'late' ? 'late' : 'met';
    case 'due':
      return 'soon';
    case 'sent':
      return 'met';
    case 'exempt':
    case 'dropped':
      return 'cancelled';
    default:
      return 'running';
  }
}

/** Numbers on top. */
export function surveyCounts(rows: SurveyRow[]): Record<'late' | 'due' | 'planned' | 'sent' | 'exempt', number> {
  const counts = { late: 0, due: 0, planned: 0, sent: 0, exempt: 0 };
  for (const { state } of rows) {
    if (state === 'late' || state === 'due' || state === 'planned') counts[state] += 1;
    else if (state === 'sent' || state === 'sent_late') counts.sent += 1;
    else counts.exempt += 1;
  }
  return counts;
}
