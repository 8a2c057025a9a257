// What differs in the tables of two versions, row by row and cell by cell. Pure. A row is told again by its conditions, else by
// what most of it says; where it stands is no difference, for exactly one row answers.

import type { Condition, PolicyView, TableRow, TableView } from '../../data/api.gen';

export type Differs = 'added' | 'removed' | 'changed';

/** A row as it is and as it was; one of both where it stands in one version only. */
export interface RowPair {
  now: TableRow | null;
  was: TableRow | null;
  differs: Differs | null;
}
export interface TablePair {
  table: TableView;
  differs: Differs | null;
  /** As the table stands; a removed row stands below the one that was before it. */
  rows: RowPair[];
}

const text = (value: unknown): string => JSON.stringify(value);
const bySet = (when: Condition[]): string =>
  text(when.map((c) => [c.fact, [...c.values].sort()]).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)));
export const sameWords = (a: Condition | undefined, b: Condition | undefined): boolean =>
  bySet(a ? [a] : []) === bySet(b ? [b] : []);
const sameAnswer = (a: TableRow['answer'], b: TableRow['answer']): boolean =>
  text(Object.entries(a).sort()) === text(Object.entries(b).sort());

/** The parts of a row that differ, beside its conditions. */
export function partsOf({ now, was }: RowPair): { answer: boolean; source: boolean; reading: boolean; note: boolean } {
  if (!now || !was) return { answer: false, source: false, reading: false, note: false };
  return {
    answer: !sameAnswer(now.answer, was.answer),
    source: now.clause !== was.clause || now.stated !== was.stated,
    reading: text(now.reading) !== text(was.reading),
    note: text(now.note) !== text(was.note),
  };
}

function pairOf(now: TableRow | null, was: TableRow | null): RowPair {
  const pair: RowPair = { now, was, differs: null };
  if (!now || !was) pair.differs = now ? 'added' : 'removed';
  else if (bySet(now.when) !== bySet(was.when) || Object.values(partsOf(pair)).some(Boolean)) pair.differs = 'changed';
  return pair;
}

/** How much two rows have in common, from 0. */
function likeness(a: TableRow, b: TableRow): number {
  const facts = new Set([...a.when, ...b.when].map((c) => c.fact));
  const of = (row: TableRow, fact: string) => row.when.find((c) => c.fact === fact);
  const same = [...facts].filter((fact) => sameWords(of(a, fact), of(b, fact))).length;
  return (
    (facts.size ? same / facts.size : 1) +
    Number(sameAnswer(a.answer, b.answer)) +
    Number(a.reading !== null && text(a.reading) === text(b.reading)) +
    Number(a.clause === b.clause) / 2
  );
}
/** As much as a row keeps in common with what it was. */
const ENOUGH = 1.5;

export function pairsOf(was: TableRow[], now: TableRow[]): RowPair[] {
  const found = new Map<TableRow, TableRow>();
  const left = new Set(was);
  const take = (a: TableRow, b: TableRow) => {
    found.set(a, b);
    left.delete(b);
  };
  for (const row of now) {
    const same = [...left].find((old) => bySet(old.when) === bySet(row.when));
    if (same) take(row, same);
  }
  const alike = now
    .filter((row) => !found.has(row))
    .flatMap((row) => [...left].map((old) => ({ row, old, much: likeness(row, old) })))
    .filter((one) => one.much >= ENOUGH)
    .sort((a, b) => b.much - a.much || Math.abs(a.row.row - a.old.row) - Math.abs(b.row.row - b.old.row));
  for (const { row, old } of alike) if (!found.has(row) && left.has(old)) take(row, old);

  const made = now.map((row) => pairOf(row, found.get(row) ?? null));
  for (const old of was.filter((row) => left.has(row))) {
    const before = was[was.indexOf(old) - 1];
    const at = before ? made.findIndex((pair) => pair.was === before) : -1;
    made.splice(at + 1, 0, pairOf(null, old));
  }
  return made;
}

/** The tables of a version against those of another; none: nothing is marked. */
export function tablesAgainst(now: PolicyView, was: PolicyView | null): TablePair[] {
  if (!was)
    return now.tables.map((table) => ({
      table,
      differs: null,
      rows: table.rows.map((row) => ({ now: row, was: null, differs: null })),
    }));
  const of = (policy: PolicyView, id: string) => policy.tables.find((table) => table.id === id);
  const pairs = now.tables.map((table): TablePair => {
    const old = of(was, table.id);
    const rows = pairsOf(old?.rows ?? [], table.rows);
    const head = old && (text(old.title) !== text(table.title) || text(old.inputs) !== text(table.inputs));
    return { table, rows, differs: !old ? 'added' : head || rows.some((row) => row.differs) ? 'changed' : null };
  });
  const gone = was.tables.filter((table) => !of(now, table.id));
  return [...pairs, ...gone.map((table): TablePair => ({ table, differs: 'removed', rows: pairsOf(table.rows, []) }))];
}

/** How many rows differ, by how. */
export function countOf(tables: TablePair[]): Record<Differs, number> {
  const rows = tables.flatMap((table) => table.rows);
  const of = (differs: Differs) => rows.filter((row) => row.differs === differs).length;
  return { added: of('added'), removed: of('removed'), changed: of('changed') };
}
