/**
 * All of the program's state that the page holds: answers by call and arguments, asked again when a `changed` event
 * names one of their tags. Nothing here guesses an answer before the program gave it.
 */
import { createInfiniteQuery, createQuery, keepPreviousData, QueryClient, type Query } from '@tanstack/svelte-query';
import { Failure, host, type Answer, type Args, type CallName } from '../host';
import { followed } from './saving.svelte';
import { tagsOf, type QueryName } from './tags';

export const client = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Infinity, gcTime: 300_000, retry: false, networkMode: 'always', refetchOnWindowFocus: false },
  },
});

/**
 * Asks, and keeps the answer fresh. `args` gives `undefined` while there is nothing to ask. With `keep` the last answer
 * stands until the next one is there, so that nothing jumps; `once` is for what is hardly asked a second time, such as each
 * state of a text that is being typed: its answer goes as soon as nothing shows it.
 */
export function ask<K extends QueryName>(
  name: K,
  args: () => Args<K> | undefined,
  more: { keep?: boolean; once?: boolean } = {},
) {
  return createQuery<Answer<K>, Failure>(
    () => {
      const given = args();
      return {
        // Not asked yet is a key of its own: undefined and null would be one to the query layer, and never asked again.
        queryKey: given === undefined ? [name] : [name, given],
        queryFn: () => host().call(name, given as Args<K>),
        enabled: given !== undefined,
        ...(more.keep ? { placeholderData: keepPreviousData } : {}),
        ...(more.once ? { gcTime: 0 } : {}),
      };
    },
    () => client,
  );
}

/** Rows of a list's first page, more than any screen shows at once, and of those behind it. */
const FIRST_PAGE = 50;
const PAGE = 200;

/** Asks for cases page by page, each after the one before; all pages that were read stay fresh. */
export function askCases(args: () => Omit<Args<'cases'>, 'after' | 'limit'>) {
  return createInfiniteQuery(
    () => {
      const given = args();
      return {
        queryKey: ['cases', given, 'pages'],
        queryFn: ({ pageParam: after }: { pageParam: string | null }) =>
          host().call('cases', { ...given, after, limit: after === null ? FIRST_PAGE : PAGE }),
        initialPageParam: null as string | null,
        getNextPageParam: (last: Answer<'cases'>) => last.next,
        placeholderData: keepPreviousData,
      };
    },
    () => client,
  );
}

/** Commands; a failure is thrown as [`Failure`]. What changed is asked again through the event that follows. */
export async function act<K extends Exclude<CallName, QueryName>>(name: K, args: Args<K>): Promise<Answer<K>> {
  const call = () => host().call(name, args);
  try {
    // What the desktop answers itself keeps nothing.
    return await (name.startsWith('host_') ? call() : followed(name, call, (thrown) => Failure.from(thrown)));
  } catch (thrown) {
    const failure = Failure.from(thrown);
    // What was typed stays where it stands; what others changed is shown at once.
    if (failure.code === 'conflict') void client.invalidateQueries();
    throw failure;
  }
}

/** Asks again whatever depends on one of these tags; `*` stands for all, when too much happened to name it. */
export function touch(tags: string[]): void {
  const touched = new Set(tags);
  const of = (tag: string) => touched.has('*') || touched.has(tag);
  const queries = { predicate: (q: Query) => tagsOf(q.queryKey).some(of) };
  // A first answer on its way may be older than what changed, and the query layer would keep it as fresh: it only asks
  // anew over an answer that is there.
  for (const query of client.getQueryCache().findAll(queries)) {
    if (query.state.data === undefined) void query.cancel({ silent: true });
  }
  void client.invalidateQueries(queries);
}
