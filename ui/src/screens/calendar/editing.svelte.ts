/**
 * One calendar being edited: what stands, what the desk made of it, and the way back step by step. Nothing is in force before it
 * is saved; see `keeping` for how the edits outlive the window. When somebody saves meanwhile, both stand until the reader says
 * which; see `spec.ts` for how they come together.
 */
import type { CalendarDraft, CalendarEdits, CalendarPage } from '../../data/api.gen';
import { bookOf, changes, count, merged, neverOpens, type Changes } from './spec';

const text = (draft: CalendarDraft): string =>
  JSON.stringify([draft.zone, draft.weekly, [...draft.days].sort((a, b) => (a.date < b.date ? -1 : 1)), draft.years]);

/** Years of the published data need not stand in a draft: without them, equal calendars are equal. */
const without = (draft: CalendarDraft, published: number[]): CalendarDraft => ({
  ...draft,
  years: draft.years.filter((year) => !published.includes(year)),
});
const plain = (page: CalendarPage): CalendarPage => ({
  ...page,
  draft: without(page.draft, page.published),
  own: without(page.own, page.published),
});

export class Editing {
  /** As read from the desk. */
  page = $state.raw() as CalendarPage;
  /** As somebody else saved it while this was being edited. */
  theirs: CalendarPage | null = $state.raw(null);
  draft = $state.raw() as CalendarDraft;
  #before: CalendarDraft[] = $state.raw([]);
  #after: CalendarDraft[] = $state.raw([]);

  constructor(page: CalendarPage) {
    this.page = plain(page);
    this.draft = this.page.draft;
  }

  readonly book = $derived(bookOf(this.draft));
  readonly own = $derived(bookOf(this.page.own));
  readonly saved = $derived(bookOf(this.page.draft));
  readonly dirty = $derived(text(this.draft) !== text(this.page.draft));
  readonly isOwn = $derived(text(this.draft) === text(this.page.own));
  readonly mine: Changes = $derived(changes(this.page.draft, this.draft));
  readonly changed = $derived(count(this.mine));
  readonly never = $derived(neverOpens(this.draft));
  get canUndo(): boolean {
    return this.#before.length > 0;
  }
  get canRedo(): boolean {
    return this.#after.length > 0;
  }

  /** What the calls take: none for the pack's own. */
  readonly toSend: CalendarDraft | null = $derived(this.isOwn ? null : this.draft);

  /** The edits to be kept; none where there are none. */
  get edits(): Omit<CalendarEdits, 'reason'> | null {
    return this.dirty ? { revision: this.page.line.revision, from: this.page.draft, draft: this.draft } : null;
  }
  /** Goes on with edits that were kept. What was saved since then stands against them, as if it had been saved just now. */
  resume(kept: CalendarEdits): void {
    const now = this.page;
    const from = without(kept.from, now.published);
    if (kept.revision !== now.line.revision || text(from) !== text(now.draft)) {
      this.theirs = now;
      this.page = { ...now, line: { ...now.line, revision: kept.revision }, draft: from };
      this.draft = from;
    }
    this.edit(without(kept.draft, now.published));
    // All that was edited is in force by now.
    if (this.theirs && text(this.theirs.draft) === text(this.draft)) this.begin(this.theirs);
  }

  edit(next: CalendarDraft): void {
    if (text(next) === text(this.draft)) return;
    this.#before = [...this.#before, this.draft].slice(-200);
    this.#after = [];
    this.draft = next;
  }
  undo(): void {
    const last = this.#before.at(-1);
    if (!last) return;
    this.#before = this.#before.slice(0, -1);
    this.#after = [...this.#after, this.draft];
    this.draft = last;
  }
  redo(): void {
    const last = this.#after.at(-1);
    if (!last) return;
    this.#after = this.#after.slice(0, -1);
    this.#before = [...this.#before, this.draft];
    this.draft = last;
  }
  /** All edits go, undo brings them back. */
  discard(): void {
    this.edit(this.page.draft);
  }

  /** A fresh answer: taken at once where nothing was edited, else kept beside the edits. */
  read(answer: CalendarPage): void {
    const page = plain(answer);
    // Saved from here, or the same from elsewhere.
    if (text(page.draft) === text(this.draft) && this.dirty) this.begin(page);
    else if (page.line.revision === this.page.line.revision) {
      this.page = page;
      this.theirs = null;
    } else if (this.dirty) this.theirs = page;
    else this.begin(page);
  }
  begin(page: CalendarPage): void {
    this.page = page;
    this.draft = page.draft;
    this.theirs = null;
    this.#before = [];
    this.#after = [];
  }

  /** Which of my changes they changed too. */
  readonly clash = $derived(this.theirs ? merged(this.page.draft, this.draft, this.theirs.draft).both : null);
  /** Mine stand on theirs. */
  join(): void {
    if (!this.theirs) return;
    const { draft } = merged(this.page.draft, this.draft, this.theirs.draft);
    const page = this.theirs;
    this.begin(page);
    this.edit(draft);
  }
}
