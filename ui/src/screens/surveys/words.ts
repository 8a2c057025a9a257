// Why a survey is owed and how it stands, in the reader's words.

import type { SurveyRow } from '../../data/api.gen';
import { civilDay, daysBetween, type Reader } from '../../kit/format';

const KINDS = ['contract', 'order', 'delivery', 'orders', 'marked', 'last_survey'];

/**
 * `because` is a code, or the number of what was completed, alone or after its word as in `order:OR-12`. `numbered` gives the
 * number as it may be shown.
 */
export function becauseText(
  row: SurveyRow,
  today: string,
  r: Reader,
  numbered: (number: string) => string = (number) => number,
): string {
  const day = civilDay(row.since, today, r.locale);
  const match = /^([a-z_]+)(?::\s*(.*))?$/.exec(row.because);
  const kind = match?.[1] ?? '';
  if (!match || !KINDS.includes(kind)) {
    if (!row.because) return r.t(`surveys-because-${row.duty}`, { day });
    // A bare number: a contract's, an order's or a delivery's, which of them the answer does not say.
    const id = row.duty === 'first' ? 'surveys-because-number' : 'surveys-because-orders';
    return r.t(id, { number: numbered(row.because), day });
  }
  const id = kind === 'last_survey' ? 'last' : kind;
  return r.t(`surveys-because-${id}`, { number: numbered(match[2] ?? ''), day });
}

/** "21 days late", "last day 25 Nov", "planned 26 Dec", "done, 4 days late". */
export function stateText(row: SurveyRow, today: string, r: Reader): string {
  const day = (iso: string): string => civilDay(iso, today, r.locale);
  switch (row.state) {
    case 'late':
      return r.t('surveys-state-late', { d: daysBetween(row.last_day, today) });
    case 'due':
      return r.t('surveys-state-due-last', { day: day(row.last_day) });
    case 'sent':
      return r.t('surveys-state-sent', { day: day(row.sent_on ?? today) });
    case 'sent_late':
      return r.t('surveys-state-sent-late', { d: daysBetween(row.last_day, row.sent_on ?? today) });
    case 'exempt':
    case 'dropped':
      return r.t(`surveys-state-${row.state}`);
    default:
      return r.t('surveys-state-planned', { day: day(row.planned_on) });
  }
}
