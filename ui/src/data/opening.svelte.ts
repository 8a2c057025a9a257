/** How far the desk is while it is brought up to a newer program, told before it answers its first question. */

export interface Opening {
  done: number;
  /** Zero while it is not known how much there is: the backup before the work is still being made. */
  total: number;
}

/** The name under which the desk tells it. */
export const OPENING = 'opening';

let current = $state<Opening | null>(null);
export const opening = {
  get now() {
    return current;
  },
};

export function opened(done: number, total: number | null): void {
  current = { done, total: total ?? 0 };
}
