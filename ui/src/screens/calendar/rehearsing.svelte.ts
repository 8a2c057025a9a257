/**
 * The rehearsal of an edit: asked again a moment after each one, the one before is cancelled. Shows nothing of progress for
 * the first second; further pages of moves are read as one scrolls.
 */
import type { CalendarDraft, DeadlineMove, Rehearsal } from '../../data/api.gen';
import { act } from '../../data/query';
import { Failure, host } from '../../host';

const PAGE = 200;
let count = 0;

export interface Asked {
  pack: string;
  name: string;
  draft: CalendarDraft | null;
}

export class Rehearsing {
  found: Rehearsal | null = $state.raw(null);
  moves: DeadlineMove[] = $state.raw([]);
  failed: Failure | null = $state.raw(null);
  busy = $state(false);
  /** It takes longer than a second. */
  long = $state(false);
  stopped = $state(false);
  done = $state(0);
  total: number | null = $state(null);
  #asked: Asked | null = null;
  #job = '';
  /** The name of what was found: further pages come from the same count. */
  #counted = '';
  #timers: ReturnType<typeof setTimeout>[] = [];
  #reading = false;

  /** Rehearses this after `wait` milliseconds without another edit; none: nothing to rehearse. */
  ask(asked: Asked | null, wait = 250): void {
    this.#leave();
    this.found = null;
    this.moves = [];
    this.failed = null;
    this.stopped = false;
    this.#asked = asked;
    this.busy = asked !== null;
    if (asked) this.#timers = [setTimeout(() => void this.#run(), wait)];
  }

  again(): void {
    if (this.#asked) this.ask(this.#asked, 0);
  }
  stop(): void {
    this.#leave();
    this.busy = false;
    this.stopped = true;
  }
  /** What is under way is cancelled, its answer not waited for. */
  #leave(): void {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    if (this.#job) act('cancel', { job: this.#job }).catch(() => {});
    this.#job = '';
    this.long = false;
  }

  #call(offset: number, job: string): Promise<Rehearsal> {
    return host().call('rehearse', { ...(this.#asked as Asked), job, offset, limit: PAGE });
  }
  async #run(): Promise<void> {
    const job = (this.#job = `rehearsal-${Date.now()}-${++count}`);
    this.done = 0;
    this.total = null;
    this.#timers.push(setTimeout(() => (this.long = true), 1000));
    try {
      const found = await this.#call(0, job);
      if (job !== this.#job) return;
      this.#counted = job;
      this.found = found;
      this.moves = found.moves;
    } catch (thrown) {
      if (job !== this.#job) return;
      this.failed = Failure.from(thrown);
    }
    this.#job = '';
    this.#leave();
    this.busy = false;
  }

  /** Reads on when the end of what is known comes near. */
  async more(): Promise<void> {
    const [found, asked] = [this.found, this.#asked];
    if (!found || this.#reading || this.moves.length >= found.moved) return;
    this.#reading = true;
    try {
      const page = await this.#call(this.moves.length, this.#counted);
      if (this.#asked === asked && this.found === found) this.moves = [...this.moves, ...page.moves];
    } catch {
      // The rest stays unread; scrolling asks again.
    } finally {
      this.#reading = false;
    }
  }

  /** Listens for progress while the calling component lives. */
  listen(): () => void {
    const end = host().listen((event) => {
      if (event.type !== 'progress' || event.job !== this.#job) return;
      this.done = event.done;
      this.total = event.total;
    });
    return () => {
      end();
      this.#leave();
    };
  }
}
