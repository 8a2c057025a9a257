/**
 * Hours of the week by mouse: drag over empty hours to open them, a span's edge to resize it, its middle to move it; past midnight
 * one drags on into the row below. Only whole quarters; any minute can be typed.
 */
import { DAY, joined, opened, type Span } from './hours';

const SNAP = 15;

interface Drag {
  day: number;
  /** The end that stays, and the one that moves. */
  fixed: number;
  /** A span carried by its middle: where in it. */
  carry: { span: Span; grip: number } | null;
  /** The week without what is dragged. */
  rest: Span[][];
  start: number;
  /** The row of the next day, where the part after midnight is held. */
  tail: number | null;
  moved: boolean;
}

export class Dragging {
  /** What a drag would make of the week. */
  week: Span[][] | null = $state.raw(null);
  /** The day whose hours are being dragged. */
  day: number | null = $state(null);
  #drag: Drag | null = null;

  constructor(
    readonly row: (day: number) => HTMLElement | null,
    readonly put: (week: Span[][]) => void,
  ) {}

  /** Minute under the pointer, counted from midnight of row `d`; below that row, or on `tail` and below, it is the next day's. */
  #minute(event: PointerEvent, d: number, tail: number | null): number {
    const bar = this.row(tail ?? d)?.getBoundingClientRect();
    if (!bar) return 0;
    const x = Math.max(0, Math.min(1, (event.clientX - bar.left) / bar.width));
    const after = tail === null ? event.clientY > bar.bottom + 4 : event.clientY > bar.top - 4;
    return Math.round((x * DAY) / SNAP) * SNAP + (after ? DAY : 0);
  }

  /** Begins on row `d` of this week; gives the minute, or null where nothing begins. */
  down(event: PointerEvent, d: number, now: readonly (readonly Span[])[]): number | null {
    if (event.button !== 0 || !(event.target instanceof Element)) return null;
    const grip = event.target.closest<HTMLElement>('[data-grip]');
    const own = Number(grip?.dataset['day'] ?? d);
    const tail = own !== d ? d : null;
    const minute = this.#minute(event, own, tail);
    const week = now.map((spans) => [...spans]);
    const held = grip ? week[own]?.[Number(grip.dataset['span'])] : undefined;
    const without = week.map((spans, i) => (i === own ? spans.filter((s) => s !== held) : spans));
    const which = grip?.dataset['grip'];
    const base = { day: own, rest: held ? without : week, start: minute, tail, moved: false };
    if (held && which === 'open') this.#drag = { ...base, fixed: held.close, carry: null };
    else if (held && which === 'close') this.#drag = { ...base, fixed: held.open, carry: null };
    else if (held) this.#drag = { ...base, fixed: 0, carry: { span: held, grip: minute - held.open } };
    else this.#drag = { ...base, fixed: minute, carry: null };
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    event.preventDefault();
    return minute;
  }
  move(event: PointerEvent): void {
    const drag = this.#drag;
    if (!drag) return;
    const minute = this.#minute(event, drag.day, drag.tail);
    if (minute !== drag.start) drag.moved = true;
    if (!drag.moved) return;
    this.day = drag.day;
    let made: Span;
    if (drag.carry) {
      const { span, grip } = drag.carry;
      const long = span.close - span.open;
      const open = Math.max(0, Math.min(DAY - SNAP, Math.round((minute - grip) / SNAP) * SNAP));
      made = { open, close: open + long };
    } else {
      const [open, close] = minute < drag.fixed ? [minute, drag.fixed] : [drag.fixed, minute];
      made = { open: Math.min(open, DAY - SNAP), close: Math.min(close, open + DAY) };
    }
    this.week = made.close > made.open ? opened(drag.rest, drag.day, made.open, made.close) : drag.rest.map(joined);
  }
  up(): void {
    if (this.#drag?.moved && this.week) this.put(this.week);
    this.leave();
  }
  leave(): void {
    this.#drag = this.week = this.day = null;
  }
}
