/** Cases of the example desk as they are read: today, the list, the page, why a deadline is what it is. */
import type { CasePage } from '../../data/api.gen';
import { Failure } from '../index';
import { actsOf } from './acts';
import { withOthers, type declarationCalls } from './declarations';
import { nextClock, row, surveys, type FakeCase } from './seed';
import * as seek from './seek';
import type { taskCalls } from './tasks';
import { whyOf } from './why';
import { iso, type Answers, type World } from './world';

interface Beside {
  tasks: ReturnType<typeof taskCalls>;
  declared: ReturnType<typeof declarationCalls>;
}

export function caseCalls({ cases, people, now, find, openCases }: World, { tasks, declared }: Beside) {
  const page = (c: FakeCase): CasePage => {
    const { party: _party, last: _last, ...rest } = c;
    return {
      ...rest,
      customer: c.customer && {
        ...(people.find((p) => p.id === c.customer?.id) ?? c.customer),
        open_cases: openCases(c.customer.id),
      },
      form_owed:
        c.channel === 'telephone' && c.forms.length === 0
          ? {
              form: 'customer_information',
              name: { en: 'Customer Information Processing Form', zh: '客户信息处理单' },
              clause: 'HX-12',
            }
          : null,
      reopen_days: 14,
      acts: actsOf(c),
      as_of: null,
      now: iso(now()),
    };
  };
  return {
    today: () => ({
      promises: cases
        .flatMap((c) =>
          c.clocks
            .filter((k) => !k.stopped && k.due)
            .map((k) => ({ case: c.id, label: c.label, party: row(c).party, subject: c.subject, clock: k })),
        )
        .sort((a, b) => Date.parse(a.clock.due ?? '') - Date.parse(b.clock.due ?? '')),
      surveys: surveys.filter((s) => s.state === 'due' || s.state === 'late'),
      tasks: tasks.mine(),
      tasks_total: tasks.mine().length,
      now: iso(now()),
    }),
    cases: ({ filter, text, after, limit }) => {
      const { words: typed, terms } = seek.read(text ?? '');
      const words = typed.toLowerCase();
      const sound = terms.every((term) => term.wrong === null);
      const shown = cases.filter(
        (c) =>
          sound &&
          terms.every((term) => seek.leaves(term, c)) &&
          (filter === 'all' ||
            (filter === 'open' ? c.status === 'open' || c.status === 'waiting' : c.status === filter)) &&
          (!words ||
            JSON.stringify([c.label, c.subject, c.party, c.customer?.name, c.timeline]).toLowerCase().includes(words)),
      );
      const rank = (c: FakeCase): number =>
        (c.status === 'waiting' ? 1e15 : 0) + (Date.parse(nextClock(c.clocks)?.due ?? '') || 9e14);
      const rows = [...shown].sort((a, b) => rank(a) - rank(b)).map(row);
      const from = Number(after ?? 0);
      const end = from + limit;
      return {
        rows: rows.slice(from, end),
        next: end < rows.length ? String(end) : null,
        total: rows.length,
        terms,
        now: iso(now()),
      };
    },
    case: ({ case: id }) => page(find(id)),
    original: ({ case: id, seq: n }) => {
      const what = find(id).timeline.find((e) => e.seq === n)?.what;
      if (what?.type !== 'received') throw new Failure('not_found');
      return {
        html: `<p>${what.text.split('\n\n').join('</p><p>')}</p><hr><p>On Friday you wrote:<br>&gt; we need three photographs</p>`,
        text: `${what.text}\n\nOn Friday you wrote:\n> we need three photographs`,
        headers: `From: ${what.name ?? ''} <${what.from}>\nTo: service@example.com\nSubject: ${what.subject ?? ''}\nMessage-ID: <20261123.${n}@example.com>`,
        blocked: 1,
      };
    },
    why: ({ case: id, clock: name, cycle, at }) => {
      const c = find(id);
      const k = c.clocks.find((one) => one.clock === name && one.cycle === cycle);
      if (!k) throw new Failure('not_found');
      const stood = declared.stood(k, at ?? null);
      return withOthers(whyOf(c, stood, now()), declared.others(c, stood), declared.normal(stood));
    },
  } satisfies Partial<Answers>;
}
