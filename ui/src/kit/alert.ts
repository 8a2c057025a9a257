/** What an alert says: the sentences of notify.ftl, which the desktop hands to the system too. Pure, as format.ts is. */
import type { AlertView } from '../data/api.gen';
import { length, millis, shortInstant, type Translate } from './format';

/** For whom it is written; civil times are told in the desk's zone, which the alert names. */
export interface Speaks {
  locale: string;
  t: Translate;
}

export function alertText(alert: AlertView, { locale, t }: Speaks): { title: string; body: string } {
  const { label, party, subject, late, soon, zone } = alert;
  const args: Record<string, string | number> = { label, party, subject, late, soon, count: alert.keys.length };
  if (alert.task !== null) args['what'] = alert.task;
  if (alert.clock) args['clock'] = t(`notify-clock-${alert.clock}`);
  if (alert.at) {
    args['due'] = shortInstant(alert.at, alert.now, { locale, zone, t });
    args['left'] = length(Math.max(0, millis(alert.at) - millis(alert.now)), t);
  }
  return { title: t(`notify-${alert.kind}-title`, args), body: t(`notify-${alert.kind}-body`, args) };
}
