/** What is being explained; null when nothing is. Any screen opens it, the dialog stands over all of them. */
import type { ClockName } from '../../data/api.gen';

/** A case, and which of its clocks; none where only the verdict is asked for. */
export interface Asked {
  case: string;
  clock: ClockName | null;
  cycle: number;
  /** Begin with the facts. */
  facts: boolean;
}
let asked = $state.raw<Asked | null>(null);

export const whyAsked = (): Asked | null => asked;

/** Opens "why this deadline" and the verdict over whatever stands there. */
export function openWhy(caseId: string, clock: ClockName | null, cycle: number, facts = false): void {
  asked = { case: caseId, clock, cycle, facts };
}

export function closeWhy(): void {
  asked = null;
}
