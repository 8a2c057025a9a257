/** What may be done with a case now, as the program said, in the form that buttons and keys want. */
import type { Act, ActView, CasePage } from '../../data/api.gen';
import { effectWord, refusalWord } from '../../parts/words';

export const actOf = (page: CasePage | undefined, act: Act): ActView | undefined =>
  page?.acts.find((one) => one.act === act);

/**
 * Why it can't be done, as a sentence, or null. What only lacks a reason or text can be done: its dialog asks for it.
 */
export function refusedFor(page: CasePage | undefined, act: Act): string | null {
  const why = actOf(page, act)?.refused ?? null;
  return why === null || why === 'needs_form' || why === 'needs_reason' || why === 'needs_text'
    ? null
    : refusalWord(why);
}

/** Who waits: the customer, or whoever wrote or called. */
export const partyOf = (page: CasePage): string =>
  page.customer?.name ?? page.correspondent?.name ?? page.correspondent?.address ?? page.label;

export const effectFor = (page: CasePage | undefined, act: Act): string | null => effectWord(actOf(page, act));
