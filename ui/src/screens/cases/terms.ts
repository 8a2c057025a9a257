/** Conditions in a search as text: what a menu adds or a chip takes away stands where a person would type it. */
import type { SeekTerm } from '../../data/api.gen';

/** A condition as one types it; values with blanks stand in quotes. */
export const written = (key: string, value: string): string => `${key}:${/\s/.test(value) ? `"${value}"` : value}`;

/** The text without a condition. */
export function cut(text: string, term: SeekTerm): string {
  return `${text.slice(0, term.from).trimEnd()} ${text.slice(term.to).trimStart()}`.trim();
}

/** A case may stand in several of these ways; of every other key there is one. */
const many = new Set(['late', 'unanswered']);
const ways = (value: string): boolean => many.has(value.toLowerCase());

/** The text with a condition: in place of what it can't stand beside, before the words. */
export function put(text: string, terms: SeekTerm[], key: string, value: string): string {
  const rivals = terms.filter((term) =>
    key !== 'is'
      ? term.key === key
      : term.key === 'is' && (ways(value) ? term.value.toLowerCase() === value : !ways(term.value)),
  );
  // From the end, so that the places before it hold.
  const rest = rivals.reduceRight((left, term) => cut(left, term), text);
  return `${written(key, value)} ${rest}`.trim();
}
