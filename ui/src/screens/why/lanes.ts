// The geometry of "why": each lane is one civil day from midnight to midnight, also on days of 23 and 25 hours, so a point is
// its share of that day. Leaves out drawing and wording.

import type { Lane, Span, Why } from '../../data/api.gen';
import { millis } from '../../kit/civil';

/** A stretch of a lane, 0 … 1. */
export interface Stretch {
  from: number;
  to: number;
}

/** A point of a lane with what it marks. */
export interface Pin {
  kind: 'notice' | 'now' | 'due' | 'reached' | 'stopped';
  x: number;
  at: string;
}

/** A lane ready to be drawn. */
export interface LaneShape {
  lane: Lane;
  open: Stretch[];
  /** Counted before now. */
  used: Stretch[];
  /** Will be counted. */
  ahead: Stretch[];
  paused: Stretch[];
  /** From where the sum ended while closed to the opening it moved to. */
  hop: Stretch | null;
  pins: Pin[];
}

function share(at: number, lane: Lane): number {
  const [start, end] = [millis(lane.starts), millis(lane.ends)];
  return Math.min(1, Math.max(0, (at - start) / (end - start)));
}

function stretch(span: Span, lane: Lane): Stretch {
  return { from: share(millis(span.from), lane), to: share(millis(span.to), lane) };
}

const within = (at: number, lane: Lane): boolean => at >= millis(lane.starts) && at < millis(lane.ends);

/** Shapes of all lanes at `now`. */
export function laneShapes(why: Why, now: string | number | Date): LaneShape[] {
  const at = millis(now);
  const until = why.clock.stopped ? Math.min(at, millis(why.clock.stopped)) : at;
  const reached = why.reached ? millis(why.reached) : null;
  const due = why.clock.due ? millis(why.clock.due) : null;
  return why.lanes.map((lane) => {
    const used: Stretch[] = [];
    const ahead: Stretch[] = [];
    for (const span of lane.counted) {
      const [from, to] = [millis(span.from), millis(span.to)];
      if (from < until) used.push({ from: share(from, lane), to: share(Math.min(to, until), lane) });
      if (to > until) ahead.push({ from: share(Math.max(from, until), lane), to: share(to, lane) });
    }
    let hop: Stretch | null = null;
    if (reached !== null && due !== null && due > reached) {
      const [from, to] = [Math.max(reached, millis(lane.starts)), Math.min(due, millis(lane.ends))];
      if (to > from) hop = { from: share(from, lane), to: share(to, lane) };
    }
    const pins: Pin[] = [];
    const pin = (kind: Pin['kind'], when: string | null): void => {
      if (when && !lane.until && within(millis(when), lane))
        pins.push({ kind, x: share(millis(when), lane), at: when });
    };
    pin('notice', why.clock.started);
    if (reached !== null && due !== null && due > reached) pin('reached', why.reached);
    pin('stopped', why.clock.stopped);
    if (!why.clock.stopped) pin('now', new Date(at).toISOString());
    // A due instant exactly at midnight ends the lane before it; it is drawn at that lane's end.
    if (due !== null && why.clock.due && !lane.until) {
      if (within(due, lane)) pins.push({ kind: 'due', x: share(due, lane), at: why.clock.due });
      else if (due === millis(lane.ends) && !why.lanes.some((other) => within(due, other)))
        pins.push({ kind: 'due', x: 1, at: why.clock.due });
    }
    return {
      lane,
      open: lane.open.map((s) => stretch(s, lane)),
      used: used.filter((s) => s.to > s.from),
      ahead: ahead.filter((s) => s.to > s.from),
      paused: lane.paused.map((s) => stretch(s, lane)).filter((s) => s.to > s.from),
      hop,
      pins,
    };
  });
}

/** Hours to write over the lanes: 0, 6, 12, 18, 24 and the hours at which the first day with an opening opens and closes. */
export function axisHours(why: Why): number[] {
  const hours = new Set([0, 6, 12, 18, 24]);
  const lane = why.lanes.find((l) => l.open.length > 0);
  if (lane) {
    for (const s of lane.open) {
      const shape = stretch(s, lane);
      for (const x of [shape.from, shape.to]) {
        const hour = Math.round(x * 24 * 4) / 4;
        if (Number.isInteger(hour) && ![...hours].some((h) => Math.abs(h - hour) < 1.5)) hours.add(hour);
      }
    }
  }
  return [...hours].sort((a, b) => a - b);
}

/** The sum of what the lanes say, in seconds: the same as `total` when nothing is folded away. */
export function sumOf(why: Why): number {
  return why.lanes.reduce((sum, lane) => sum + lane.seconds, 0);
}

/** All waiting left out, in seconds, up to `now` where it goes on; what overlaps counts once. */
export function waited(why: Why, now: string | number | Date): number {
  const spans = why.pauses
    .map((p) => ({ from: millis(p.from), to: p.to ? millis(p.to) : millis(now) }))
    .sort((a, b) => a.from - b.from);
  let [sum, until] = [0, -Infinity];
  for (const { from, to } of spans) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum / 1000;
}
