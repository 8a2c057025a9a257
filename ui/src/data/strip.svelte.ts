/** The session strip as a part of the page, where it can't have a window of its own. */
import { act } from './query';

export interface StripOn {
  case: string;
  /** The session that goes on; none for one that is still to begin. */
  session: string | null;
}
let now = $state.raw<StripOn | null>(null);

export const strip = {
  get now() {
    return now;
  },
};

/** Shows the strip for a case: in its own window, or in the page. */
export async function showStrip(on: StripOn): Promise<void> {
  if (!(await act('host_strip', { ...on }))) now = on;
}

export function hideStrip(): void {
  now = null;
}
