/**
 * Whether what was typed and done is kept. Fed by commands and by drafts that wait to be saved; the status line says it.
 * Refusals and wrong input are said where they happen: they are answers, not losses.
 */
import type { Failure } from '../host';

let running = $state(0);
let waiting = $state(0);
let failed = $state.raw<{ what: string; error: Failure } | null>(null);

const answered = new Set([
  'refused',
  'bad_input',
  'address',
  'cancelled',
  'not_found',
  'sample_only',
  'printer',
  'form',
]);

/** Commands that keep what is being typed. */
const drafts = new Set(['save_draft', 'keep_calendar_edits']);
/** Nobody took the command; the band above says so. */
const unreached = new Set(['away', 'unauthorised', 'other_version', 'no_server', 'untrusted']);

export const saving = {
  /** Something is on its way to the journal, or typed and not on its way yet. */
  get busy() {
    return running + waiting > 0;
  },
  /** The last thing that was not kept: the command's name and why. */
  get failed() {
    return failed;
  },
};

/** Follows a command to its end. */
export async function followed<T>(what: string, work: () => Promise<T>, failure: (thrown: unknown) => Failure) {
  running += 1;
  try {
    const answer = await work();
    // A draft that was not kept stays so until it is; any other command said its failure where it was given.
    if (!failed || !drafts.has(failed.what) || what === failed.what) failed = null;
    return answer;
  } catch (thrown) {
    const error = failure(thrown);
    // A draft that the server does not get is kept on this computer: see drafts.
    const kept = what === 'save_draft' && unreached.has(error.code);
    if (!answered.has(error.code) && !kept) failed = { what, error };
    throw error;
  } finally {
    running -= 1;
  }
}

/** Something typed waits to be saved. Returns what ends the waiting. */
export function waits(): () => void {
  waiting += 1;
  let over = false;
  return () => {
    if (!over) waiting -= 1;
    over = true;
  };
}
