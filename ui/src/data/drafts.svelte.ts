/**
 * Drafts, kept on this computer while the server can't be reached, and saved on return. A draft that somebody else wrote
 * meanwhile is not lost: then both texts stand under one another.
 */
import { Failure, host, type Answer } from '../host';
import { act, client } from './query';

interface Kept {
  text: string;
  /** What the desk had when the writing began. */
  base: string;
}
const KEY = 'drafts';
/** Failures after which a draft waits here; any other is an answer. */
const WAITS: readonly string[] = ['away', 'unauthorised', 'other_version', 'no_server', 'untrusted'];

const read = (): Record<string, Kept> => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, Kept>;
  } catch {
    return {};
  }
};
let changes = $state(0);
const write = (all: Record<string, Kept>): void => {
  if (Object.keys(all).length > 0) localStorage.setItem(KEY, JSON.stringify(all));
  else localStorage.removeItem(KEY);
  changes += 1;
};
function forget(id: string): void {
  const { [id]: _, ...rest } = read();
  write(rest);
}

let joined = $state.raw<{ case: string; text: string } | null>(null);
/** The draft of this case after it had to be joined with another one; whoever shows it takes it over, once. Reactive. */
export function takeJoined(id: string): string | null {
  if (joined?.case !== id) return null;
  const { text } = joined;
  joined = null;
  return text;
}

/** The draft that waits on this computer, if one does. Reactive. */
export function waitingDraft(id: string): string | null {
  void changes;
  return read()[id]?.text ?? null;
}

/** The desk has this draft: the case as it was read knows it too, for whoever comes back to it. */
async function hand(id: string, text: string): Promise<void> {
  await act('save_draft', { case: id, text });
  client.setQueryData<Answer<'case'>>(['case', { case: id }], (page) => page && { ...page, draft: text });
}

/** Saves a draft; says whether the desk has it or this computer keeps it. */
export async function saveDraft(id: string, text: string, base: string): Promise<'saved' | 'here'> {
  try {
    await hand(id, text);
    forget(id);
    return 'saved';
  } catch (thrown) {
    if (!WAITS.includes(Failure.from(thrown).code)) throw thrown;
    const all = read();
    write({ ...all, [id]: { text, base: all[id]?.base ?? base } });
    return 'here';
  }
}

/** The server is back: what waits is saved. Gives how many were. */
export async function sendDrafts(): Promise<number> {
  let sent = 0;
  for (const [id, { text, base }] of Object.entries(read())) {
    try {
      const theirs = (await host().call('case', { case: id })).draft;
      const both = theirs === base || theirs === text || theirs === '' ? text : `${theirs}\n\n${text}`;
      await hand(id, both);
      // What was typed while this went on waits for the next time.
      if (read()[id]?.text === text) forget(id);
      if (both !== text) joined = { case: id, text: both };
      sent += 1;
    } catch (thrown) {
      console.error('a draft waits on', Failure.from(thrown).code);
    }
  }
  return sent;
}
