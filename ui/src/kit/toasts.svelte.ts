/** Short sentences at the bottom of the window: what was done, with the way back or on. Ten seconds, stopped by hover or focus. */
export interface Toast {
  id: number;
  /** Where names stand in it, what makes it: the screen may be shared while it stands. */
  text: string | (() => string);
  kind: 'plain' | 'bad' | 'soon' | 'late';
  act?: { label: string; run: () => void };
  /** The act takes back what was done: Ctrl Z runs it while it stands. */
  undo?: boolean;
  left: number;
}

let next = 1;
let list = $state<Toast[]>([]);

export const toasts = {
  get list() {
    return list;
  },
};

/** Says it; at most four stand at once. */
export function toast(
  text: Toast['text'],
  more: { act?: Toast['act']; kind?: Toast['kind']; undo?: boolean } = {},
): void {
  const made: Toast = { id: next++, text, kind: more.kind ?? 'plain', left: 10 };
  if (more.act) made.act = more.act;
  if (more.undo) made.undo = true;
  list = [...list.slice(-3), made];
}

export function dismiss(id: number): void {
  list = list.filter((one) => one.id !== id);
}

/** One second less for all; done by the component that shows them, unless one rests on it. */
export function countDown(): void {
  for (const one of list) one.left -= 1;
  list = list.filter((one) => one.left > 0);
}

const last = (): Toast | undefined => list.filter((one) => one.undo && one.act).at(-1);

/** Whether something can still be taken back. */
export const canUndo = (): boolean => last() !== undefined;

/** Takes back what was done last, if its ten seconds still run. */
export function undo(): void {
  const found = last();
  if (!found) return;
  dismiss(found.id);
  found.act?.run();
}
