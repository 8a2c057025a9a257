/** Things to do on the example desk: set, changed, ended, and overtaken by what happens, roughly as the program does it. */
import type { EndTask, Happened, SetTask, StaffMember, TaskEnd, TaskRow, TaskSort, TaskView } from '../../data/api.gen';
import { Failure } from '../index';
import { me, nextClock, row, staff, type FakeCase } from './seed';

interface Desk {
  now: () => number;
  find: (id: string) => FakeCase;
  cases: FakeCase[];
  add: (c: FakeCase, what: Happened, by?: StaffMember | null) => void;
  touched: (c: FakeCase) => null;
}

let made = 0;

export function taskCalls({ now, find, cases, add, touched }: Desk) {
  const at = (): string => new Date(now()).toISOString();
  const put = (c: FakeCase, task: TaskView, by?: StaffMember | null): void => {
    const again = c.tasks.some((one) => one.id === task.id);
    c.tasks = again ? c.tasks.map((one) => (one.id === task.id ? task : one)) : [...c.tasks, task];
    const { sort, what, due, owner } = task;
    add(c, { type: 'task_set', sort, what, due, owner, again }, by);
  };
  const fresh = (sort: TaskSort, what: string, due: string | null, owner: StaffMember): TaskView => ({
    id: `task-${++made}`,
    sort,
    what,
    due,
    owner,
    set_at: at(),
    ended_at: null,
    end: null,
  });

  return {
    /** What ends a sort of task by itself: a call that was taken, the waiting that is over. */
    over(c: FakeCase, sort: TaskSort, end: TaskEnd): void {
      c.tasks = c.tasks.map((one) => (one.sort === sort && !one.end ? { ...one, end, ended_at: at() } : one));
    },
    callBack(c: FakeCase, whom: string): void {
      if (c.tasks.some((one) => one.sort === 'call_back' && !one.end)) return;
      put(c, fresh('call_back', whom, null, c.owner), null);
    },
    remind(c: FakeCase, what: string, due: string): void {
      put(c, fresh('reminder', what, due, c.owner));
    },
    handOver(c: FakeCase, to: StaffMember): void {
      c.tasks = c.tasks.map((one) => (one.owner.id === c.owner.id && !one.end ? { ...one, owner: to } : one));
    },
    mine(): TaskRow[] {
      const rank = ({ due, clock }: TaskRow): number => Date.parse(due ?? clock?.due ?? '') || Infinity;
      const rows = cases.flatMap((c) =>
        c.tasks
          .filter((one) => one.owner.id === me.id && !one.end)
          .map(({ id, sort, what, due }): TaskRow => {
            const { id: on, label, party, subject } = row(c);
            return { id, case: on, label, party, subject, sort, what, due, clock: nextClock(c.clocks) };
          }),
      );
      return rows.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
    },
    calls: {
      set_task: (a: SetTask): string => {
        const c = find(a.case);
        const known = c.tasks.find((one) => one.id === a.task);
        if (a.task && !known) throw new Failure('not_found');
        if (!a.what.trim()) throw new Failure('refused', { refusal: 'needs_text' });
        const owner = staff.find((one) => one.id === a.owner) ?? known?.owner ?? me;
        const task = { ...(known ?? fresh('todo', '', null, owner)), what: a.what.trim(), due: a.due ?? null, owner };
        put(c, { ...task, end: null, ended_at: null });
        touched(c);
        return task.id;
      },
      end_task: (a: EndTask): null => {
        const c = find(a.case);
        const task = c.tasks.find((one) => one.id === a.task);
        if (!task) throw new Failure('not_found');
        if (task.end) return null;
        const end: TaskEnd = a.done ? 'done' : 'dropped';
        c.tasks = c.tasks.map((one) => (one.id === a.task ? { ...one, end, ended_at: at() } : one));
        add(c, { type: 'task_ended', what: task.what, done: a.done });
        return touched(c);
      },
    },
  };
}
