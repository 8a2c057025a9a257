/** The example desk's declared states: peak seasons, high volume, force majeure, and which deadlines they move. */
import type {
  Declare,
  DeclarationRow,
  DeclarationState,
  DeclaredSort,
  EndDeclaration,
  MovedDeadline,
  StaffMember,
} from '../../data/api.gen';
import { Failure, type Answer, type Args, type HostEvent } from '../index';
import type { FakeCase } from './seed';

const DAY = 24 * 3_600_000;
const iso = (ms: number): string => new Date(ms).toISOString();

interface World {
  now: () => number;
  me: StaffMember;
  cases: () => FakeCase[];
  changed: (...tags: string[]) => null;
  push: (event: HostEvent) => void;
}

/** A peak or a high volume moves answers, a force majeure what may pause: by a day, as the example packs say. */
const moves = (sort: DeclaredSort, clock: string): boolean =>
  sort === 'force_majeure' ? clock === 'solution' : clock === 'first_response';

export function declarationCalls(world: World) {
  const rows: DeclarationRow[] = [];
  const stateOf = (row: DeclarationRow): DeclarationState => {
    const [from, to] = [Date.parse(row.from), row.to ? Date.parse(row.to) : Infinity];
    return to <= from ? 'taken_back' : to <= world.now() ? 'over' : world.now() < from ? 'planned' : 'on';
  };
  const wrong = (a: Declare): Failure | null => {
    if (!a.reason.trim()) return new Failure('refused', { refusal: 'needs_reason' });
    if (a.to && Date.parse(a.to) <= Date.parse(a.from))
      return new Failure('bad_input', { field: 'to', problem: 'out_of_range' });
    return null;
  };
  const find = (a: EndDeclaration): DeclarationRow => {
    const row = rows.find((one) => one.id === a.id);
    if (!row) throw new Failure('not_found');
    if (row.to && Date.parse(row.to) <= Date.parse(a.at ?? iso(world.now())))
      throw new Failure('refused', { refusal: 'already' });
    return row;
  };
  const reached = (a: Pick<Declare, 'pack' | 'channels' | 'categories'>): FakeCase[] =>
    world
      .cases()
      .filter((c) => c.status === 'open' || c.status === 'waiting')
      .filter((c) => !a.pack || c.pack === a.pack)
      .filter((c) => !a.channels.length || a.channels.includes(c.channel))
      .filter((c) => !a.categories.length || (c.category !== null && a.categories.includes(c.category)));
  const moved = (list: FakeCase[], sort: DeclaredSort, by: number): MovedDeadline[] =>
    list.flatMap((c) =>
      c.clocks
        .filter((k) => !k.stopped && k.due !== null && moves(sort, k.clock))
        .map((k) => ({
          case: c.id,
          label: c.label,
          subject: c.subject,
          clock: k.clock,
          cycle: k.cycle,
          was: k.due,
          now: iso(Date.parse(k.due as string) + by),
        })),
    );
  return {
    declarations: (): Answer<'declarations'> => ({
      rows: rows.map((row) => ({ ...row, state: stateOf(row) })),
      at_work: false,
      now: iso(world.now()),
    }),
    declare_preview: ({ declare, end, job }: Args<'declare_preview'>): Answer<'declare_preview'> => {
      if (!declare === !end) throw new Failure('bad_input', { field: 'declare', problem: 'missing' });
      const failure = declare && wrong(declare);
      if (failure) throw failure;
      const one = declare ?? find(end as EndDeclaration);
      const list = reached(one);
      world.push({ type: 'progress', job, done: list.length, total: list.length });
      const all = moved(list, one.sort, declare ? DAY : -DAY);
      return { cases: list.length, deadlines: all.length, moved: all.slice(0, 200), cancelled: false };
    },
    declare: (a: Args<'declare'>): string => {
      const failure = wrong(a);
      if (failure) throw failure;
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
      world.changed('declarations', 'desk', 'cases');
      return row.id;
    },
    end_declaration: (a: Args<'end_declaration'>): null => {
      const row = find(a);
      row.to = a.at ?? iso(world.now());
      row.ended_at = iso(world.now());
      row.end_reason = a.reason ?? null;
      return world.changed('declarations', 'desk', 'cases');
    },
  };
}
