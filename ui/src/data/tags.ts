/** Which tags an answer depends on. A `changed` event names tags; whatever depends on one of them is asked again. */
import type { AllCalls } from '../host';

type Of<K extends keyof AllCalls> = (args: AllCalls[K]['args']) => string[];

export const queries = {
  desk: () => ['desk'],
  today: () => ['cases', 'surveys'],
  cases: () => ['cases'],
  case: (a) => [`case:${a.case}`],
  original: (a) => [`case:${a.case}`],
  why: (a) => [`case:${a.case}`],
  customers: () => ['customers'],
  customer: (a) => [`customer:${a.customer}`],
  surveys: () => ['surveys'],
  form_preview: (a) => [`case:${a.case}`],
  form: () => ['forms'],
  printers: () => [],
  settings: () => ['settings'],
  about: () => ['desk'],
} satisfies { [K in keyof AllCalls]?: Of<K> };

export type QueryName = keyof typeof queries;

/** The tags of a query's key. */
export function tagsOf(key: readonly unknown[]): string[] {
  const of = queries[key[0] as QueryName] as ((args: unknown) => string[]) | undefined;
  // A question that is not asked yet has no arguments and depends on nothing.
  return of && key[1] !== undefined ? of(key[1]) : [];
}
