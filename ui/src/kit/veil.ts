/** Text that is not to be seen: it stands in sentences as one sign, which `Veiled.svelte` draws as a neutral block. */
import { t } from '../i18n';

/** From the private area, so that nothing a customer writes holds it by chance. */
export const VEIL = '\uE0FF';

/** For attributes, and for whoever listens: a word instead of the block. */
export const aloud = (text: string): string => text.replaceAll(VEIL, t('mask-hidden'));
