/** How the example desk decides: tables by every combination of what is open, warranty by its last day. */
import type { Both, DaySum, MatterDays, Verdict, VerdictAnswer } from '../../data/api.gen';
import { addDays, parseDay } from '../../kit/civil';
import type { FakePack, Row, Table, Val } from './pack';

const both = ([en, zh]: [string, string]): Both => ({ en, zh });
export const asList = (answer: Row['answer']): Record<string, string[]> =>
  Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, Array.isArray(value) ? value : [value]]));

function addMonths(day: string, months: number): string {
  const d = parseDay(day);
  if (!d) return day;
  const last = new Date(Date.UTC(d.year, d.month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(d.year, d.month - 1 + months, Math.min(d.day, last))).toISOString().slice(0, 10);
}

/** Sums of days, and the facts that come of them. */
function sums(values: Val[], facts: Record<string, string>, days: MatterDays, today: string): DaySum[] {
  const of = (from: string): string | null => (days as unknown as Record<string, string | null>)[`${from}_on`] ?? null;
  return values.flatMap((value): DaySum[] => {
    if (value.amount.type !== 'period' || !value.amount.from || (value.sort !== 'warranty' && value.code !== 'window'))
      return [];
    const { from, days: n, months } = value.amount;
    const warranty = value.sort === 'warranty';
    const extension = value.code === 'extension';
    if (extension && days.repairs.length === 0) return [];
    const start = extension ? (days.repairs.at(-1)?.sent_back_on ?? null) : of(from);
    const last = start && (months !== null ? addMonths(start, months) : addDays(start, n ?? 0));
    const compared = warranty ? today : of('requested');
    const holds = Object.entries(value.when ?? {}).every(([fact, words]) =>
      words.includes(facts[fact] ?? words[0] ?? ''),
    );
    const within = last && compared ? compared <= last : null;
    return [
      {
        what: extension ? 'extension' : warranty ? 'warranty' : 'return_window',
        period: value.code,
        fact: warranty ? 'warranty' : 'return_time',
        value: within === null ? null : warranty ? (within ? 'in' : 'out') : within ? 'in_time' : 'late',
        from,
        start,
        days: n,
        months,
        paused_days: null,
        last_day: last,
        compared,
        holds,
        clause: value.clause,
        stated: value.stated,
      },
    ];
  });
}

const fires = (row: Row, facts: Record<string, string>): boolean =>
  Object.entries(row.when).every(([fact, words]) => words.includes(facts[fact] ?? ''));

function answer(pack: FakePack, table: Table, facts: Record<string, string>, leg: string | null): VerdictAnswer {
  const known: Record<string, string> = leg ? { ...facts, leg } : facts;
  const open = table.inputs.filter((fact) => !known[fact]);
  const rows = new Set<number>();
  const walk = (i: number, given: Record<string, string>): void => {
    const fact = open[i];
    if (!fact) {
      const n = table.rows.findIndex((row) => fires(row, given));
      if (n >= 0) rows.add(n);
      return;
    }
    for (const value of pack.facts[fact] ?? []) walk(i + 1, { ...given, [fact]: value });
  };
  walk(0, known);
  const found = [...rows].map((n) => table.rows[n] as Row);
  const same = new Set(found.map((row) => JSON.stringify(row.answer))).size === 1;
  const row = same ? found[0] : undefined;
  const undetermined = row && (row.answer['party'] === 'undetermined' || row.answer['charge'] === 'settle_later');
  // Only facts that tell the open rows apart are wanted.
  const needs = open.filter((fact) => new Set(found.map((r) => JSON.stringify(r.when[fact] ?? null))).size > 1);
  return {
    decides: table.decides,
    leg,
    state: row ? (undetermined ? 'undetermined' : 'decided') : 'needs_facts',
    answer: row ? asList(row.answer) : {},
    needs: row ? [] : needs.length ? needs : open,
    table: table.id,
    row: row && rows.size === 1 ? ([...rows][0] ?? 0) + 1 : null,
    open_rows: rows.size > 1 ? [...rows].sort((a, b) => a - b).map((n) => n + 1) : [],
    clause: row?.clause ?? null,
    stated: row?.stated ?? false,
    reading: row?.reading ? both(row.reading) : null,
    note: row?.note ? both(row.note) : null,
  };
}

export function decide(
  pack: FakePack,
  values: Val[],
  given: Record<string, string>,
  days: MatterDays,
  today: string,
): Verdict {
  const counted = sums(values, given, days, today);
  const facts = { ...given };
  for (const sum of counted) if (sum.fact && sum.value && sum.holds) facts[sum.fact] ??= sum.value;
  const answers = pack.tables.flatMap((table) =>
    table.decides === 'freight' && table.inputs.includes('leg')
      ? [answer(pack, table, facts, 'to_us'), answer(pack, table, facts, 'to_customer')]
      : table.decides === 'freight'
        ? [
            { ...answer(pack, table, facts, null), leg: 'to_us' },
            { ...answer(pack, table, facts, null), leg: 'to_customer' },
          ]
        : [answer(pack, table, facts, null)],
  );
  const wanted = answers.flatMap((a) => a.needs);
  const needs = [...new Set(wanted)].sort(
    (a, b) => wanted.filter((f) => f === b).length - wanted.filter((f) => f === a).length,
  );
  return {
    answers,
    sums: counted,
    facts,
    needs,
    needs_days: counted.filter((s) => s.holds && !s.start && s.fact && needs.includes(s.fact)).map((s) => s.from),
  };
}
