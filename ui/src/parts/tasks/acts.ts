/** Sets and ends tasks; each says so with a way back, which the history keeps too. */
import { veil } from '../../data/mask.svelte';
import { nowMs } from '../../data/now.svelte';
import { act } from '../../data/query';
import { reader } from '../../data/reader.svelte';
import { errorText, t } from '../../i18n';
import { dayTime } from '../../kit/format';
import { toast } from '../../kit/toasts.svelte';
import { taskWord, type Task } from './words';

/** A task on its case; without an owner the one who has it keeps it. */
export interface OnCase extends Task {
  case: string;
  party: string;
  owner?: { id: string };
}

/** As it may be shown now. */
export function seen<T extends Pick<OnCase, 'case' | 'what' | 'party'>>(task: T): T {
  return { ...task, what: veil(task.what, task), party: veil(task.party, task) };
}

const said = (thrown: unknown): void => toast(errorText(thrown), { kind: 'bad' });

/** As it stands, or with other fields: the same task again is changed, and is open again. */
async function put(task: OnCase, more: { due?: string | null } = {}): Promise<void> {
  const { case: on, id, due, owner } = task;
  // A call-back that names nobody is told as one to the party, so that is what it is about.
  const what = task.what || task.party;
  await act('set_task', { case: on, task: id, what, due, owner: owner?.id ?? null, ...more });
}
/** The way back to the task as it was. */
export const backTo = (task: OnCase) => ({
  act: { label: t('undo'), run: () => void put(task).catch(said) },
  undo: true,
});

/** Gives whether it ended. */
export async function endTask(task: OnCase, done: boolean): Promise<boolean> {
  try {
    await act('end_task', { case: task.case, task: task.id, done });
    const what = () => taskWord(seen(task), seen(task).party, t);
    toast(() => t(done ? 'task-said-done' : 'task-said-dropped', { what: what() }), backTo(task));
    return true;
  } catch (thrown) {
    said(thrown);
    return false;
  }
}

export async function putOff(task: OnCase, due: string): Promise<void> {
  try {
    await put(task, { due });
    toast(t('task-said-put-off', { at: dayTime(due, nowMs(), reader()) }), backTo(task));
  } catch (thrown) {
    said(thrown);
  }
}
