/**
 * An example desk in memory, for the page outside its window: component tests, pictures, `npm run dev`. It answers every
 * call with believable records and does what the commands say, roughly; the rules themselves live in the program.
 */
import type {
  Act,
  ActView,
  CasePage,
  ClockName,
  ClockView,
  CustomerCard,
  CustomerRow,
  Desk,
  FormSheet,
  Happened,
  Refusal,
  SettingsView,
  StaffMember,
  Why,
} from '../../data/api.gen';
import {
  Failure,
  type Answer,
  type Args,
  type CallName,
  type Host,
  type HostEvent,
  type HostPlace,
  type Link,
} from '../index';
import {
  clock,
  customer as newCustomer,
  customers,
  entry as told,
  me,
  NOW,
  nextClock,
  orders,
  row,
  many,
  seed,
  staff,
  surveys,
  type FakeCase,
} from './seed';
import { policyCalls } from './policies';
import { calendarCalls } from './calendars';
import { declarationCalls, withOthers } from './declarations';
import { chatPreview, mark, readChat } from './chat';
import { previewOf, reportOf } from './tables';
import { peopleCalls } from './people';
import { formPaper, verdictPaper, whyPaper } from './paper';
import * as seek from './seek';
import { sessionCalls } from './session';
import { taskCalls } from './tasks';
import { openOn, whyOf } from './why';

const MIN = 60_000;
const iso = (ms: number): string => new Date(ms).toISOString();
const acts: Act[] = [
  'reply',
  'note',
  'classify',
  'wait',
  'resume',
  'solve',
  'close',
  'reopen',
  'file_form',
  'hand_over',
];

type Answers = { [K in CallName]: (args: Args<K>) => Answer<K> | Promise<Answer<K>> };

export interface FakeDesk extends Host {
  push(event: HostEvent): void;
  cases: FakeCase[];
  /** The next call of this name fails so. */
  failNext(name: CallName, failure: Failure): void;
  /** Until told otherwise calls of this name fail so. */
  failAlways(name: CallName, failure: Failure | null): void;
}

interface Options {
  ready?: boolean;
  frozen?: boolean;
  delay?: number;
  more?: number;
  /** Milliseconds that a rehearsal takes. */
  slow?: number;
  place?: HostPlace['kind'];
  link?: Link['state'];
  /** No keys from other programs. */
  wayland?: boolean;
}
export function fake(options: Options = {}): FakeDesk {
  const cases = [...seed(), ...many(options.more ?? 0)];
  const people = customers.map((c) => ({ ...c }));
  const erased = new Map<string, string>();
  const listeners = new Set<(event: HostEvent) => void>();
  const failing = new Map<CallName, Failure>();
  const broken = new Map<CallName, Failure>();
  const began = Date.now();
  let moved = 0;
  let ready = options.ready ?? new URLSearchParams(location.search).get('first') === null;
  let settings: SettingsView = {
    house: 'Example Leather Works',
    pack: 'hx-leather',
    addresses: ['service@example.com'],
    phone: '+86 20 5550 0100',
    lead_minutes: [30, 10],
    backup_days: 30,
    backup_folder: null,
    language: document.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en',
    theme: document.documentElement.dataset['theme'] ?? 'system',
    text_scale: Number(new URLSearchParams(location.search).get('scale') ?? 100),
    shortcut_on: true,
    shortcut: 'Ctrl+Alt+N',
  };
  // `?link=away` and the like: the desk of a server, and how it is reached.
  const asked = new URLSearchParams(location.search).get('link') as Link['state'] | null;
  const served = options.place ?? (asked ? 'server' : 'folder');
  let place: Omit<HostPlace, 'link'> = {
    kind: served,
    folder: served === 'browser' ? null : '~/.local/share/org.aftercare.desk',
    url: served === 'folder' ? null : 'http://127.0.0.1:8080',
    fixed: null,
  };
  let link = {
    state: options.link ?? asked ?? 'connected',
    since: new Date(began - 4 * MIN).toISOString(),
    theirs: '0.2.0',
    ours: '0.1.0',
    reason: 'expired',
  } as Link;
  const now = (): number => NOW + moved + (options.frozen ? 0 : Date.now() - began);
  const push = (event: HostEvent): void => listeners.forEach((fn) => fn(event));
  const changed = (...tags: string[]): null => {
    push({ type: 'changed', tags });
    return null;
  };
  const tableReport = async (dry: boolean, job: string) => {
    for (let done = 0; done <= 1200; done += 300) {
      push({ type: 'progress', job, done, total: 1200 });
      await new Promise((ok) => setTimeout(ok, options.frozen ? 0 : 150));
    }
    if (!dry) changed('customers');
    return reportOf(dry);
  };
  const find = (id: string): FakeCase => {
    const found = cases.find((c) => c.id === id);
    if (!found) throw new Failure('not_found');
    return found;
  };
  const openCases = (id: string): number =>
    cases.filter((c) => c.customer?.id === id && (c.status === 'open' || c.status === 'waiting')).length;
  const asRow = (p: CustomerCard): CustomerRow => ({
    id: p.id,
    name: p.name,
    email: p.emails[0] ?? null,
    phone: p.phones[0] ?? null,
    language: p.language,
    open_cases: openCases(p.id),
    orders: orders[p.id]?.length ?? 0,
    long_term: p.long_term,
  });
  const touched = (c: FakeCase): null => changed('cases', `case:${c.id}`, 'desk');
  let seq = 1000;
  const add = (c: FakeCase, what: Happened, by: StaffMember | null = me): void => {
    c.timeline = [...c.timeline, { ...told(0, what, by), seq: ++seq, at: iso(now()) }];
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
  // Messages of chats that were imported, and the case they are on.
  const chats = new Set<string>();
  let chatCase: FakeCase | null = null;
  const refusal = (c: FakeCase, act: Act): Refusal | null => {
    if (act === 'note' || act === 'file_form' || act === 'hand_over') return null;
    if (act === 'reopen') return c.status === 'solved' || c.status === 'closed' ? null : 'already';
    if (c.status === 'closed') return 'closed';
    if (act === 'wait') return c.status === 'open' ? null : c.status === 'waiting' ? 'already' : 'not_open';
    if (act === 'resume') return c.status === 'waiting' ? null : 'not_waiting';
    if (act === 'solve') return c.status === 'solved' ? 'already' : null;
    if (act === 'close')
      return c.status !== 'solved'
        ? 'not_solved'
        : c.category === null
          ? 'not_classified'
          : c.channel === 'telephone' && c.forms.length === 0
            ? 'needs_form'
            : null;
    return null;
  };
  const actsOf = (c: FakeCase): ActView[] => {
    const running = (name: ClockName): boolean => c.clocks.some((k) => k.clock === name && !k.stopped);
    const of = (...names: ClockName[]): ClockName[] => names.filter(running);
    return acts.map((act) => ({
      act,
      refused: refusal(c, act),
      stops: act === 'reply' ? of('first_response', 'next_response') : act === 'solve' ? of('solution', 'update') : [],
      starts: act === 'reply' ? ['update'] : act === 'resume' ? ['solution'] : act === 'reopen' ? ['solution'] : [],
      pauses: act === 'wait' ? of('solution', 'update') : [],
    }));
  };
  const tasks = taskCalls({ now, find, cases, add, touched });
  const stop = (c: FakeCase, names: ClockName[]): void => {
    c.clocks = c.clocks.map((k): ClockView =>
      names.includes(k.clock) && !k.stopped
        ? { ...k, stopped: iso(now()), state: k.due && Date.parse(k.due) < now() ? 'breached' : 'met' }
        : k,
    );
  };
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
  const guard = (c: FakeCase, act: Act, given = false): void => {
    const why = refusal(c, act);
    if (why && !(why === 'needs_form' && given))
      throw new Failure(
        'refused',
        { refusal: why },
        why === 'needs_form' ? 'HX-12' : why === 'not_classified' ? 'HX-11' : null,
      );
  };
  const why = (c: FakeCase, k: ClockView): Why => whyOf(c, k, now());
  const slow = options.slow ?? Number(new URLSearchParams(location.search).get('slow') ?? 0);
  const stopped = new Set<string>();
  const calendars = calendarCalls({ now, changed, push, by: me.name, deadlines: 40 + (options.more ?? 0), slow });
  const declared = declarationCalls({
    now,
    me,
    cases: () => cases,
    changed,
    push,
    stopped: (job) => stopped.has(job),
    slow,
  });
  const sheet = (c: FakeCase, filed: FormSheet['filed']): FormSheet => ({
    sort: 'customer-information',
    case: c.id,
    label: c.label,
    pages: [formPaper(c, filed?.number ?? '')],
    filed,
    log: c.timeline.filter((e) => e.what.type === 'form_printed'),
    warnings: [],
    same_as_filed: filed ? true : null,
  });

  const team = peopleCalls({ now, changed, cases: () => cases });

  const calls: Answers = {
    desk: (): Desk => ({
      ready,
      house: settings.house,
      me,
      staff,
      zone: 'Asia/Shanghai',
      now: iso(now()),
      sample: true,
      notifications: new URLSearchParams(location.search).has('silent') ? 'absent' : 'ready',
      warnings: [],
      day: {
        date: iso(now() + 8 * 60 * MIN).slice(0, 10),
        open: openOn(now()),
        is_open: true,
        changes_at: openOn(now())[0]?.to ?? null,
      },
      counts: {
        for_us: cases.filter((c) => c.status === 'open').length,
        waiting: cases.filter((c) => c.status === 'waiting').length,
        late: 2,
        solved: cases.filter((c) => c.status === 'solved').length,
        closed: cases.filter((c) => c.status === 'closed').length,
        surveys: 2,
      },
      slept: null,
    }),
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
      return withOthers(why(c, stood), declared.others(c, stood), declared.normal(stood));
    },
    customers: ({ text }) => ({
      rows: people.filter((p) => !text || JSON.stringify(p).toLowerCase().includes(text.toLowerCase())).map(asRow),
      next: null,
    }),
    callers: ({ number }) => {
      const tail = (text: string): string => text.replace(/\D/g, '').slice(-8);
      const known = people.filter((p) => p.phones.some((phone) => tail(phone) === tail(number)));
      return known.map(asRow);
    },
    customer: ({ customer: id }) => {
      const card = people.find((p) => p.id === id);
      if (!card) throw new Failure('not_found');
      return {
        card: { ...card, open_cases: openCases(id) },
        long_term_since: card.long_term ? '2026-01-09' : null,
        no_surveys: false,
        contracts: card.contract ? [card.contract] : [],
        orders: orders[id] ?? [],
        cases: cases.filter((c) => c.customer?.id === id).map(row),
        surveys: surveys.filter((s) => s.customer === id),
        erased: erased.get(id) ?? null,
        now: iso(now()),
      };
    },
    erasure: ({ customer: id }) => {
      const card = people.find((p) => p.id === id);
      if (!card) throw new Failure('not_found');
      const theirs = cases.filter((c) => c.customer?.id === id).length;
      return {
        name: card.name,
        cases: theirs,
        open: openCases(id),
        units: 0,
        backups: 3,
        backup_days: 30,
        erased: erased.get(id) ?? null,
      };
    },
    surveys: () => ({ rows: surveys, today: iso(now() + 8 * 60 * MIN).slice(0, 10) }),
    form_preview: ({ case: id }) => sheet(find(id), null),
    form: ({ form }) => {
      const c = cases.find((one) => one.forms.some((f) => f.id === form));
      if (!c) throw new Failure('not_found');
      return sheet(c, c.forms.find((f) => f.id === form) ?? null);
    },
    printers: () => [
      { name: 'office', label: 'Office, needle printer', default: true, ready: true },
      { name: 'pdf', label: 'PDF queue', default: false, ready: false },
    ],
    settings: () => settings,
    about: () => ({
      version: '0.1.0',
      data_folder: '~/.local/share/aftercare',
      database: '~/.local/share/aftercare/desk.db',
      schema: 1,
      log_folder: '~/.local/state/aftercare',
      crash: null,
      tzdb: '2026a',
      holidays_until: 2026,
      backups: [
        {
          path: '~/.local/share/aftercare/backups/2026-11-23.db',
          at: iso(NOW - 402 * MIN),
          size: 1_840_000,
          events: 412,
          cases: 13,
        },
      ],
      notices: 'Inter, OFL 1.1',
      events: 412,
    }),

    ...policyCalls({
      now,
      me,
      technical: staff[1] as StaffMember,
      changed,
      openCases: () => cases.filter((c) => c.status === 'open' || c.status === 'waiting').length,
      caseFacts: (id) => {
        const c = cases.find((one) => one.id === id);
        return c
          ? { channel: c.channel, category: c.category ?? 'unclassified', urgency: c.urgency, complexity: c.complexity }
          : null;
      },
    }),

    ...calendars,
    ...tasks.calls,
    ...sessionCalls({
      now,
      find,
      cases,
      add,
      stop: (c) => {
        stop(c, ['first_response', 'next_response']);
        c.unanswered = null;
      },
      setTask: tasks.calls.set_task,
      changed,
    }),
    ...team.calls,
    ...declared.calls,
    cancel: (a) => (stopped.add(a.job), calendars.cancel(a)),

    set_up: (a) => {
      if (!a.name.trim()) throw new Failure('bad_input', { field: 'name', problem: 'empty' });
      ready = true;
      settings = { ...settings, language: a.language, house: a.house, addresses: a.addresses };
      return changed('desk', 'settings', 'cases');
    },
    import_mail: async ({ paths, job }) => {
      for (let done = 0; done <= 4; done += 1) {
        push({ type: 'progress', job, done, total: 4 });
        await new Promise((ok) => setTimeout(ok, options.frozen ? 0 : 150));
      }
      changed('cases', 'desk');
      return {
        files: paths.length,
        messages: 4,
        opened: 0,
        joined: 1,
        known: 3,
        own: 0,
        with_problems: 0,
        failed: [],
        cases: [],
        cancelled: false,
      };
    },
    import_preview: ({ kind, options: said }) => previewOf(kind, said),
    chat_preview: (a) => chatPreview(a, chats, chatCase && { case: chatCase.id, label: chatCase.label }),
    import_chat: (a) => {
      const { lines, order } = readChat(a);
      if (!order) throw new Failure('bad_input', { field: 'order', problem: 'ambiguous' });
      const fresh = lines.filter((line) => !chats.has(mark(line)));
      const first = fresh.find((line) => !a.ours.includes(line.author));
      if (!first && !a.case && !chatCase) throw new Failure('bad_input', { field: 'ours', problem: 'nobody_else' });
      const there = a.case ? find(a.case) : chatCase;
      const c =
        there ??
        begin({
          subject: first?.text ?? '',
          category: null,
          urgency: 'normal',
          channel: 'chat',
          last: 'chat',
          customer: null,
          correspondent: { address: '', name: first?.author ?? '' },
          party: first?.author ?? '',
        });
      for (const line of fresh) {
        chats.add(mark(line));
        const both = { channel: 'chat' as const, subject: null, text: line.text, original: false, files: [] };
        if (a.ours.includes(line.author)) add(c, { ...both, type: 'sent', how: 'imported', to: c.party });
        else
          add(
            c,
            { ...both, type: 'received', sort: 'message', from: '', name: line.author, problems: [], erased: false },
            null,
          );
      }
      chatCase = c;
      touched(c);
      const [added, known] = [fresh.length, lines.length - fresh.length];
      return { added, known, case: c.id, opened: !there, cancelled: false };
    },
    import_table: async ({ job, dry_run }) => tableReport(dry_run, job),
    import_vcard: async ({ job, dry_run }) => tableReport(dry_run, job),
    export_table: () => ({ rows: 12 }),
    export_vcard: () => ({ rows: 12 }),
    log_call: (a) => {
      const known = people.find((p) => p.id === a.customer);
      let c = cases.find((one) => one.id === a.case);
      if (!c) {
        c = begin({
          subject: a.line,
          category: a.category,
          urgency: a.urgency,
          channel: 'telephone',
          last: 'telephone',
          language: a.language,
          customer: known ?? null,
          correspondent: known ? null : { address: a.number, name: a.name },
          party: known?.name ?? a.name,
        });
      }
      add(c, {
        type: 'call',
        direction: a.direction,
        taken: a.taken,
        number: a.number || null,
        name: a.name || null,
        line: a.line,
        seconds: a.seconds,
      });
      if (a.taken) tasks.over(c, 'call_back', 'done');
      else if (a.direction === 'in') tasks.callBack(c, [a.name, a.number].filter(Boolean).join(' · '));
      if (a.taken) team.route(c, (what) => add(c as FakeCase, what, null));
      touched(c);
      return c.id;
    },
    classify: (a) => {
      const c = find(a.case);
      guard(c, 'classify');
      if (a.complexity !== c.complexity && !a.reason?.trim())
        throw new Failure('refused', { refusal: 'needs_reason' }, 'HX-7');
      add(c, {
        type: 'classified',
        category: a.category,
        urgency: a.urgency,
        complexity: a.complexity,
        was: a.complexity !== c.complexity ? c.complexity : null,
        reason: a.reason,
      });
      Object.assign(c, { category: a.category, urgency: a.urgency, complexity: a.complexity });
      return touched(c);
    },
    save_reply: () => null,
    mark_sent: (a) => {
      const c = find(a.case);
      guard(c, 'reply');
      if (!a.text.trim()) throw new Failure('refused', { refusal: 'needs_text' });
      add(c, {
        type: 'sent',
        channel: 'mail',
        how: 'person_said',
        to: a.to,
        subject: a.subject,
        text: a.text,
        files: [],
        original: false,
      });
      stop(c, ['first_response', 'next_response', 'update']);
      c.clocks = [
        ...c.clocks,
        { ...clock('update', 0, 480, { stated: false, cycle: 9 }), started: iso(now()), due: iso(now() + 480 * MIN) },
      ];
      c.unanswered = null;
      c.draft = '';
      return touched(c);
    },
    note: ({ case: id, text }) => (add(find(id), { type: 'note', text }), touched(find(id))),
    wait: ({ case: id, reason, what, remind_at }) => {
      const c = find(id);
      guard(c, 'wait');
      if (remind_at && Date.parse(remind_at) <= now())
        throw new Failure('bad_input', { field: 'remind_at', problem: 'past' });
      add(c, { type: 'waiting', reason, what });
      if (remind_at) tasks.remind(c, what, remind_at);
      c.status = 'waiting';
      c.waiting_for = what;
      c.clocks = c.clocks.map((k): ClockView =>
        k.clock === 'solution' && !k.stopped
          ? { ...k, state: 'paused', due: null, warn_at: null, paused_since: iso(now()), pause_reason: reason }
          : k,
      );
      return touched(c);
    },
    resume: ({ case: id }) => {
      const c = find(id);
      guard(c, 'resume');
      add(c, { type: 'resumed' });
      tasks.over(c, 'reminder', 'overtaken');
      c.status = 'open';
      c.waiting_for = null;
      c.clocks = c.clocks.map((k): ClockView =>
        k.state === 'paused'
          ? {
              ...k,
              state: 'running',
              due: iso(now() + 800 * MIN),
              warn_at: iso(now() + 500 * MIN),
              paused_since: null,
              pause_reason: null,
            }
          : k,
      );
      return touched(c);
    },
    solve: ({ case: id, text }) => {
      const c = find(id);
      guard(c, 'solve');
      add(c, { type: 'solved', solution: text });
      tasks.over(c, 'reminder', 'overtaken');
      c.status = 'solved';
      stop(c, ['solution', 'update']);
      return touched(c);
    },
    close: ({ case: id, text }) => {
      const c = find(id);
      guard(c, 'close', text.trim() !== '');
      add(c, { type: 'closed', without_form: text.trim() || null });
      c.status = 'closed';
      for (const sort of ['reminder', 'call_back'] as const) tasks.over(c, sort, 'overtaken');
      return touched(c);
    },
    reopen: ({ case: id, text }) => {
      const c = find(id);
      guard(c, 'reopen');
      add(c, { type: 'reopened', reason: text || null });
      c.status = 'open';
      return touched(c);
    },
    hand_over: ({ case: id, to, reason }) => {
      const c = find(id);
      const person = staff.find((s) => s.id === to) ?? me;
      add(c, { type: 'handed_over', to: person, reason });
      tasks.handOver(c, person);
      c.owner = person;
      return touched(c);
    },
    set_customer: ({ case: id, customer }) => {
      const c = find(id);
      const card = people.find((p) => p.id === customer);
      if (!card) throw new Failure('not_found');
      c.customer = card;
      c.correspondent = null;
      c.suggestions = [];
      add(c, { type: 'customer_set', name: card.name });
      return touched(c);
    },
    save_draft: ({ case: id, text }) => {
      find(id).draft = text;
      return null;
    },
    save_customer: (a) => {
      if (!a.name.trim()) throw new Failure('bad_input', { field: 'name', problem: 'empty' });
      const found = people.find((p) => p.id === a.id);
      const card = {
        ...(found ?? newCustomer(`c-${people.length + 1}`, a.name)),
        name: a.name,
        contact: a.contact,
        language: a.language,
        zone: a.zone,
        country: a.country,
        emails: a.emails,
        phones: a.phones,
        long_term: a.long_term_since !== null,
      };
      if (found) people.splice(people.indexOf(found), 1, card);
      else people.push(card);
      changed('customers', `customer:${card.id}`);
      return card.id;
    },
    erase_customer: (a) => {
      const card = people.find((p) => p.id === a.customer);
      if (!card) throw new Failure('not_found');
      if (card.name !== a.name.trim()) throw new Failure('bad_input', { field: 'name', problem: 'other' });
      if (openCases(card.id) > 0) throw new Failure('cases_open', { count: String(openCases(card.id)) });
      Object.assign(card, { name: '', contact: null, emails: [], phones: [] });
      erased.set(card.id, iso(now()));
      changed('customers', `customer:${card.id}`);
      return null;
    },
    save_contract: (a) => {
      changed('customers', `customer:${a.customer}`);
      return a.contract.id ?? 'k-new';
    },
    save_order: (a) => {
      const saved = { ...a.order, id: a.order.id ?? `o-${++seq}` };
      orders[a.customer] = [...(orders[a.customer] ?? []).filter((o) => o.id !== saved.id), saved];
      changed('customers', `customer:${a.customer}`, 'surveys');
      return saved.id;
    },
    settle_survey: (a) => {
      const found = surveys.find((s) => s.customer === a.customer && s.duty === a.duty);
      if (found) Object.assign(found, a.by ? { state: 'sent', sent_on: '2026-11-23' } : { state: 'dropped' });
      return changed('surveys', 'desk', `customer:${a.customer}`);
    },
    file_form: ({ case: id, sort, paper: size, languages }) => {
      const c = find(id);
      const form = `f-${++seq}`;
      const number = `CIP-2026-0${319 + c.forms.length}`;
      c.forms = [
        ...c.forms,
        {
          id: form,
          sort,
          number,
          filed_at: iso(now()),
          by: me,
          pdf_hash: '4be1c07a52d94f6fa3e2b1906d3ac77e4be1c07a52d94f6fa3e2b1906d3ac77e',
          template: 1,
          pages: 1,
          paper: size,
          languages,
        },
      ];
      add(c, {
        type: 'form_filed',
        form,
        sort,
        number,
        pages: 1,
        pdf_hash: '4be1c07a52d94f6fa3e2b1906d3ac77e4be1c07a52d94f6fa3e2b1906d3ac77e',
      });
      touched(c);
      changed('forms');
      return form;
    },
    save_form: () => null,
    print_form: () => null,
    form_printed: () => null,
    why_sheet: (a) => {
      const c = find(a.case);
      const k = a.clock && c.clocks.find((one) => one.clock === a.clock && one.cycle === a.cycle);
      return {
        ...sheet(c, null),
        sort: 'why',
        pages: [...(k ? [whyPaper(c, why(c, k))] : []), ...(a.verdict ? [verdictPaper(c)] : [])],
      };
    },
    save_why: () => null,
    print_why: () => null,
    take_alerts: () => [],
    alerts_shown: () => null,
    save_file: () => null,
    save_settings: (a) => {
      if (!/^((Ctrl|Alt|Shift|Cmd)\+)*(Ctrl|Alt|Cmd)\+((Ctrl|Alt|Shift|Cmd)\+)*([A-Z0-9]|F\d+)$/i.test(a.shortcut))
        throw new Failure('bad_input', { field: 'shortcut', problem: 'unknown', value: a.shortcut });
      settings = a;
      return changed('settings', 'desk');
    },
    back_up: () => ({
      path: '~/.local/share/aftercare/backups/2026-11-23b.db',
      at: iso(now()),
      size: 1_850_000,
      events: 415,
      cases: cases.length,
    }),
    restore: () => changed('desk', 'cases', 'customers', 'surveys', 'settings'),
    move_clock: ({ seconds }) => {
      moved += seconds * 1000;
      return changed('desk', 'cases', 'surveys', ...cases.map((c) => `case:${c.id}`));
    },
    slept_seen: () => changed('desk'),

    host_pick_mail: () => ['example.eml'],
    host_pick_table: () => ({ path: '/tmp/客户一览表.csv', name: '客户一览表.csv' }),
    host_pick_chat: () => ({ path: '/tmp/_chat.txt', name: '_chat.txt' }),
    host_pick_save: ({ name }) => `/tmp/${name}`,
    host_pick_folder: () => '/tmp',
    host_pick_backup: () => null,
    host_locale: () => navigator.language,
    host_reveal: () => null,
    host_shortcut: () =>
      place.kind === 'browser'
        ? null
        : !settings.shortcut_on
          ? 'off'
          : settings.shortcut === 'Ctrl+Alt+T'
            ? 'taken'
            : options.wayland
              ? 'unsupported'
              : 'registered',
    host_place: () => ({ ...place, link }),
    host_choose_server: ({ url, token }) => {
      if (token === '') throw new Failure('bad_input', { field: 'token', problem: 'missing' });
      place = { ...place, kind: 'server', url };
      return { unkept: null };
    },
    host_choose_folder: ({ path }) => {
      place = { ...place, kind: 'folder', folder: path, url: null };
      link = { state: 'connected' };
      return null;
    },
    host_try_now: () => null,
  };

  const shut = new URLSearchParams(location.search).get('shut');
  if (shut) {
    const failure = new Failure(shut as Failure['code'], {
      folder: '~/.local/share/aftercare',
      url: place.url ?? '',
      host: '127.0.0.1',
      reason: shut === 'untrusted' ? 'unknown_issuer' : 'no_entry',
    });
    for (const name of ['desk', 'restore'] as const) broken.set(name, failure);
  }
  return {
    cases,
    push,
    failNext: (name, failure) => void failing.set(name, failure),
    failAlways: (name, failure) => void (failure ? broken.set(name, failure) : broken.delete(name)),
    async call(name, args) {
      await new Promise((ok) => setTimeout(ok, options.delay ?? 20));
      const failure = failing.get(name) ?? broken.get(name);
      if (failure) {
        failing.delete(name);
        throw failure;
      }
      // Answers are copies, as they are when they cross from another process.
      return structuredClone(await calls[name](args));
    },
    listen(fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
  };
}
