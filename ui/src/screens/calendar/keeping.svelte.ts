/**
 * One's own edits of a calendar, kept at the desk a moment after each, as a reply on a case is: a window that dies takes none
 * along. They are in force for nobody, and forgotten once they are saved or given up.
 */
import type { CalendarEdits, KeptEdits } from '../../data/api.gen';
import { act } from '../../data/query';
import { waits } from '../../data/saving.svelte';
import { host } from '../../host';

/** Pauses in milliseconds: after an edit; the longest after failures, each of which doubles it. */
const SOON = 500;
const LONGEST = 30_000;

export class Keeping {
  /** What the desk has; none: nothing. */
  #kept: string | null = null;
  #next: CalendarEdits | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended: (() => void) | null = null;
  /** Calls to the desk that have not come to their end. */
  #running = 0;
  #last: Promise<boolean> = Promise.resolve(true);
  #failures = 0;
  #left = false;
  /** All is kept that was edited. */
  settled = $state(true);

  constructor(
    readonly pack: string,
    readonly name: string,
  ) {}

  /** What was kept before. Where the desk can't be asked it throws: nobody knows then what an edit would write over. */
  async read(): Promise<KeptEdits | null> {
    const { pack, name } = this;
    const found = await host().call('calendar_edits', { pack, name });
    this.#kept = found && JSON.stringify(found.edits);
    return found;
  }

  /** Keeps these a moment from now; none: forgets them. */
  write(edits: CalendarEdits | null): void {
    this.#next = edits;
    this.#look(SOON);
  }
  get #said(): string | null {
    return this.#next && JSON.stringify(this.#next);
  }
  /** Whether anything is left to keep; then again after a pause. What runs looks once more at its end. */
  #look(pause: number): void {
    clearTimeout(this.#timer);
    this.settled = this.#running === 0 && this.#said === this.#kept;
    if (this.settled || this.#left) {
      this.#ended?.();
      this.#ended = null;
      return;
    }
    this.#ended ??= waits();
    if (this.#running === 0) this.#timer = setTimeout(() => void this.flush(), pause);
  }

  /** Keeps now what waits. Gives whether the desk has all of it. */
  flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#running += 1;
    // One after the other: an earlier one must not come in last.
    this.#last = this.#last.then(() => this.#keep());
    return this.#last;
  }
  async #keep(): Promise<boolean> {
    const text = this.#said;
    try {
      if (text !== this.#kept)
        await act('keep_calendar_edits', { pack: this.pack, name: this.name, edits: this.#next });
      this.#kept = text;
      this.#failures = 0;
    } catch {
      // The status line says so.
      this.#failures += 1;
    }
    this.#running -= 1;
    this.#look(Math.min(SOON * 2 ** this.#failures, LONGEST));
    return this.#said === this.#kept;
  }
  /** One leaves: keeps at once what waits, and does not come back to it, since the next who edits reads anew. */
  leave(): void {
    this.#left = true;
    void this.flush();
  }
  /** They are in force: the desk has forgotten them by itself. */
  saved(): void {
    this.#next = this.#kept = null;
    this.#look(SOON);
  }
}
