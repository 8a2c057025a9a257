/** Which clock is being explained; null when none. Any screen opens it, the dialog stands over all of them. */
import type { ClockName, WhyAsk } from '../../data/api.gen';

let asked = $state.raw<WhyAsk | null>(null);

export const whyAsked = (): WhyAsk | null => asked;

/** Opens "why this deadline" over whatever stands there. */
export function openWhy(caseId: string, clock: ClockName, cycle: number): void {
  asked = { case: caseId, clock, cycle };
}

export function closeWhy(): void {
  asked = null;
}
