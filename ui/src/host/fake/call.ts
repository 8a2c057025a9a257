/** A call that was noted on the example desk: into a case or a new one, and to whom it goes. */
import type { peopleCalls } from './people';
import type { FakeCase } from './seed';
import type { taskCalls } from './tasks';
import type { Answers, World } from './world';

interface Beside {
  tasks: ReturnType<typeof taskCalls>;
  team: ReturnType<typeof peopleCalls>;
}

export function callCalls({ cases, people, add, begin, touched }: World, { tasks, team }: Beside) {
  return {
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
  } satisfies Partial<Answers>;
}
