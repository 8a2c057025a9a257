/** What is to be printed; null when nothing is. Any screen asks for it, the dialog stands over all of them. */
import type { ClockName } from '../../data/api.gen';

/** The deadline's sheet, the verdict's, or both. */
export type Parts = 'both' | 'why' | 'verdict';
export interface OnPaper {
  case: string;
  /** None where only the verdict can be printed. */
  clock: ClockName | null;
  cycle: number;
  /** What is chosen at first. */
  parts: Parts;
  /** As it stood then; null for now. */
  at: string | null;
}
let asked = $state.raw<OnPaper | null>(null);

export const paperAsked = (): OnPaper | null => asked;
export function openPaper(what: OnPaper): void {
  asked = what;
}
export function closePaper(): void {
  asked = null;
}
