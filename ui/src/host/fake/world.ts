/** What the example desk holds, and what every part of it does with that: find a case, add to its story, say what changed. */
import type { CustomerCard, Happened, StaffMember } from '../../data/api.gen';
import { Failure, type Answer, type Args, type CallName, type HostEvent } from '../index';
import { clock, customers, entry as told, many, me, NOW, seed, type FakeCase } from './seed';

export type Answers = { [K in CallName]: (args: Args<K>) => Answer<K> | Promise<Answer<K>> };

export interface World {
  cases: FakeCase[];
  people: CustomerCard[];
  /** No time passes, and nothing takes any. */
  frozen: boolean;
  now: () => number;
  moveClock: (seconds: number) => void;
  push: (event: HostEvent) => void;
  changed: (...tags: string[]) => null;
  find: (id: string) => FakeCase;
  openCases: (customer: string) => number;
  /** The next number that nothing has yet. */
  next: () => number;
  add: (c: FakeCase, what: Happened, by?: StaffMember | null) => void;
  begin: (more: Partial<FakeCase>) => FakeCase;
  touched: (c: FakeCase) => null;
}

export const MIN = 60_000;
export const iso = (ms: number): string => new Date(ms).toISOString();

export function world(frozen: boolean, more: number, push: (event: HostEvent) => void): World {
  const cases = [...seed(), ...many(more)];
  const people = customers.map((c) => ({ ...c }));
  const began = Date.now();
  let moved = 0;
  const now = (): number => NOW + moved + (frozen ? 0 : Date.now() - began);
  const changed = (...tags: string[]): null => {
    push({ type: 'changed', tags });
    return null;
  };
  const find = (id: string): FakeCase => {
    const found = cases.find((c) => c.id === id);
    if (!found) throw new Failure('not_found');
    return found;
  };
  const openCases = (id: string): number =>
    cases.filter((c) => c.customer?.id === id && (c.status === 'open' || c.status === 'waiting')).length;
  const touched = (c: FakeCase): null => changed('cases', `case:${c.id}`, 'desk');
  let seq = 1000;
  const next = (): number => ++seq;
  const add = (c: FakeCase, what: Happened, by: StaffMember | null = me): void => {
    c.timeline = [...c.timeline, { ...told(0, what, by), seq: next(), at: iso(now()) }];
  };
  const begin = (more: Partial<FakeCase>): FakeCase => {
    const n = 4135 + cases.length;
    const c: FakeCase = {
      ...(cases[1] as FakeCase),
      id: `case-${n}`,
      label: `C-${n}`,
      status: 'open',
      complexity: 'general',
      timeline: [],
      unanswered: null,
      suggestions: [],
      reply_to: null,
      group: null,
      tasks: [],
      files: [],
      forms: [],
      draft: '',
      clocks: [clock('solution', 0, 1440)],
      waiting_for: null,
      ...more,
    };
    cases.unshift(c);
    add(c, { type: 'opened', pack: 'hx-leather', version: 1, continues: null }, null);
    return c;
  };
  const moveClock = (seconds: number): void => void (moved += seconds * 1000);
  return { cases, people, frozen, now, moveClock, push, changed, find, openCases, next, add, begin, touched };
}
