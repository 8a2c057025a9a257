/**
 * A draft while it is edited in place: each edit is kept at once, one after the other, and can be taken back. The text that is
 * changed is the one on the screen, and what goes to the desk names the draft that it came from, so that neither an edit nor
 * its way back ever lands on what somebody else wrote meanwhile.
 */
import type { PolicyRow, PolicyView } from '../../data/api.gen';
import { act } from '../../data/query';
import { host } from '../../host';
import { errorText, t } from '../../i18n';
import { dismiss, toast, toasts } from '../../kit/toasts.svelte';

/** Makes the next text of the one that stands; null when what is to be changed can't be found in it. */
export type Make = (toml: string) => string | null;
/** A text with the instant its draft was saved; none: it is a published one's. */
export type Kept = Pick<PolicyView, 'toml' | 'saved_at'>;

interface Standing {
  row: PolicyRow | undefined;
  /** The text on the screen: the draft's, or that of the version in force. */
  kept: Kept | undefined;
}
/** What was done, in words, and the way back. */
interface Step {
  words: string;
  back: () => Promise<unknown>;
}

export class Drafting {
  /** An edit is on its way; another one waits for the screen to show it. */
  busy = $state(false);
  #offered: number | undefined;

  constructor(
    readonly standing: () => Standing,
    /** Shows what was kept. */
    readonly refresh: () => Promise<void>,
    /** Where everything can be changed. */
    readonly asText: () => void,
  ) {}

  /** Only the last step has a way back; the next one, and publishing, take it away. */
  withdraw(): void {
    if (this.#offered !== undefined) dismiss(this.#offered);
    this.#offered = undefined;
  }
  /** Does it, shows it, and only then offers the way back: before, nothing could go it. Null when it was not done. */
  async #do<T>(work: () => Promise<T>, step?: (done: T) => Step): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    this.withdraw();
    try {
      const done = await work();
      await this.refresh();
      if (step) {
        const { words, back } = step(done);
        toast(words, { act: { label: t('undo'), run: () => void back() }, undo: true });
        this.#offered = toasts.list.at(-1)?.id;
      }
      return done;
    } catch (thrown) {
      toast(errorText(thrown), { kind: 'bad' });
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Changes the text in one place. Gives whether it was kept. */
  async edit(make: Make, words: string): Promise<boolean> {
    const { kept } = this.standing();
    const next = kept ? make(kept.toml) : null;
    if (kept && next !== null) return (await this.keep(next, words, kept)) !== null;
    toast(t('policy-edit-not-found'), { kind: 'bad', act: { label: t('policy-edit-text'), run: this.asText } });
    return false;
  }
  /**
   * Keeps a whole text that was made of another; the way back is that one, or no draft at all. Gives when it was saved, null
   * when it was not.
   */
  async keep(toml: string, words: string, from: Kept): Promise<string | null> {
    const { row } = this.standing();
    if (!row) return null;
    const { id } = row;
    const before = from.saved_at === null ? null : from.toml;
    return this.#do(
      () => act('save_policy_draft', { id, toml, seen: from.saved_at }),
      (seen) => ({ words, back: () => this.#back(id, seen, before) }),
    );
  }
  async drop(): Promise<boolean> {
    const { row } = this.standing();
    if (!row?.draft) return false;
    const { id } = row;
    const { version, saved_at: seen } = row.draft;
    const dropped = await this.#do(
      async () => {
        // Another version may be on the screen, and the way back is the draft's own text.
        const { toml } = await host().call('policy', { id, version: null, draft: true });
        await act('drop_policy_draft', { id, seen });
        return toml;
      },
      (toml) => ({ words: t('policy-dropped', { version }), back: () => this.#back(id, null, toml) }),
    );
    return dropped !== null;
  }
  /** From the draft that was seen last, none after it was dropped, to the text before it, or to no draft. */
  #back(id: string, seen: string | null, toml: string | null): Promise<unknown> {
    return this.#do<unknown>(async () => {
      if (toml !== null) await act('save_policy_draft', { id, toml, seen });
      else if (seen !== null) await act('drop_policy_draft', { id, seen });
    });
  }
}
