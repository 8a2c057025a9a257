/**
 * One's own edits of a calendar, kept at the desk a moment after each, as a reply on a case is: a window that dies takes none
 * along. They are in force for nobody, and forgotten once they are saved or given up.
 */
import type { CalendarEdits, KeptEdits } from '../../data/api.gen';
import { act } from '../../data/query';
import { waits } from '../../data/saving.svelte';
import { host } from '../../host';

export class Keeping {
  /** What the desk has; none: nothing. */
  #kept: string | null = null;
  #next: CalendarEdits | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended: () => void = () => {};
  #running: Promise<boolean> = Promise.resolve(true);
  /** All is kept that was edited. */
  settled = $state(true);

  constructor(
    readonly pack: string,
    readonly name: string,
  ) {}

  /** What was kept before. A desk that can't be asked has nothing to go on with. */
  async read(): Promise<KeptEdits | null> {
    const { pack, name } = this;
    const found = await host()
      .call('calendar_edits', { pack, name })
      .catch(() => null);
    this.#kept = found && JSON.stringify(found.edits);
    return found;
  }

  /** Keeps these a moment from now; none: forgets them. */
  write(edits: CalendarEdits | null): void {
    this.#next = edits;
    clearTimeout(this.#timer);
    this.#ended();
    this.settled = this.#said === this.#kept;
    if (this.settled) return;
    this.#ended = waits();
    this.#timer = setTimeout(() => void this.flush(), 500);
  }
  get #said(): string | null {
    return this.#next && JSON.stringify(this.#next);
  }

  /** Keeps now what waits. Gives whether the desk has all of it. */
  flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    // One after the other: an earlier one must not come in last.
    this.#running = this.#running.then(async () => {
      const text = this.#said;
      try {
        if (text !== this.#kept)
          await act('keep_calendar_edits', { pack: this.pack, name: this.name, edits: this.#next });
        this.#kept = text;
      } catch {
        // The status line says so.
      }
      this.#ended();
      return (this.settled = this.#said === this.#kept);
    });
    return this.#running;
  }
  /** They are in force: the desk has forgotten them by itself. */
  saved(): void {
    this.#next = this.#kept = null;
    clearTimeout(this.#timer);
    this.#ended();
    this.settled = true;
  }
}
