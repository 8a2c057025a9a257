// Declared states in words, and which dates of a case would hold without them. Pure; the sentences stand in declared.ftl.

import type {
  DeclarationRow,
  DeclarationState,
  DeclaredSort,
  OtherDue,
  PolicyRow,
  TimelineEntry,
  Why,
} from '../../data/api.gen';
import { countryName } from '../../kit/countries';
import { dayTime, millis, type Reader } from '../../kit/format';
import { listed, said } from '../../parts/policy/words';

export const sorts: DeclaredSort[] = ['peak', 'high_volume', 'force_majeure'];
const dashed = (code: string): string => code.replaceAll('_', '-');
export const sortWord = (sort: DeclaredSort, r: Reader): string => r.t(`word-declared-${dashed(sort)}`);
export const stateWord = (state: DeclarationState, r: Reader): string => r.t(`declared-state-${dashed(state)}`);

/** How it stands now: the page's clock runs on after the answer came. */
export function stateAt(row: Pick<DeclarationRow, 'from' | 'to'>, now: number): DeclarationState {
  const [from, to] = [millis(row.from), row.to === null ? Infinity : millis(row.to)];
  return to <= from ? 'taken_back' : to <= now ? 'over' : now < from ? 'planned' : 'on';
}

/** Running first, then planned, then what is over; within each the newest on top, as they come. */
export function ordered(rows: DeclarationRow[], now: number): { state: DeclarationState; rows: DeclarationRow[] }[] {
  const states: DeclarationState[] = ['on', 'planned', 'over', 'taken_back'];
  return states
    .map((state) => ({ state, rows: rows.filter((row) => stateAt(row, now) === state) }))
    .filter((group) => group.rows.length > 0);
}

/** "Hongxing Leather · Mail, Web · Return · Germany": for which cases. */
export function scopeWord(
  row: Pick<DeclarationRow, 'pack' | 'channels' | 'categories' | 'countries'>,
  packs: PolicyRow[],
  r: Reader,
): string {
  const pack = row.pack === null ? null : packs.find((one) => one.id === row.pack);
  return [
    row.pack === null ? r.t('declared-all-packs') : said(pack?.name, r) || row.pack,
    row.channels.length
      ? listed(
          row.channels.map((c) => r.t(`channel-${dashed(c)}`)),
          r,
        )
      : null,
    row.categories.length
      ? listed(
          row.categories.map((c) => r.t(`category-${dashed(c)}`)),
          r,
        )
      : null,
    row.countries.length
      ? listed(
          row.countries.map((c) => countryName(c, r.locale)),
          r,
        )
      : null,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** "Mon 23 Nov, 09:00 to Wed 2 Dec, 09:00", "from Mon 23 Nov, 09:00 on". */
export function spanWord(row: Pick<DeclarationRow, 'from' | 'to'>, now: number, r: Reader): string {
  const from = dayTime(row.from, now, r);
  return row.to === null
    ? r.t('declared-from-on', { from })
    : r.t('declared-from-to', { from, to: dayTime(row.to, now, r) });
}

/** What is declared now, each with its end: "Peak season until Wed 2 Dec, 09:00; Force majeure, end open". */
export function nowWord(rows: DeclarationRow[], packs: PolicyRow[], now: number, r: Reader): string {
  return rows
    .filter((row) => stateAt(row, now) === 'on')
    .map((row) => {
      const what = sortWord(row.sort, r);
      const scope = scopeWord(row, packs, r);
      return row.to === null
        ? r.t('declared-now-open', { what, scope })
        : r.t('declared-now-until', { what, scope, to: dayTime(row.to, now, r) });
    })
    .join(r.locale.startsWith('zh') ? '；' : '; ');
}

type Declared = Extract<TimelineEntry['what'], { type: 'declared' }>;
export interface Normal {
  /** The declaration's entry. */
  seq: number;
  sort: DeclaredSort;
  other: OtherDue;
}
/**
 * The dates that a declared state put off: what gave way at the instant of a declaration. A target that another class of the
 * case put off is not among them.
 */
export function normals(why: Why, timeline: TimelineEntry[]): Normal[] {
  const declared = timeline
    .filter((e): e is TimelineEntry & { what: Declared } => e.what.type === 'declared')
    // A force majeure pauses; it is the last that one thinks of where two were declared at once.
    .sort((a, b) => Number(a.what.sort === 'force_majeure') - Number(b.what.sort === 'force_majeure'));
  return why.others.flatMap((other) => {
    const { superseded_at } = other;
    // What was taken back left the clock as it was: then nothing is put off.
    const by =
      superseded_at === null || other.due === why.clock.due
        ? undefined
        : declared.find((e) => Math.max(millis(e.at), millis(why.clock.started)) === millis(superseded_at));
    return by ? [{ seq: by.seq, sort: by.what.sort, other }] : [];
  });
}

/**
 * The instant just before this entry declared a force majeure that holds the clock up: what was due then is its normal date.
 * Null for any other entry, and where none holds it up.
 */
export function instantBefore(why: Why | undefined, entry: TimelineEntry): string | null {
  if (!why?.pauses.some((p) => p.reason === 'force_majeure')) return null;
  const { what, at } = entry;
  return what.type === 'declared' && what.sort === 'force_majeure' ? new Date(millis(at) - 1).toISOString() : null;
}
