// Places short labels over a line so that none covers another: pins of the day, pins of a "why" lane. Pure geometry in
// thousandths of the line's width; what finds no room is left out and counted, never drawn over its neighbour.

/** A label that wants to stand at a point of a line. */
export interface Wish {
  /** 0 … 1 along the line. */
  at: number;
  /** Width of the text, as a share of the line. */
  width: number;
  /** Lower is placed first. */
  rank: number;
}

/** Where it stands: on which row, to which side of its point. */
export interface Place {
  row: number;
  side: 'right' | 'left';
}

/**
 * A place for each wish, null where there is none. `rows` are tried from 0 up; within a row first `prefer`, then the other side.
 * A label on a row also keeps clear of the stems of labels in the rows above it, which run down past it to the line.
 */
export function placeLabels(
  wishes: Wish[],
  rows: number,
  gap = 0.008,
  prefer: (wish: Wish) => Place['side'] = () => 'right',
): (Place | null)[] {
  const taken: { row: number; from: number; to: number }[] = [];
  const result: (Place | null)[] = wishes.map(() => null);
  const order = wishes.map((_, index) => index).sort((a, b) => (wishes[a]?.rank ?? 0) - (wishes[b]?.rank ?? 0));
  const stems: { row: number; at: number }[] = [];
  for (const index of order) {
    const wish = wishes[index];
    if (!wish) continue;
    const first = prefer(wish);
    const sides: Place['side'][] = first === 'right' ? ['right', 'left'] : ['left', 'right'];
    search: for (let row = 0; row < rows; row += 1) {
      for (const side of sides) {
        const from = side === 'right' ? wish.at : wish.at - wish.width;
        const to = side === 'right' ? wish.at + wish.width : wish.at;
        if (from < -0.001 || to > 1.001) continue;
        const covers = taken.some((t) => t.row === row && from < t.to + gap && to > t.from - gap);
        const crossed = stems.some(
          (s) => s.row < row && s.at > from - gap / 2 && s.at < to + gap / 2 && s.at !== wish.at,
        );
        const crosses = taken.some((t) => t.row > row && wish.at > t.from - gap / 2 && wish.at < t.to + gap / 2);
        if (covers || crossed || crosses) continue;
        taken.push({ row, from, to });
        stems.push({ row, at: wish.at });
        result[index] = { row, side };
        break search;
      }
    }
  }
  return result;
}

/** The width of a text in rem at a font size in rem: Han figures are square, the rest about 0.56 of the size. Errs on the wide side. */
export function textWidth(text: string, size: number): number {
  let width = 0;
  for (const char of text) width += (char.codePointAt(0) ?? 0) > 0x2e80 ? size : size * 0.58;
  return width;
}
