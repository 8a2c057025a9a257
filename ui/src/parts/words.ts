/** Codes of the program as sentences: one rule for all, `<area>-<code with dashes>`. */
import type {
  ActView,
  Category,
  Channel,
  ClockName,
  Complexity,
  PauseReason,
  Refusal,
  Status,
  Urgency,
} from '../data/api.gen';
import { t } from '../i18n';

const id = (area: string, code: string): string => `${area}-${code.replaceAll('_', '-')}`;

export const categories: Category[] = [
  'product_quality',
  'delivery',
  'use',
  'order',
  'customisation',
  'wholesale',
  'return',
  'information',
  'technical',
  'payment',
  'experience',
  'complaint',
  'suggestion',
  'other',
];
export const urgencies: Urgency[] = ['low', 'normal', 'high', 'stopped'];

export const categoryWord = (c: Category | null): string => t(id('category', c ?? 'none'));
export const urgencyWord = (u: Urgency): string => t(id('urgency', u));
export const complexityWord = (c: Complexity): string => t(id('complexity', c));
export const statusWord = (s: Status): string => t(id('case-status', s));
export const channelWord = (c: Channel): string => t(id('channel', c));
export const clockWord = (c: ClockName): string => t(id('clock', c));
export const pauseWord = (p: PauseReason): string => t(id('pause', p));
export const refusalWord = (r: Refusal): string => t(id('refusal', r));

/** Names of clocks in a sentence, each once. */
export const clocksIn = (names: ClockName[]): string => [...new Set(names.map(clockWord))].join(t('and'));

/** "Stops Response, restarts Update": what an act does to the clocks, or null. */
export function effectWord(act: ActView | undefined): string | null {
  if (!act) return null;
  const parts = [
    act.stops.length ? t('effect-stops', { clocks: clocksIn(act.stops) }) : null,
    act.pauses.length ? t('effect-pauses', { clocks: clocksIn(act.pauses) }) : null,
    act.starts.length ? t('effect-starts', { clocks: clocksIn(act.starts) }) : null,
  ].filter((part) => part !== null);
  const said = parts.join(t('comma'));
  return said ? said.charAt(0).toUpperCase() + said.slice(1) : null;
}
