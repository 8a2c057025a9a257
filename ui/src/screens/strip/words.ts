/** Words of a session: lengths since its beginning, and whether something was masked in a text. */
import { millis, type Instant } from '../../kit/format';

/** What stands in a masked password's place; the program's own mark. */
const MASK = '••••••';
export const wasMasked = (text: string | null | undefined): boolean => !!text?.includes(MASK);

/** The time since the beginning, as 12:07 or 1:02:07. */
export function since(begun: Instant, now: number): string {
  const seconds = Math.max(0, Math.floor((now - millis(begun)) / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const [hours, rest] = [Math.floor(seconds / 3600), seconds % 3600];
  const short = `${two(Math.floor(rest / 60))}:${two(rest % 60)}`;
  return hours > 0 ? `${hours}:${short}` : short;
}
