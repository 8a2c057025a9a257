/** What the list shows and how one stands in it; kept while the window lives, so that coming back finds the same place. */
import type { CaseFilter, CaseRow } from '../../data/api.gen';

let filter = $state<CaseFilter>('open');
let text = $state('');
let scroll = 0;
let ids = $state.raw<string[]>([]);

export const list = {
  get filter() {
    return filter;
  },
  set filter(next) {
    filter = next;
    scroll = 0;
  },
  get text() {
    return text;
  },
  set text(next) {
    text = next;
    scroll = 0;
  },
  get scroll() {
    return scroll;
  },
  set scroll(at) {
    scroll = at;
  },
  /** The ids as listed, for the next and the previous one. */
  get ids() {
    return ids;
  },
  set ids(next) {
    ids = next;
  },
};

/** A line of the list: a group's head or a case. */
export type Line =
  { kind: 'group'; id: string; waiting: boolean; count: number | null } | { kind: 'case'; id: string; row: CaseRow };

/** Rows in their groups, in the order that the program gave them. `whole`: there are no further pages. */
export function lines(rows: CaseRow[], grouped: boolean, whole = true): Line[] {
  const line = (row: CaseRow): Line => ({ kind: 'case', id: row.id, row });
  if (!grouped) return rows.map(line);
  const waits = (row: CaseRow): boolean => row.status === 'waiting';
  const us = rows.filter((row) => !waits(row));
  const them = rows.filter(waits);
  return [
    ...(us.length
      ? [{ kind: 'group', id: 'group-us', waiting: false, count: us.length } satisfies Line, ...us.map(line)]
      : []),
    ...(them.length
      ? [
          { kind: 'group', id: 'group-them', waiting: true, count: whole ? them.length : null } satisfies Line,
          ...them.map(line),
        ]
      : []),
  ];
}

/**
 * New rows wait behind a badge: the rows that were shown stay in their places with fresh content, those that left go,
 * and new ones are counted until the person takes them in.
 */
export function held(shown: string[], fresh: CaseRow[]): { rows: CaseRow[]; waiting: number } {
  if (shown.length === 0) return { rows: fresh, waiting: 0 };
  const by = new Map(fresh.map((row) => [row.id, row]));
  const known = new Set(shown);
  const added = fresh.filter((row) => !known.has(row.id)).length;
  if (added === 0) return { rows: fresh, waiting: 0 };
  return { rows: shown.map((id) => by.get(id)).filter((row) => row !== undefined), waiting: added };
}

/** What stands on the page: the question it answers, how many pages it took in, and the rows' ids. */
export interface Taken {
  question: string;
  pages: number;
  ids: string[];
}

/** Ids that count as shown: those taken in, and those of pages read since, which come below and move nothing. */
export function known(taken: Taken, question: string, pages: CaseRow[][]): string[] {
  if (taken.question !== question) return [];
  const has = new Set(taken.ids);
  return [
    ...taken.ids,
    ...pages
      .slice(taken.pages)
      .flat()
      .map((row) => row.id)
      .filter((id) => !has.has(id)),
  ];
}
