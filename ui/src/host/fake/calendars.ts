/**
 * The calendars of the example desk. Deadlines are counted as the program counts service hours, so that a rehearsal in a
 * picture adds up; the program itself knows pauses, days and every other kind of target too.
 */
import type {
  CalendarAsk,
  CalendarDraft,
  CalendarLine,
  CalendarPage,
  CalendarRef,
  CalendarSaved,
  ClockName,
  DaysFile,
  DeadlineMove,
  KeepCalendarEdits,
  KeptEdits,
  OpenHours,
  Rehearsal,
  Rehearse,
  RevisionLine,
  SaveCalendar,
  SpecialDay,
} from '../../data/api.gen';
import { bookOf, dayIs, type Book } from '../../screens/calendar/spec';
import { Failure, type HostEvent } from '../index';

const MIN = 60_000;
const DAY = 1440;
const EAST = 8 * 60 * MIN;
const iso = (ms: number): string => new Date(ms).toISOString();
const day: OpenHours[] = [{ from: '09:00', to: '21:00' }];

const holidays: [string, string, number][] = [
  ['2026-01-01', '元旦', 3],
  ['2026-02-15', '春节', 9],
  ['2026-04-04', '清明节', 3],
  ['2026-05-01', '劳动节', 5],
  ['2026-06-19', '端午节', 3],
  ['2026-09-25', '中秋节', 3],
  ['2026-10-01', '国庆节', 7],
];
const worked = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];
const after = (from: string, days: number): string => iso(Date.parse(from) + days * DAY * MIN).slice(0, 10);
const inOrder = (days: SpecialDay[]): SpecialDay[] => days.sort((a, b) => (a.date < b.date ? -1 : 1));
const china: SpecialDay[] = inOrder([
  ...holidays.flatMap(([from, name, n]) =>
    Array.from({ length: n }, (_, i) => ({ date: after(from, i), hours: [], name })),
  ),
  ...worked.map((date) => ({ date, hours: day, name: '调休上班' })),
]);
const own = (zone: string, hours: OpenHours[], days: SpecialDay[]): CalendarDraft => ({
  zone,
  weekly: [hours, hours, hours, hours, hours, [], []],
  days,
  years: [],
});

interface Kept {
  line: CalendarLine;
  own: CalendarDraft;
  draft: CalendarDraft;
  revisions: RevisionLine[];
}
const warning = { code: 'year_not_published', args: { year: '2027' } };
const kept = (
  pack: string,
  pack_name: string,
  name: string,
  title: string,
  draft: CalendarDraft,
  open: number,
): Kept => ({
  line: {
    pack,
    pack_name,
    name,
    title,
    zone: draft.zone,
    revision: 1,
    own: true,
    since: null,
    warnings: draft.days.length > 0 ? [warning] : [],
    open,
  },
  own: draft,
  draft,
  revisions: [{ revision: 1, at: null, by: '', reason: '', own: true }],
});

function revise(one: Kept, at: string, by: string, reason: string, draft: CalendarDraft): void {
  const revision = one.line.revision + 1;
  const isOwn = JSON.stringify(draft) === JSON.stringify(one.own);
  one.draft = draft;
  one.line = {
    ...one.line,
    revision,
    since: at,
    own: isOwn,
    zone: draft.zone,
    warnings: one.own.days.length > 0 && !draft.years.includes(2027) ? [warning] : [],
  };
  one.revisions = [{ revision, at, by, reason, own: isOwn }, ...one.revisions];
}

function all(): Kept[] {
  const shanghai = own('Asia/Shanghai', day, china);
  const service = kept(
    'hx-leather',
    'Leather goods, service standard',
    'service',
    'Shanghai service hours',
    shanghai,
    0,
  );
  const with_ = (from: CalendarDraft, ...days: SpecialDay[]): CalendarDraft => ({
    ...from,
    days: inOrder([...from.days.filter((d) => days.every((one) => one.date !== d.date)), ...days]),
  });
  const closed = with_(shanghai, { date: '2026-08-14', hours: [], name: 'Typhoon' });
  revise(service, '2026-08-13T10:20:00Z', 'Technical support', 'Typhoon warning, the building stays shut', closed);
  revise(
    service,
    '2026-11-02T02:05:00Z',
    'Marketing service',
    'Short day before the new year, trade fair Saturday staffed',
    with_(
      closed,
      { date: '2026-12-31', hours: [{ from: '09:00', to: '18:00' }], name: null },
      { date: '2026-12-05', hours: [{ from: '10:00', to: '16:00' }], name: 'Trade fair' },
    ),
  );
  const split: OpenHours[] = [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '18:00' },
  ];
  return [
    service,
    kept(
      'huaxing-nor',
      'Instruments, after-sales policy',
      'service',
      'Business days',
      own('Asia/Shanghai', split, china),
      9,
    ),
    kept(
      'pandorana',
      'Tablets, warranty card',
      'service',
      'Shenzhen business days',
      own('Asia/Shanghai', split, china),
      3,
    ),
    kept(
      'help-center',
      'Help centre',
      'service',
      'Around the clock',
      { zone: 'UTC', weekly: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]), days: [], years: [] },
      0,
    ),
  ];
}

/** Walks open minutes of a calendar from an instant on. */
function* openings(book: Book, from: number): Generator<[number, number]> {
  const first = Math.floor((from + EAST) / (DAY * MIN)) - 1;
  for (let d = first; d < first + 800; d += 1) {
    const midnight = d * DAY * MIN - EAST;
    for (const s of dayIs(book, iso(d * DAY * MIN).slice(0, 10)).hours) {
      const [open, close] = [midnight + s.open * MIN, midnight + s.close * MIN];
      if (close > from) yield [Math.max(open, from), close];
    }
  }
}
function dueAfter(book: Book, from: number, minutes: number): number {
  let left = minutes * MIN;
  for (const [open, close] of openings(book, from)) {
    if (close - open >= left) return open + left;
    left -= close - open;
  }
  return from;
}

const parties = [
  'Ostrel Hotels',
  'Studio Ferrant',
  'Corvane Cosmetics',
  '柏悦服饰',
  'Heming Trading',
  'Yunlan Duty Free',
];
const names: ClockName[] = ['solution', 'update', 'solution', 'next_response'];

interface World {
  now: () => number;
  changed: (...tags: string[]) => null;
  push: (event: HostEvent) => void;
  by: string;
  /** Open deadlines, so many. */
  deadlines: number;
  /** Milliseconds a rehearsal takes. */
  slow: number;
}

export function calendarCalls(world: World) {
  const calendars = all();
  const deadlines = Array.from({ length: world.deadlines }, (_, i) => ({
    case: i === 0 ? 'case-4127' : `case-${4100 + i}`,
    label: `C-${4100 + i}`,
    subject: '',
    party: parties[i % parties.length] as string,
    clock: names[i % names.length] as ClockName,
    cycle: 1,
    // Every fifth began on Friday.
    started: world.now() - ((i * 37) % 700) * MIN - (i % 5 === 4 ? 3 * DAY * MIN : 0),
    minutes: 240 + ((i * 611) % 4200) + (i % 5 === 4 ? 600 : 0),
  }));
  const stopped = new Set<string>();
  /** One's own edits that were kept. */
  const edits = new Map<string, KeptEdits>();
  const find = (pack: string, name: string): Kept => {
    const found = calendars.find((one) => one.line.pack === pack && one.line.name === name);
    if (!found) throw new Failure('not_found');
    return found;
  };
  const movesOf = (one: Kept, draft: CalendarDraft | null): DeadlineMove[] => {
    if (one.line.name !== 'service' || one.line.pack !== 'hx-leather') return [];
    const [was, now] = [bookOf(one.draft), bookOf(draft ?? one.own)];
    return (
      deadlines
        .map(({ started, minutes, ...rest }) => {
          const [from, to] = [dueAfter(was, started, minutes), dueAfter(now, started, minutes)];
          return {
            ...rest,
            from: iso(from),
            to: iso(to),
            seconds: (to - from) / 1000,
            late: to < world.now() && from >= world.now(),
          };
        })
        // A late one keeps its deadline.
        .filter((move) => move.seconds !== 0 && Date.parse(move.from) >= world.now())
        .sort((a, b) => (a.to < b.to ? -1 : 1))
    );
  };
  const never = (draft: CalendarDraft): boolean => draft.weekly.every((d) => d.length === 0);

  return {
    calendars: (): CalendarLine[] => calendars.map((one) => ({ ...one.line, open: one.line.open || deadlines.length })),
    calendar: ({ pack, name, year }: CalendarAsk): CalendarPage => {
      const one = find(pack, name);
      const shown = year ?? 2026;
      return {
        line: { ...one.line, open: one.line.open || deadlines.length },
        draft: one.draft,
        own: one.own,
        workday: one.own.days.find((d) => d.hours.length > 0)?.hours ?? [],
        year: shown,
        days: [],
        year_known: one.own.days.length === 0 || shown === 2026 || one.draft.years.includes(shown),
        sources: one.own.days.length > 0 ? ['the yearly notices of the State Council', 'file of 4 November 2025'] : [],
        published: one.own.days.length > 0 ? [2026] : [],
        revisions: one.revisions,
      };
    },
    calendar_edits: ({ pack, name }: CalendarRef): KeptEdits | null => edits.get(`${pack}/${name}`) ?? null,
    keep_calendar_edits: ({ pack, name, edits: kept }: KeepCalendarEdits): null => {
      if (kept) edits.set(`${pack}/${name}`, { edits: kept, at: iso(world.now()) });
      else edits.delete(`${pack}/${name}`);
      return null;
    },
    rehearse: async ({ pack, name, draft, job, offset, limit }: Rehearse): Promise<Rehearsal> => {
      const one = find(pack, name);
      for (let done = 0; world.slow > 0 && done < 20; done += 1) {
        world.push({ type: 'progress', job, done: done * 5000, total: 100_000 });
        await new Promise((ok) => setTimeout(ok, world.slow / 20));
        if (stopped.has(job)) throw new Failure('cancelled');
      }
      const moves = movesOf(one, draft);
      return {
        revision: one.line.revision,
        now: iso(world.now()),
        looked: deadlines.length,
        moved: moves.length,
        late: moves.filter((m) => m.late).length,
        earlier: moves.filter((m) => (m.seconds ?? 0) < 0).length,
        later: moves.filter((m) => (m.seconds ?? 0) > 0).length,
        moves: moves.slice(offset, (offset ?? 0) + limit),
        surveys_moved: 0,
        surveys: [],
      };
    },
    cancel: ({ job }: { job: string }): null => (stopped.add(job), null),
    read_days_file: ({ path }: { path: string }): DaysFile => {
      const days = [
        ...Array.from({ length: 8 }, (_, i) => ({ date: after('2027-02-05', i), name: '春节', workday: false })),
        { date: '2027-01-01', name: '元旦', workday: false },
        { date: '2027-02-20', name: '调休上班', workday: true },
        { date: '2027-05-01', name: '劳动节', workday: false },
        { date: '2026-12-31', name: '年末', workday: false },
      ].sort((a, b) => (a.date < b.date ? -1 : 1));
      return {
        days: days.map((one, i) => ({ ...one, line: i + 2 })),
        problems: path.endsWith('.csv')
          ? [
              { line: 14, code: 'ambiguous_day', value: '03/04/2027' },
              { line: 17, code: 'not_a_date', value: '国庆节（待定）' },
            ]
          : [{ line: 41, code: 'repeats', value: 'Team meeting' }],
      };
    },
    save_calendar: ({ pack, name, draft, reason, revision }: SaveCalendar): CalendarSaved => {
      const one = find(pack, name);
      if (one.line.revision !== revision) throw new Failure('conflict');
      if (!reason.trim()) throw new Failure('bad_input', { field: 'reason', problem: 'missing' });
      const next = draft ?? one.own;
      if (never(next)) throw new Failure('bad_input', { field: 'weekly', problem: 'no_opening' });
      const moved = movesOf(one, draft).length;
      revise(one, iso(world.now()), world.by, reason, next);
      edits.delete(`${pack}/${name}`);
      world.changed('calendars', 'cases');
      return { revision: one.line.revision, moved };
    },
    host_pick_days: (): { path: string; name: string } => ({
      path: '/tmp/holidays-2027.csv',
      name: 'holidays-2027.csv',
    }),
  };
}
