/** From a clock as the program gives it to what a mark and a stitch bar show. */
import type { ClockView } from '../data/api.gen';
import { clockState, keptLate, millis, type ClockStand } from '../kit/format';
import type { MarkState } from '../kit/mark';

const marks: Record<ClockStand, MarkState> = {
  running: 'run',
  soon: 'soon',
  late: 'over',
  paused: 'hold',
  met: 'done',
  cancelled: 'off',
};

/** A clock that was stopped late is history: it keeps its word but no longer calls. */
export function markOf(clock: ClockView, now: number): MarkState {
  return keptLate(clock) ? 'off' : marks[clockState(clock, now)];
}

/** The share of the bar that is used, and where the target ends when it is late. */
export function sewn(clock: ClockView, now: number): { used: number; due: number | null } {
  const start = millis(clock.started);
  const end = millis(clock.stopped ?? now);
  const due = clock.due ? millis(clock.due) : null;
  if (due !== null && end > due) {
    // Late: the bar is the whole time; the target ends at three quarters, or where it really ends when that is further left.
    const share = due <= start ? 0 : Math.min(0.9, (due - start) / (end - start));
    return { used: share, due: Math.max(0.25, Math.min(0.75, share)) };
  }
  const stated = Math.min(1, clock.used_permille / 1000);
  if (clock.stopped || clock.paused_since || due === null || clock.warn_at === null) return { used: stated, due: null };
  // Between the answer and now, in proportion to what is left; the program's own figure comes with the next answer.
  const warn = millis(clock.warn_at);
  const used = end < warn ? Math.min(0.75, stated) : 0.75 + (0.25 * (end - warn)) / Math.max(1, due - warn);
  return { used: Math.min(1, used), due: null };
}
