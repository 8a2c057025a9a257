/** What may be done on a case of the example desk, and what that does to its clocks. */
import type { Act, ActView, ClockName, ClockView, Refusal } from '../../data/api.gen';
import { Failure } from '../index';
import type { FakeCase } from './seed';
import { iso } from './world';

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

export const actsOf = (c: FakeCase): ActView[] => {
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

/** `given`: why there is no form was said. */
export const guard = (c: FakeCase, act: Act, given = false): void => {
  const why = refusal(c, act);
  if (why && !(why === 'needs_form' && given))
    throw new Failure(
      'refused',
      { refusal: why },
      why === 'needs_form' ? 'HX-12' : why === 'not_classified' ? 'HX-11' : null,
    );
};

export const stop = (c: FakeCase, names: ClockName[], now: number): void => {
  c.clocks = c.clocks.map((k): ClockView =>
    names.includes(k.clock) && !k.stopped
      ? { ...k, stopped: iso(now), state: k.due && Date.parse(k.due) < now ? 'breached' : 'met' }
      : k,
  );
};
