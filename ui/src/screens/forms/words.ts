// Words that paper needs wherever it is shown.

import type { Warning } from '../../data/api.gen';
import { has, t } from '../../i18n';

/** A printer's name for people. A page in a browser has no printers of its own: the browser prints. */
export const printerName = (name: string, label = name): string =>
  name === 'browser' ? t('forms-printer-browser') : label;

/** What should be known before a sheet is printed. */
export function warningText({ code, args }: Warning): string {
  const key = `forms-warning-${code.replace(/^form_/, '').replaceAll('_', '-')}`;
  return has(key) ? t(key, { value: '', ...args }) : t('forms-warning-other', { code });
}
