/** What a person does on a case of the example desk: classify, answer, wait, solve, close, hand over. */
import type { ClockView } from '../../data/api.gen';
import { Failure } from '../index';
import { guard, stop } from './acts';
import { clock, me, staff } from './seed';
import type { taskCalls } from './tasks';
import { iso, MIN, type Answers, type World } from './world';

export function stepCalls({ people, now, find, add, touched }: World, tasks: ReturnType<typeof taskCalls>) {
  return {
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
      stop(c, ['first_response', 'next_response', 'update'], now());
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
      stop(c, ['solution', 'update'], now());
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
  } satisfies Partial<Answers>;
}
