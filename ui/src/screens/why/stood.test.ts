import { describe, expect, it } from 'vitest';
import type { TimelineEntry } from '../../data/api.gen';
import { moments, stepped } from './stood';

const entry = (at: string): TimelineEntry => ({ at }) as TimelineEntry;
const [a, b, c] = ['2026-11-20T02:12:00Z', '2026-11-20T02:40:00Z', '2026-11-23T01:24:00Z'];
const all = [a, b, c] as string[];

describe('as it stood', () => {
  it('steps over each instant once, in the order of time, late entries too', () => {
    expect(moments([entry(b ?? ''), entry(c ?? ''), entry(b ?? ''), entry(a ?? '')])).toEqual(all);
  });
  it('goes back from now to the last event, and from the last one on to now', () => {
    expect(stepped(all, null, -1)).toBe(c);
    expect(stepped(all, c ?? null, -1)).toBe(b);
    expect(stepped(all, a ?? null, -1)).toBeUndefined();
    expect(stepped(all, b ?? null, 1)).toBe(c);
    expect(stepped(all, c ?? null, 1)).toBeNull();
    expect(stepped(all, null, 1)).toBeUndefined();
  });
  it('steps from an instant between events', () => {
    expect(stepped(all, '2026-11-21T00:00:00Z', -1)).toBe(b);
    expect(stepped(all, '2026-11-21T00:00:00Z', 1)).toBe(c);
  });
});
