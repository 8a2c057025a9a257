/**
 * What declaring or ending would move: asked again a moment after each edit, the one before is cancelled. Shows nothing of
 * progress for the first second. Stopped, it keeps the numbers of what was seen by then.
 */
import type { Declare, DeclarePreview, EndDeclaration } from '../../data/api.gen';
import { act } from '../../data/query';
import { Failure, host } from '../../host';

let count = 0;
export type Asked = { declare: Declare } | { end: EndDeclaration };

export class Previewing {
  found: DeclarePreview | null = $state.raw(null);
  failed: Failure | null = $state.raw(null);
  busy = $state(false);
  /** It takes longer than a second. */
  long = $state(false);
  done = $state(0);
  total: number | null = $state(null);
  #asked: Asked | null = null;
  #job = '';
  #timers: ReturnType<typeof setTimeout>[] = [];

  /** Asks after `wait` milliseconds without another edit; none: nothing to ask. */
  ask(asked: Asked | null, wait = 250): void {
    this.#leave();
    this.found = null;
    this.failed = null;
    this.#asked = asked;
    this.busy = asked !== null;
    if (asked) this.#timers = [setTimeout(() => void this.#run(asked), wait)];
  }
  again(): void {
    this.ask(this.#asked, 0);
  }
  /** Its answer comes soon, with what was counted. */
  stop(): void {
    if (this.#job) act('cancel', { job: this.#job }).catch(() => {});
  }
  /** What is under way is cancelled, its answer not waited for. */
  #leave(): void {
    this.#timers.forEach(clearTimeout);
    this.#timers = [];
    this.stop();
    this.#job = '';
    this.long = false;
  }
  async #run(asked: Asked): Promise<void> {
    const job = (this.#job = `declaring-${Date.now()}-${++count}`);
    this.done = 0;
    this.total = null;
    this.#timers.push(setTimeout(() => (this.long = true), 1000));
    try {
      const found = await host().call('declare_preview', { declare: null, end: null, ...asked, job });
      if (job !== this.#job) return;
      this.found = found;
    } catch (thrown) {
      if (job !== this.#job) return;
      this.failed = Failure.from(thrown);
    }
    this.#job = '';
    this.#leave();
    this.busy = false;
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
