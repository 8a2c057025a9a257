import { describe, expect, it } from 'vitest';
import { placeLabels, textWidth, type Wish } from './labels';

const wish = (at: number, width = 0.1, rank = 0): Wish => ({ at, width, rank });

describe('labels over a line', () => {
  it('stand to the right of their point while there is room', () => {
    expect(placeLabels([wish(0.1), wish(0.5)], 2)).toEqual([
      { row: 0, side: 'right' },
      { row: 0, side: 'right' },
    ]);
  });
  it('turn to the left at the end of the line', () => {
    expect(placeLabels([wish(0.95)], 1)).toEqual([{ row: 0, side: 'left' }]);
  });
  it('never cover one another, whatever is asked', () => {
    const wishes = Array.from({ length: 40 }, (_, i) => wish(((i * 37) % 101) / 101, 0.08 + (i % 3) * 0.03, i));
    const places = placeLabels(wishes, 3);
    const spans = places.flatMap((p, i) => {
      const w = wishes[i];
      if (!p || !w) return [];
      return [
        {
          row: p.row,
          from: p.side === 'right' ? w.at : w.at - w.width,
          to: p.side === 'right' ? w.at + w.width : w.at,
        },
      ];
    });
    expect(spans.length).toBeGreaterThan(5);
    for (const [i, a] of spans.entries()) {
      for (const b of spans.slice(i + 1)) expect(a.row === b.row && a.from < b.to && b.from < a.to).toBe(false);
    }
  });
  it('leave out the less urgent one when there is no room', () => {
    const places = placeLabels([wish(0.5, 0.6, 2), wish(0.5, 0.45, 1)], 1);
    expect(places).toEqual([null, { row: 0, side: 'right' }]);
  });
  it('keep clear of stems that run past them', () => {
    // The second is in row 1; its right side would be crossed by the stem of the first.
    const places = placeLabels([wish(0.55, 0.2, 0), wish(0.5, 0.2, 1)], 2);
    expect(places[0]).toEqual({ row: 0, side: 'right' });
    expect(places[1]).toEqual({ row: 0, side: 'left' });
  });
  it('measure Han text as square', () => {
    expect(textWidth('周三', 1)).toBe(2);
    expect(textWidth('ab', 1)).toBeCloseTo(1.16);
  });
});
