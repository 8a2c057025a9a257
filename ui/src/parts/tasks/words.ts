/** Things to do in words, and the times that one puts them off to. No state, no markup. */
import Bell from '@lucide/svelte/icons/bell';
import PhoneOutgoing from '@lucide/svelte/icons/phone-outgoing';
import SquareCheck from '@lucide/svelte/icons/square-check';
import type { TaskSort } from '../../data/api.gen';
import { addDays, civil, clockChip, isoDay, millis, shortInstant, type Reader, type Translate } from '../../kit/format';
import { instantOf } from '../policy/zone';

/** What the case page and Today both know of a task. */
export interface Task {
  id: string;
  sort: TaskSort;
  what: string;
  due: string | null;
}

export const taskIcon = { call_back: PhoneOutgoing, reminder: Bell, todo: SquareCheck } as const;
/** Beside the box that ends a task, one more box would say nothing. */
export const besideBox = { ...taskIcon, todo: null } as const;

/** What to do; a call-back that names nobody is to the case's party, where that is known. */
export function taskWord(task: Pick<Task, 'sort' | 'what'>, party: string, t: Translate): string {
  const whom = task.what || party;
  if (task.sort === 'call_back') return whom ? t('task-call-back', { whom }) : t('task-call-back-nobody');
  return task.sort === 'reminder' ? t('task-reminder', { what: task.what }) : task.what;
}

/** When it is to be done, in a word or two: "17:00", "Wed 09:00"; past it how late. */
export function dueWord(due: string, now: number, r: Reader): { late: boolean; text: string } {
  if (millis(due) >= now) return { late: false, text: shortInstant(due, now, r) };
  const none = { warn_at: null, stopped: null, breached_at: null, paused_since: null, pause_reason: null };
  return { late: true, text: clockChip({ state: 'running', due, ...none }, now, r) };
}

/** First what has no time of its own and is urgent, then by time, then the rest. */
export function inOrder<T extends Task>(tasks: readonly T[]): T[] {
  const rank = (task: Task): number => (task.due ? millis(task.due) : task.sort === 'call_back' ? 0 : Infinity);
  return [...tasks].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

export type Quick = 'afternoon' | 'tomorrow' | 'three-days' | 'week' | 'next-week';
const AFTERNOON = ['14:00', '17:00'];
const HOUR = 3_600_000;

/** The instant that a quick choice means, in the desk's zone; none where it is too late in the day for it. */
export function quickAt(which: Quick, now: number, zone: string): string | null {
  const today = isoDay(now, zone);
  if (which === 'afternoon') {
    const times = AFTERNOON.map((time) => instantOf(`${today}T${time}`, zone));
    return times.find((at) => at !== null && millis(at) - now >= HOUR) ?? null;
  }
  const days = { tomorrow: 1, 'three-days': 3, week: 7, 'next-week': 8 - civil(now, zone).weekday }[which];
  return instantOf(`${addDays(today, days)}T09:00`, zone);
}
