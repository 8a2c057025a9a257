// Finds one value in the text of a pack and replaces it there, so that everything else in the text stays as it was
// written: comments, order, spaces. Knows as much of TOML as packs use; what it can't find is edited as text instead.

/** Where a value stands: offsets into the text, line and column from 1. */
export interface Place {
  from: number;
  to: number;
  line: number;
  column: number;
}

const HEADER = /^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$/;
const PAIR = /^(\s*)([\w-]+|"[^"]*")(\s*=\s*)/;

/** The end of the literal that begins at `from`, or `from` when there is none. */
function literalEnd(text: string, from: number): number {
  const c = text[from];
  if (c === '"' || c === "'") {
    for (let i = from + 1; i < text.length; i += 1) {
      if (text[i] === '\\' && c === '"') i += 1;
      else if (text[i] === c) return i + 1;
      else if (text[i] === '\n') return from;
    }
    return from;
  }
  if (c === '{' || c === '[') {
    let depth = 0;
    for (let i = from; i < text.length; i += 1) {
      const d = text[i];
      if (d === '"' || d === "'") i = Math.max(i, literalEnd(text, i) - 1);
      else if (d === '{' || d === '[') depth += 1;
      else if (d === '}' || d === ']') {
        depth -= 1;
        if (depth === 0) return i + 1;
      }
    }
    return from;
  }
  return from + (/^[^\s,}\]#]+/.exec(text.slice(from, from + 80))?.[0].length ?? 0);
}

/** The value of `field` in the inline table that begins at `from`. */
function inside(text: string, from: number, field: string): [number, number] | null {
  const end = literalEnd(text, from);
  let i = from + 1;
  while (i < end) {
    const pair = /^[\s,]*([\w-]+|"[^"]*")\s*=\s*/.exec(text.slice(i, end));
    if (!pair) return null;
    const start = i + pair[0].length;
    const stop = literalEnd(text, start);
    if (stop === start) return null;
    if (pair[1]?.replaceAll('"', '') === field) return [start, stop];
    i = stop;
  }
  return null;
}

/** Finds `field` of the table or inline table `key`, such as `clocks[2]` and `seconds`, `returns.window` and `days`. */
export function placeOf(text: string, key: string, field: string): Place | null {
  const wanted = `${key}.${field}`;
  const counts = new Map<string, number>();
  let here = '';
  let offset = 0;
  let skip = 0;
  for (const [n, line] of text.split('\n').entries()) {
    const start = offset;
    offset += line.length + 1;
    if (start < skip) continue;
    const header = HEADER.exec(line);
    if (header?.[2]) {
      // A table within an array of tables belongs to the last one of it.
      const parts = header[2].split('.');
      let path = '';
      for (const [i, part] of parts.entries()) {
        path = path ? `${path}.${part}` : part;
        const last = i === parts.length - 1;
        if (last && header[1] === '[[') counts.set(path, (counts.get(path) ?? -1) + 1);
        const count = counts.get(path);
        if (count !== undefined) path = `${path}[${count}]`;
      }
      here = path;
      continue;
    }
    const pair = PAIR.exec(line);
    if (!pair) continue;
    const name = (pair[2] ?? '').replaceAll('"', '');
    const path = here ? `${here}.${name}` : name;
    const from = start + pair[0].length;
    const to = literalEnd(text, from);
    if (text.startsWith('"""', from)) skip = (text.indexOf('"""', from + 3) + 1 || text.length) + 2;
    else skip = to;
    let found: [number, number] | null = null;
    if (path === wanted && to > from) found = [from, to];
    else if (path === key && text[from] === '{') found = inside(text, from, field);
    if (found) {
      const before = text.slice(start, found[0]);
      return {
        from: found[0],
        to: found[1],
        line: n + 1 + (before.split('\n').length - 1),
        column: found[0] - start + 1,
      };
    }
  }
  return null;
}

/** The literal that stands there. */
export function literal(text: string, key: string, field: string): string | null {
  const place = placeOf(text, key, field);
  return place ? text.slice(place.from, place.to) : null;
}

const quoted = (value: string): string => JSON.stringify(value);

/** The text with this value, or null when it does not stand in the text. */
export function withValue(
  text: string,
  key: string,
  field: string,
  value: number | boolean | { en: string; zh: string },
): string | null {
  const place = placeOf(text, key, field);
  if (!place) return null;
  const written = typeof value === 'object' ? `{ en = ${quoted(value.en)}, zh = ${quoted(value.zh)} }` : String(value);
  return text.slice(0, place.from) + written + text.slice(place.to);
}

/** The offset of a line and column, both from 1; the text's end when it has no such line. */
export function offsetOf(text: string, line: number, column: number): number {
  let at = 0;
  for (let n = 1; n < line; n += 1) {
    const next = text.indexOf('\n', at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  const end = text.indexOf('\n', at);
  return Math.min(at + column - 1, end < 0 ? text.length : end);
}
