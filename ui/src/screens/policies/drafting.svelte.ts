/**
 * A draft while it is edited in place: each edit is kept at once, one after the other, and can be taken back. The text that is
 * changed is the one on the screen, so that an edit never lands on what somebody else wrote meanwhile.
 */
import type { PolicyRow } from '../../data/api.gen';
import { act } from '../../data/query';
import { errorText, t } from '../../i18n';
import { dismiss, toast, toasts } from '../../kit/toasts.svelte';

/** Makes the next text of the one that stands; null when what is to be changed can't be found in it. */
export type Make = (toml: string) => string | null;

interface Standing {
  row: PolicyRow | undefined;
  /** The text on the screen: the draft's, or that of the version in force. */
  toml: string | undefined;
}

export class Drafting {
  /** An edit is on its way; another one waits for the screen to show it. */
  busy = $state(false);
  #offered: number | undefined;

  constructor(
    readonly standing: () => Standing,
    /** The pack as the list has it by now. */
    readonly fresh: (pack: string) => PolicyRow | undefined,
    /** Shows what was kept. */
    readonly refresh: () => Promise<void>,
    /** Where everything can be changed. */
    readonly asText: () => void,
  ) {}

  /** Only the last step has a way back, and publishing takes it away. */
  withdraw(): void {
    if (this.#offered !== undefined) dismiss(this.#offered);
    this.#offered = undefined;
  }
  #offer(words: string, undo: () => void): void {
    this.withdraw();
    toast(words, { act: { label: t('undo'), run: undo }, undo: true });
    this.#offered = toasts.list.at(-1)?.id;
  }
  async #do(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      await work();
      return true;
    } catch (thrown) {
      toast(errorText(thrown), { kind: 'bad' });
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Changes the text in one place. Gives whether it was kept. */
  edit(make: Make, words: string): Promise<boolean> {
    const { toml } = this.standing();
    const next = toml === undefined ? null : make(toml);
    if (next !== null) return this.keep(next, words);
    toast(t('policy-edit-not-found'), { kind: 'bad', act: { label: t('policy-edit-text'), run: this.asText } });
    return Promise.resolve(false);
  }
  /** Keeps a whole text; the way back is the text before it, or no draft at all. */
  keep(toml: string, words: string): Promise<boolean> {
    const { row, toml: shown } = this.standing();
    if (!row) return Promise.resolve(false);
    const before = row.draft ? (shown ?? null) : null;
    return this.#do(async () => {
      await act('save_policy_draft', { id: row.id, toml, seen: row.draft?.saved_at ?? null });
      this.#offer(words, () => void this.#back(row.id, before));
      await this.refresh();
    });
  }
  drop(): Promise<boolean> {
    const { row, toml } = this.standing();
    if (!row?.draft || toml === undefined) return Promise.resolve(false);
    const { version } = row.draft;
    return this.#do(async () => {
      await act('drop_policy_draft', { id: row.id });
      this.#offer(t('policy-dropped', { version }), () => void this.#back(row.id, toml));
      await this.refresh();
    });
  }
  #back(pack: string, toml: string | null): Promise<boolean> {
    return this.#do(async () => {
      if (toml === null) await act('drop_policy_draft', { id: pack });
      else await act('save_policy_draft', { id: pack, toml, seen: this.fresh(pack)?.draft?.saved_at ?? null });
      await this.refresh();
    });
  }
}
