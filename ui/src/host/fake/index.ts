/**
 * An example desk in memory, for the page outside its window: component tests, pictures, `npm run dev`. It answers every
 * call with believable records and does what the commands say, roughly; the rules themselves live in the program.
 */
import type { StaffMember } from '../../data/api.gen';
import { Failure, type CallName, type Host, type HostEvent } from '../index';
import { calendarCalls } from './calendars';
import { callCalls } from './call';
import { caseCalls } from './cases';
import { customerCalls } from './customers';
import { declarationCalls } from './declarations';
import { deskCalls } from './desk';
import { exchangeCalls } from './exchange';
import { formCalls } from './forms';
import { peopleCalls } from './people';
import { policyCalls } from './policies';
import { me, staff, type FakeCase } from './seed';
import { stop } from './acts';
import { sessionCalls } from './session';
import { stepCalls } from './steps';
import { taskCalls } from './tasks';
import { windowCalls, type Around } from './window';
import { world, type Answers } from './world';

export interface FakeDesk extends Host {
  push(event: HostEvent): void;
  cases: FakeCase[];
  /** The next call of this name fails so. */
  failNext(name: CallName, failure: Failure): void;
  /** Until told otherwise calls of this name fail so. */
  failAlways(name: CallName, failure: Failure | null): void;
}

interface Options extends Around {
  ready?: boolean;
  frozen?: boolean;
  delay?: number;
  more?: number;
  /** Milliseconds that a rehearsal takes. */
  slow?: number;
}
export function fake(options: Options = {}): FakeDesk {
  const asked = new URLSearchParams(location.search);
  const listeners = new Set<(event: HostEvent) => void>();
  const failing = new Map<CallName, Failure>();
  const broken = new Map<CallName, Failure>();
  const push = (event: HostEvent): void => listeners.forEach((fn) => fn(event));
  const w = world(options.frozen ?? false, options.more ?? 0, push);
  const { cases, now, changed } = w;
  const slow = options.slow ?? Number(asked.get('slow') ?? 0);
  const stopped = new Set<string>();
  const desk = deskCalls(w, options.ready ?? asked.get('first') === null);
  const around = windowCalls(options, desk.settings);
  const tasks = taskCalls(w);
  const team = peopleCalls({ now, changed, cases: () => cases });
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

  const calls: Answers = {
    ...desk.calls,
    ...around.calls,
    ...caseCalls(w, { tasks, declared }),
    ...stepCalls(w, tasks),
    ...callCalls(w, { tasks, team }),
    ...customerCalls(w),
    ...formCalls(w),
    ...exchangeCalls(w),
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
      find: w.find,
      cases,
      add: w.add,
      stop: (c) => {
        stop(c, ['first_response', 'next_response'], now());
        c.unanswered = null;
      },
      setTask: tasks.calls.set_task,
      changed,
    }),
    ...team.calls,
    ...declared.calls,
    cancel: (a) => (stopped.add(a.job), calendars.cancel(a)),
  };

  const shut = asked.get('shut');
  if (shut) {
    const failure = new Failure(shut as Failure['code'], {
      folder: '~/.local/share/aftercare',
      url: around.url(),
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
