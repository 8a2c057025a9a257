// What was found wrong with a pack's text: each problem as a sentence, and the entry of the pack at which it stands.

import type { PolicyProblem, TableView } from '../../data/api.gen';
import { has } from '../../i18n';
import type { Reader } from '../../kit/format';
import { said, whenWords } from '../../parts/policy/words';
import { pathAt } from './blocks';

// Every value that a sentence of a problem may name.
const names =
  'detail clause section id language currency calendar table first second row fact decides group word clock of field value ' +
  'least most wanted found key known kind takes';
const NONE = Object.fromEntries(names.split(' ').map((name) => [name, '']));

/** What is wrong, with the input that shows it. */
export function problemWords(p: PolicyProblem, r: Reader, all: Record<string, string[]> = {}): string {
  const key = `policy-problem-${p.code.replaceAll('_', '-')}`;
  const values = { ...NONE, ...p.args };
  const words = has(key) ? r.t(key, values) : r.t('policy-problem-other', { ...values, code: p.code });
  return p.input.length ? `${words} ${r.t('policy-input', { input: whenWords(p.input, r, all) })}` : words;
}

/** A problem with the part of the pack that it stands in, such as `tables[0].rows[2]`. */
export interface Placed {
  path: string;
  problem: PolicyProblem;
}
/** Tables are called by their titles there, not by their ids. */
export function placedIn(toml: string, problems: PolicyProblem[], tables: TableView[], r: Reader): Placed[] {
  const named = (problem: PolicyProblem): PolicyProblem => {
    const title = said(tables.find((table) => table.id === problem.args['table'])?.title, r);
    return title ? { ...problem, args: { ...problem.args, table: r.t('policy-quoted', { what: title }) } } : problem;
  };
  return problems.map((problem) => ({ path: pathAt(toml, problem.line), problem: named(problem) }));
}

/** The problems of an entry, with those of what is written in it. */
export const problemsOf = (placed: Placed[], key: string): PolicyProblem[] =>
  placed.filter(({ path }) => path === key || path.startsWith(`${key}.`)).map(({ problem }) => problem);
/** The problems of a table that are not one row's. */
export const problemsOfTable = (placed: Placed[], key: string): PolicyProblem[] =>
  placed.filter(({ path }) => path === key).map(({ problem }) => problem);

/** What is among the first and not among the others: what a change brings with it. */
export function newIn(now: Placed[], before: Placed[]): Placed[] {
  const name = ({ problem: { code, args, input } }: Placed): string => JSON.stringify([code, args, input]);
  const known = new Set(before.map(name));
  return now.filter((one) => !known.has(name(one)));
}
