/** The example desk's policies: packs with versions and drafts, what a text of a pack is found to be, and verdicts. */
import type {
  CaseVerdict,
  ChangeView,
  MatterDays,
  PolicyChecked,
  PolicyView,
  StaffMember,
  TriedDue,
  ValueView,
  VersionRow,
} from '../../data/api.gen';
import { Failure, type Answer, type Args } from '../index';
import { asList, decide } from './decide';
import { leatherFirst } from './leather';
import { PARTS, wordsOf, type FakePack, type Val } from './pack';
import { problemsOf, readable, tablesOf, textOf, valuesOf } from './packtext';
import { conditions, factViews, packs } from './packs';
import { openOn } from './why';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (ms: number): string => new Date(ms).toISOString();
const both = ([en, zh]: [string, string]) => ({ en, zh });
const maybe = (said: [string, string] | undefined) => (said ? both(said) : null);
const noDays: MatterDays = {
  shipped_on: null,
  purchased_on: null,
  received_on: null,
  requested_on: null,
  confirmed_on: null,
  sent_on: null,
  evidence_on: null,
  repairs: [],
};

const viewOfValue = (value: Val, more: Partial<ValueView> = {}): ValueView => ({
  key: value.key,
  sort: value.sort,
  code: value.code,
  name: value.name ?? null,
  when: conditions(value.when),
  amount: value.amount,
  clause: value.clause,
  stated: value.stated,
  reading: maybe(value.reading),
  was: null,
  changed: false,
  field: value.field ?? null,
  ...more,
});
/** Values are told apart by what they are and when they hold, rows too; a moved one is no change. */
function changesOf(before: Val[], after: Val[]): ChangeView[] {
  const named = (all: Val[]) => {
    const seen = new Map<string, number>();
    return all.map((value) => {
      const name = JSON.stringify([value.sort, value.code, value.when ?? {}]);
      seen.set(name, (seen.get(name) ?? 0) + 1);
      return { name: `${name} ${seen.get(name)}`, value };
    });
  };
  const [old, now] = [named(before), named(after)];
  const plain = ({ key: _, ...value }: Val): string => JSON.stringify(value);
  const differ = now.flatMap(({ name, value }): ChangeView[] => {
    const was = old.find((one) => one.name === name)?.value;
    if (was && plain(was) === plain(value)) return [];
    const same = was && JSON.stringify(was.amount) === JSON.stringify(value.amount);
    return [{ was: was ? viewOfValue(was) : null, now: viewOfValue(value), significant: !same }];
  });
  const gone = old.filter((one) => now.every((other) => other.name !== one.name));
  return [...differ, ...gone.map(({ value }) => ({ was: viewOfValue(value), now: null, significant: true }))];
}
/** The values of a text, with the rows of its tables among them. */
const allOf = (pack: FakePack, toml: string): Val[] => [
  ...valuesOf(pack, toml),
  ...tablesOf(pack, toml).flatMap((table, t) =>
    table.rows.map((row, n): Val => ({
      key: `tables[${t}].rows[${n}]`,
      sort: 'row',
      code: table.id,
      name: both(table.title),
      when: row.when,
      amount: { type: 'answer', answer: asList(row.answer) },
      clause: row.clause,
      stated: row.stated,
      ...(row.reading ? { reading: row.reading } : {}),
    })),
  ),
];

interface Found {
  facts: Record<string, string>;
  by: StaffMember | null;
  at: string;
  days: MatterDays;
  note: string | null;
}
interface Desk {
  now: () => number;
  me: StaffMember;
  technical: StaffMember;
  changed: (...tags: string[]) => null;
  openCases: () => number;
  /** Channel, category, urgency, complexity; null when there is no such case. */
  caseFacts: (id: string) => Record<string, string> | null;
}

export function policyCalls(desk: Desk) {
  const state = packs.map((pack) => ({
    pack,
    published: [1, 2].slice(pack.id === 'hx-leather' ? 0 : 1).map((_, i) => ({
      version: i + 1,
      effective: '2024-12-31T16:00:00Z',
      toml: textOf(pack.id === 'hx-leather' && i === 0 ? leatherFirst : pack, i + 1),
      at: null as string | null,
      recipients: null as number | null,
    })),
    draft: null as { toml: string; at: string } | null,
  }));
  let saves = 0;
  const found = new Map<string, Found>([
    [
      'case-4127',
      {
        facts: { cause: 'material', service: 'replacement' },
        by: desk.technical,
        at: iso(desk.now() - 4 * HOUR),
        days: { ...noDays, received_on: '2026-08-14' },
        note: 'Stopper crimp of batch Z-117 below torque',
      },
    ],
    [
      'case-4133',
      {
        facts: { cause: 'undetermined', service: 'repair' },
        by: desk.technical,
        at: iso(desk.now() - 2 * HOUR),
        days: { ...noDays, received_on: '2026-06-02' },
        note: null,
      },
    ],
    [
      'case-4109',
      {
        facts: { cause: 'workmanship', service: 'repair' },
        by: desk.me,
        at: iso(desk.now() - 30 * HOUR),
        days: { ...noDays, received_on: '2025-10-02' },
        note: null,
      },
    ],
  ]);
  const of = (id: string) => {
    const one = state.find((s) => s.pack.id === id);
    if (!one) throw new Failure('not_found');
    return one;
  };
  const inForce = (s: (typeof state)[number]) =>
    [...s.published].reverse().find((v) => Date.parse(v.effective) <= desk.now()) ?? s.published[0];
  const version = (s: (typeof state)[number], n: number | null) => {
    const one = n === null ? inForce(s) : s.published.find((v) => v.version === n);
    if (!one) throw new Failure('not_found');
    return one;
  };
  const next = (s: (typeof state)[number]): number => (s.published.at(-1)?.version ?? 0) + 1;
  const combos = (pack: FakePack): number =>
    pack.tables.reduce((sum, t) => sum + t.inputs.reduce((n, f) => n * (pack.facts[f]?.length ?? 2), 1), 0);
  const check = (id: string, toml: string): PolicyChecked => {
    const s = of(id);
    const problems = problemsOf(s.pack, toml, wordsOf(s.pack));
    const base = allOf(s.pack, version(s, null).toml);
    return {
      problems,
      combinations: combos(s.pack),
      changes: problems.length > 0 ? null : changesOf(base, allOf(s.pack, toml)),
    };
  };
  const stateOf = (s: (typeof state)[number], n: number): VersionRow['state'] =>
    n === inForce(s)?.version
      ? 'in_force'
      : Date.parse(s.published.find((v) => v.version === n)?.effective ?? '') > desk.now()
        ? 'planned'
        : 'past';
  const today = (): string => iso(desk.now() + 8 * HOUR).slice(0, 10);

  function viewOf({ id, version: n, draft }: Args<'policy'>): PolicyView {
    const s = of(id);
    const { pack } = s;
    const drafted = draft && s.draft && readable(check(id, s.draft.toml).problems);
    const base = version(s, n);
    const toml = drafted && s.draft ? s.draft.toml : base.toml;
    const before = valuesOf(pack, base.toml);
    const changes = changesOf(before, valuesOf(pack, toml));
    const values = valuesOf(pack, toml).map((value): ValueView => {
      const change = drafted ? changes.find((c) => c.now?.key === value.key && c.now.code === value.code) : undefined;
      const amount = change?.was && JSON.stringify(change.was.amount) !== JSON.stringify(value.amount);
      return viewOfValue(value, { was: amount ? (change?.was?.amount ?? null) : null, changed: !!change });
    });
    const groups = values.filter((value) => value.sort === 'group').map((value) => value.code);
    return {
      id,
      version: drafted ? next(s) : base.version,
      state: drafted ? 'draft' : stateOf(s, base.version),
      name: pack.name,
      document: pack.document,
      effective: base.effective,
      zone: 'Asia/Shanghai',
      language: 'en',
      sections: pack.sections.map(([sid, en, zh]) => ({ id: sid, title: { en, zh } })),
      clauses: pack.clauses.map(([cid, section, quote, zh]) => ({ id: cid, section, quote, zh })),
      values,
      tables: tablesOf(pack, toml).map((table) => ({
        id: table.id,
        decides: table.decides,
        title: both(table.title),
        inputs: table.inputs,
        combinations: table.inputs.reduce((sum, f) => sum * (wordsOf(pack)[f]?.length ?? 2), 1),
        answers: (PARTS[table.decides] ?? []).map((part) => (part.key === 'group' ? { ...part, words: groups } : part)),
        rows: table.rows.map((row, i) => ({
          row: i + 1,
          when: conditions(row.when),
          answer: asList(row.answer),
          clause: row.clause,
          stated: row.stated,
          reading: maybe(row.reading),
          note: maybe(row.note),
        })),
      })),
      facts: factViews(pack),
      words: wordsOf(pack),
      days: pack.days,
      toml: draft && s.draft ? s.draft.toml : toml,
      saved_at: draft && s.draft ? s.draft.at : null,
    };
  }

  /** Enough of the calendar for the example: whole days of nine to nine. */
  function dueOf(value: Val, notice: number): number | null {
    if (value.amount.type !== 'measure') return null;
    const { kind, seconds, days } = value.amount.measure;
    if (kind === 'elapsed') return notice + (seconds ?? 0) * 1000;
    if (kind === 'natural_days') return Math.ceil((notice + 8 * HOUR) / DAY) * DAY - 8 * HOUR + (days ?? 0) * DAY;
    let left = kind === 'business_days' ? Number.MAX_SAFE_INTEGER : (seconds ?? 0) * 1000;
    let whole = days ?? 0;
    for (let at = notice, n = 0; n < 400; n += 1) {
      const span = openOn(at)[0];
      const midnight = Math.floor((at + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
      if (span) {
        const [from, to] = [Date.parse(span.from), Date.parse(span.to)];
        if (kind === 'business_days') {
          if (n > 0) whole -= 1;
          if (whole === 0) return to - 3 * HOUR;
        } else {
          const [start, end] = kind === 'service' ? [Math.max(at, from), to] : [at, midnight + DAY];
          const can = Math.max(0, end - start);
          if (left <= can)
            return kind === 'service' ? start + left : Math.max(start + left, start + left < from ? from : 0);
          left -= can;
        }
      }
      at = midnight + DAY;
    }
    return null;
  }

  const calls = {
    policies: (): Answer<'policies'> => ({
      rows: state.map((s) => {
        const checked = s.draft ? check(s.pack.id, s.draft.toml) : null;
        return {
          id: s.pack.id,
          name: s.pack.name,
          document: s.pack.document,
          version: version(s, null).version,
          standard: s.pack.id === 'hx-leather',
          zone: 'Asia/Shanghai',
          versions: [...s.published].reverse().map((v): VersionRow => ({
            version: v.version,
            state: stateOf(s, v.version),
            effective: v.effective,
            published_at: v.at,
            by: v.at ? desk.me : null,
            open_cases: s.pack.id === 'hx-leather' && v.version === inForce(s)?.version ? desk.openCases() : 0,
            recipients: v.recipients,
          })),
          draft: s.draft && {
            version: next(s),
            base: version(s, null).version,
            saved_at: s.draft.at,
            by: desk.me,
            changes: checked?.changes?.length ?? null,
            problems: checked?.problems.length ?? 0,
          },
        };
      }),
      now: iso(desk.now()),
    }),
    policy: viewOf,
    policy_diff: ({ id, from, to }: Args<'policy_diff'>): Answer<'policy_diff'> => {
      const s = of(id);
      const newer = to === null ? s.draft?.toml : version(s, to).toml;
      return { changes: changesOf(allOf(s.pack, version(s, from).toml), allOf(s.pack, newer ?? '')) };
    },
    check_policy: ({ id, toml }: Args<'check_policy'>) => check(id, toml),
    publish_preview: ({ id, effective }: Args<'publish_preview'>): Answer<'publish_preview'> => {
      const s = of(id);
      if (!s.draft) throw new Failure('not_found');
      const checked = check(id, s.draft.toml);
      const changes = checked.changes ?? [];
      const needed = changes.some((c) => c.significant);
      const day = iso(Date.parse(effective) + 8 * HOUR).slice(0, 10);
      const lines = (l: 'en' | 'zh'): string =>
        changes
          .flatMap((c) => (c.significant && c.now?.reading ? [`- ${c.now.clause}: ${c.now.reading[l]}`] : []))
          .join('\n');
      return {
        version: next(s),
        base: version(s, null).version,
        combinations: checked.combinations,
        problems: checked.problems,
        changes,
        open_cases: desk.openCases(),
        notice: {
          needed,
          recipients: needed ? 231 : 0,
          languages: needed ? { en: 148, zh: 83 } : {},
          without_address: needed ? 12 : 0,
          subject: { en: `Our service policy changes on ${day}`, zh: `我们的服务政策将于 ${day} 变更` },
          body: {
            en: `Dear customer,\n\nfrom ${day} on our service policy reads:\n\n${lines('en')}\n\nCases that are open now keep the policy they began with.\n\n${s.pack.name.en}`,
            zh: `尊敬的客户：\n\n自 ${day} 起，我们的服务政策变更如下：\n\n${lines('zh')}\n\n目前未结的案件仍适用受理时的政策。\n\n${s.pack.name.zh}`,
          },
          clause: 'PA-10',
        },
      };
    },
    try_policy: ({
      id,
      version: n,
      draft,
      facts,
      declared,
      days,
      notice,
    }: Args<'try_policy'>): Answer<'try_policy'> => {
      const s = of(id);
      const sound = draft && s.draft && check(id, s.draft.toml).problems.length === 0 ? s.draft : null;
      const toml = sound ? sound.toml : version(s, n).toml;
      const values = valuesOf(s.pack, toml);
      const at = notice ? Date.parse(notice) : desk.now();
      const known: Record<string, string> = {
        category: 'unclassified',
        complexity: 'general',
        channel: 'mail',
        urgency: 'normal',
        ...facts,
      };
      const holds = (v: Val, said: string[]) =>
        Object.entries(v.when ?? {}).every(([fact, words]) =>
          fact === 'declared' ? words.some((w) => said.includes(w)) : words.includes(known[fact] ?? ''),
        );
      const clocks = values.filter(
        (v) =>
          v.sort === 'clock' &&
          ['first_response', 'solution', 'acknowledgement', 'complaint', 'verification'].includes(v.code),
      );
      const deadlines = clocks
        .filter(
          (v) =>
            holds(v, declared) &&
            !(
              declared.length &&
              !v.when?.['declared'] &&
              clocks.some((o) => o.code === v.code && o.when?.['declared'] && holds(o, declared))
            ),
        )
        .flatMap((v): TriedDue[] => {
          const due = dueOf(v, at);
          if (due === null || v.amount.type !== 'measure') return [];
          const plain = v.when?.['declared']
            ? clocks.find((o) => o.code === v.code && !o.when?.['declared'])
            : undefined;
          const normal = plain ? dueOf(plain, at) : null;
          return [
            {
              clock: v.code,
              measure: v.amount.measure,
              due: iso(due),
              normal: normal ? iso(normal) : null,
              holds: true,
              clause: v.clause,
              stated: v.stated,
              reading: maybe(v.reading),
            },
          ];
        })
        .sort((a, b) => a.due.localeCompare(b.due));
      const seen = new Set<string>();
      for (const d of deadlines) {
        d.holds = !seen.has(d.clock);
        seen.add(d.clock);
      }
      return {
        version: sound ? next(s) : version(s, n).version,
        verdict: decide(
          { ...s.pack, tables: tablesOf(s.pack, toml) },
          values,
          facts,
          days,
          iso(at + 8 * HOUR).slice(0, 10),
        ),
        deadlines,
        notice: iso(at),
        zone: 'Asia/Shanghai',
      };
    },
    verdict: ({ case: id, at }: Args<'verdict'>): CaseVerdict => {
      const base = desk.caseFacts(id);
      if (!base) throw new Failure('not_found');
      const s = of('hx-leather');
      const now = version(s, null);
      const kept = found.get(id);
      const one = kept && (!at || kept.at <= at) ? kept : undefined;
      const days = one?.days ?? noDays;
      return {
        case: id,
        pack: 'hx-leather',
        version: now.version,
        verdict: decide(
          { ...s.pack, tables: tablesOf(s.pack, now.toml) },
          valuesOf(s.pack, now.toml),
          { ...base, ...one?.facts },
          days,
          today(),
        ),
        found: Object.entries(one?.facts ?? {}).map(([fact, value]) => ({
          fact,
          value,
          by: one?.by ?? null,
          at: one?.at ?? '',
        })),
        days,
        days_of_order: noDays,
        note: one?.note ?? null,
        declared: [],
        at,
        now: iso(desk.now()),
      };
    },
    find_facts: (a: Args<'find_facts'>): null => {
      const old = found.get(a.case);
      const facts = { ...old?.facts };
      for (const [fact, value] of Object.entries(a.facts)) {
        if (value === null) delete facts[fact];
        else facts[fact] = value;
      }
      found.set(a.case, {
        facts,
        by: desk.me,
        at: iso(desk.now()),
        days: a.days ?? old?.days ?? noDays,
        note: a.note ?? old?.note ?? null,
      });
      return desk.changed(`case:${a.case}`, 'cases');
    },
    save_policy_draft: ({ id, toml, seen }: Args<'save_policy_draft'>): string => {
      const s = of(id);
      if ((s.draft?.at ?? null) !== seen) throw new Failure('conflict');
      // Each at another instant, also while the clock is held.
      s.draft = { toml, at: iso(desk.now() + (saves += 1)) };
      desk.changed('policies');
      return s.draft.at;
    },
    drop_policy_draft: ({ id, seen }: Args<'drop_policy_draft'>): null => {
      const s = of(id);
      if (s.draft?.at !== seen) throw new Failure('conflict');
      s.draft = null;
      return desk.changed('policies');
    },
    publish_policy: ({ id, effective, notice }: Args<'publish_policy'>): null => {
      const s = of(id);
      if (!s.draft) throw new Failure('not_found');
      if (Date.parse(effective) < desk.now()) throw new Failure('bad_input', { field: 'effective', problem: 'past' });
      s.published.push({
        version: next(s),
        effective,
        toml: s.draft.toml,
        at: iso(desk.now()),
        recipients: notice ? 231 : null,
      });
      s.draft = null;
      return desk.changed('policies');
    },
  };
  return calls;
}
