import { act } from '../../data/query';
import { errorText, t } from '../../i18n';
import { toast } from '../../kit/toasts.svelte';

/** A declaration that ends at its beginning never was. */
export async function takeBack(id: string, from: string): Promise<void> {
  try {
    await act('end_declaration', { id, at: from, reason: null });
    toast(t('declared-taken-back'));
  } catch (thrown) {
    toast(errorText(thrown), { kind: 'bad' });
  }
}
