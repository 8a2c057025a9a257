/** For whom everything is written: the window's language, and the desk's zone, in which all civil times are shown. */
import { lang, t } from '../i18n';
import type { Reader } from '../kit/format';

let zone = $state('Asia/Shanghai');

export const reader = (): Reader => ({ locale: lang(), zone, t });

/** Sets the desk's zone; an unknown one leaves the last. */
export function setZone(next: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: next });
    zone = next;
  } catch {
    console.error('unknown zone', next);
  }
}
