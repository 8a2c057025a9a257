/** Which tags an answer depends on, by the program's own list. A `changed` event names tags; whatever depends on one of
 *  them is asked again. */
import { QUERY_TAGS } from './api.gen';

export type QueryName = keyof typeof QUERY_TAGS;

/** The tags of a query's key: its name and its arguments, whose fields stand in the tags as `{field}`. */
export function tagsOf(key: readonly unknown[]): string[] {
  const [name, args] = key as [QueryName, Record<string, unknown> | null | undefined];
  // A question that is not asked yet has no arguments and depends on nothing.
  if (args === undefined || !(name in QUERY_TAGS)) return [];
  const fill = (_: string, field: string) => String(args?.[field] ?? '');
  return QUERY_TAGS[name].map((tag) => tag.replace(/\{(\w+)\}/g, fill));
}
