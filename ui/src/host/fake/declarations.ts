/**
 * The example desk's declared states, and which deadlines they move: a peak or a high volume doubles what is promised for a
 * first response, a force majeure pauses the solution. `?declared` begins with three of them.
 */
import type {
  ClockView,
  Declare,
  DeclarationRow,
  DeclarationState,
  DeclarePreview,
  DeclarePreviewAsk,
  EndDeclaration,
  MovedDeadline,
  OtherDue,
  StaffMember,
  Why,
} from '../../data/api.gen';
import { Failure, type Answer, type Args, type HostEvent } from '../index';
import { entry, type FakeCase } from './seed';
import { openOn } from './why';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const iso = (ms: number): string => new Date(ms).toISOString();
const ms = (at: string): number => Date.parse(at);
/** As many as a preview names. */
const NAMED = 200;

interface World {
  now: () => number;
  me: StaffMember;
  cases: () => FakeCase[];
  changed: (...tags: string[]) => null;
  push: (event: HostEvent) => void;
  stopped: (job: string) => boolean;
  /** Milliseconds that a preview takes, and the cases' turn after it. */
  slow: number;
}
type Stated = Pick<DeclarationRow, 'sort' | 'pack' | 'channels' | 'categories' | 'countries' | 'from' | 'to'>;
interface Reached {
  case: FakeCase;
  clock: ClockView;
  was: ClockView;
  at: string;
}

/** So many seconds of service from an instant on. */
function serviceAfter(from: number, seconds: number): number {
  let left = seconds * 1000;
  for (let day = from; ; day += DAY) {
    for (const span of openOn(day)) {
      const begins = Math.max(ms(span.from), from);
      const there = Math.max(0, ms(span.to) - begins);
      if (left <= there) return begins + left;
      left -= there;
    }
  }
}
const notice = (c: FakeCase): number => ms(c.timeline[0]?.at ?? iso(0));

/** The clock as it is under a declared state; null where that changes nothing. */
function under(one: Stated, c: FakeCase, k: ClockView, now: number): ClockView | null {
  if (k.stopped || !k.due) return null;
  if (one.sort === 'force_majeure')
    return k.clock === 'solution' && ms(one.from) <= now
      ? {
          ...k,
          state: 'paused',
          due: null,
          warn_at: null,
          paused_since: iso(Math.max(ms(one.from), notice(c))),
          pause_reason: 'force_majeure',
        }
      : null;
  if (k.clock !== 'first_response' || k.measure.seconds === null) return null;
  const measure = { ...k.measure, seconds: k.measure.seconds * 2 };
  const due = serviceAfter(ms(k.started), measure.seconds);
  return {
    ...k,
    measure,
    due: iso(due),
    warn_at: iso(due - HOUR / 2),
    state: due < now ? 'breached' : 'running',
    breached_at: due < now ? iso(due) : null,
    used_permille: Math.min(1000, k.used_permille / 2),
  };
}

export function declarationCalls(world: World) {
  const rows: DeclarationRow[] = [];
  const touched = new Map<string, Reached[]>();
  let atWork = false;
  const stateOf = (row: DeclarationRow): DeclarationState => {
    const [from, to] = [ms(row.from), row.to ? ms(row.to) : Infinity];
    return to <= from ? 'taken_back' : to <= world.now() ? 'over' : world.now() < from ? 'planned' : 'on';
  };
  const wrong = (a: Declare): Failure | null => {
    if (!a.reason.trim()) return new Failure('refused', { refusal: 'needs_reason' });
    if (a.to && ms(a.to) <= ms(a.from)) return new Failure('bad_input', { field: 'to', problem: 'out_of_range' });
    return null;
  };
  const find = (a: EndDeclaration): DeclarationRow => {
    const row = rows.find((one) => one.id === a.id);
    if (!row) throw new Failure('not_found');
    if (row.to && ms(row.to) <= (a.at ? ms(a.at) : world.now())) throw new Failure('refused', { refusal: 'already' });
    return row;
  };
  const bears = (one: Stated, c: FakeCase): boolean =>
    (one.sort === 'force_majeure' || ms(one.from) <= notice(c)) && (!one.to || notice(c) < ms(one.to));
  const reached = (one: Stated): FakeCase[] =>
    world
      .cases()
      .filter((c) => c.status === 'open' || c.status === 'waiting')
      .filter((c) => !one.pack || c.pack === one.pack)
      .filter((c) => !one.channels.length || one.channels.includes(c.channel))
      .filter((c) => !one.categories.length || (c.category !== null && one.categories.includes(c.category)))
      .filter((c) => !one.countries.length || one.countries.includes(c.customer?.country ?? ''))
      .filter((c) => bears(one, c));
  const line = (c: FakeCase, k: ClockView, now: string | null): MovedDeadline => ({
    case: c.id,
    label: c.label,
    subject: c.subject,
    clock: k.clock,
    cycle: k.cycle,
    was: k.due,
    now,
  });
  function foresee({ declare, end }: DeclarePreviewAsk): DeclarePreview {
    const nowhere = declare?.countries.length
      ? reached({ ...declare, countries: [] }).filter((c) => !c.customer?.country).length
      : 0;
    const found = (cases: number, all: MovedDeadline[]): DeclarePreview => ({
      cases,
      deadlines: all.length,
      nowhere,
      moved: all.slice(0, NAMED),
      cancelled: false,
    });
    if (declare) {
      const list = reached(declare);
      const moved = list.flatMap((c) =>
        c.clocks.flatMap((k) => {
          const to = under(declare, c, k, world.now());
          return to ? [line(c, k, to.due)] : [];
        }),
      );
      return found(list.length, moved);
    }
    const row = find(end as EndDeclaration);
    const ended = { ...row, to: end?.at ?? iso(world.now()) };
    const still = (c: FakeCase): boolean =>
      row.sort === 'force_majeure' ? ms(ended.to) > world.now() : bears(ended, c);
    const gone = (touched.get(row.id) ?? []).filter((one) => !still(one.case));
    return found(
      reached(row).length,
      gone.filter((one) => one.clock.due !== one.was.due).map((one) => line(one.case, one.clock, one.was.due)),
    );
  }
  /** Brings each case that it reaches into line. */
  function bring(row: DeclarationRow): void {
    const at = iso(world.now());
    const list: Reached[] = [];
    for (const c of reached(row)) {
      const { sort, from, to, reason } = row;
      const told = entry(0, { type: 'declared', declaration: row.id, sort, from, to, reason });
      c.timeline = [...c.timeline, { ...told, at }];
      c.clocks = c.clocks.map((k) => {
        const clock = under(row, c, k, world.now());
        if (!clock) return k;
        list.push({ case: c, clock, was: k, at });
        return clock;
      });
    }
    touched.set(row.id, list);
  }
  function release(row: DeclarationRow): void {
    const to = row.to ?? iso(world.now());
    for (const c of reached({ ...row, to: null })) {
      const told = entry(0, {
        type: 'declaration_ended',
        declaration: row.id,
        sort: row.sort,
        at: to,
        lifted: to <= row.from,
      });
      c.timeline = [...c.timeline, { ...told, at: iso(world.now()) }];
    }
    for (const one of touched.get(row.id) ?? []) {
      if (row.sort !== 'force_majeure' && bears(row, one.case)) continue;
      one.case.clocks = one.case.clocks.map((k) => (k === one.clock ? one.was : k));
    }
  }
  async function work(job: string, tags: boolean): Promise<void> {
    for (let done = 0; world.slow > 0 && done < 20; done += 1) {
      world.push({ type: 'progress', job, done: done * 250, total: 5000 });
      await new Promise((ok) => setTimeout(ok, world.slow / 20));
      if (world.stopped(job)) break;
    }
    if (!tags) return;
    atWork = false;
    world.changed('declarations', 'desk', 'cases', '*');
  }
  const add = (a: Declare): DeclarationRow => {
    const row: DeclarationRow = {
      ...a,
      id: `declaration-${rows.length + 1}`,
      state: 'on',
      by: world.me,
      at: iso(world.now()),
      ended_at: null,
      end_reason: null,
    };
    rows.unshift(row);
    bring(row);
    return row;
  };
  if (new URLSearchParams(location.search).has('declared')) {
    const scope = { pack: null, channels: [], categories: [], countries: [] };
    const at = (days: number): string => iso(world.now() + days * DAY);
    add({ ...scope, sort: 'high_volume', from: at(-40), to: at(-36), reason: 'Fair in Milan' });
    add({
      ...scope,
      sort: 'force_majeure',
      countries: ['DE', 'FR'],
      from: at(5),
      to: at(8),
      reason: 'Strike at the ports: no parcel moves',
    });
    add({
      ...scope,
      sort: 'peak',
      pack: 'hx-leather',
      channels: ['mail', 'web'],
      from: at(-0.4),
      to: at(9),
      reason: 'Orders for the new year come in',
    });
  }
  return {
    /** What is there but no call: the dates beside, and a clock as it stood before it was declared. */
    others: (c: FakeCase, k: ClockView): OtherDue[] =>
      [...touched.values()]
        .flat()
        .filter((one) => one.case === c && one.clock === k && one.was.measure !== k.measure)
        .map(({ was, at }) => ({ measure: was.measure, clause: was.clause, due: was.due, superseded_at: at })),
    /** When it would be due had nothing been declared. */
    normal: (k: ClockView): string | null =>
      [...touched.values()].flat().find((one) => one.clock === k)?.was.due ?? null,
    stood: (k: ClockView, at: string | null): ClockView =>
      [...touched.values()].flat().find((one) => at !== null && one.clock === k && at < one.at)?.was ?? k,
    calls: {
      declarations: (): Answer<'declarations'> => ({
        rows: rows.map((row) => ({ ...row, state: stateOf(row) })),
        at_work: atWork,
        now: iso(world.now()),
      }),
      declare_preview: async (a: Args<'declare_preview'>): Promise<Answer<'declare_preview'>> => {
        if (!a.declare === !a.end) throw new Failure('bad_input', { field: 'declare', problem: 'missing' });
        const failure = a.declare && wrong(a.declare);
        if (failure) throw failure;
        const found = foresee(a);
        await work(a.job, false);
        return world.stopped(a.job) ? { ...found, cancelled: true } : found;
      },
      declare: (a: Args<'declare'>): string => {
        const failure = wrong(a);
        if (failure) throw failure;
        const row = add(a);
        atWork = world.slow > 0;
        void work('declare', true);
        world.changed('declarations', 'desk', 'cases', '*');
        return row.id;
      },
      end_declaration: (a: Args<'end_declaration'>): null => {
        const row = find(a);
        const at = Math.max(a.at ? ms(a.at) : world.now(), ms(row.from));
        row.to = iso(at);
        row.ended_at = iso(world.now());
        row.end_reason = a.reason ?? null;
        release(row);
        return world.changed('declarations', 'desk', 'cases', '*');
      },
    },
  };
}

/** "Why" beside a declared state. */
export const withOthers = (why: Why, others: OtherDue[], normal: string | null): Why => ({
  ...why,
  others: [...others, ...why.others],
  normal,
});
