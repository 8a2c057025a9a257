// The text of a pack, line by line, and single values in it: found, replaced, put in, taken out, so that everything else in the
// text stays as it was written: comments, order, spaces. Knows as much of TOML as packs use; what it can't find is edited as
// text instead.

/** Where a value stands: offsets into the text, line and column from 1. */
export interface Place {
  from: number;
  to: number;
  line: number;
  column: number;
}

/** A line that says something, from its first letter to the end of what it says. */
export type Line =
  /** `[warranty]`, `[[clocks]]`; `path` has its place in its list, as in `tables[0].rows[2]`. */
  | { kind: 'header'; path: string; line: number; start: number; end: number }
  /** `seconds = 7200`: `path` is the field's, `from` and `to` its value. */
  | { kind: 'pair'; path: string; line: number; start: number; from: number; to: number; end: number }
  /** `other` is what this file can't read. */
  | { kind: 'comment' | 'blank' | 'other'; line: number; start: number; end: number };

const HEADER = /^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$/;
const PAIR = /^(\s*)([\w-]+|"[^"]*")(\s*=\s*)/;

/** The end of the literal that begins at `from`, or `from` when there is none. */
function literalEnd(text: string, from: number): number {
  const c = text[from];
  if (c === '"' || c === "'") {
    const long = c.repeat(3);
    if (text.startsWith(long, from)) {
      const close = text.indexOf(long, from + 3);
      return close < 0 ? text.length : close + 3;
    }
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
      else if (d === '#') i = (text.indexOf('\n', i) + 1 || text.length + 1) - 1;
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

const lineEnd = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** Every line; a value of several lines is one. */
export function* linesOf(text: string): Generator<Line> {
  const counts = new Map<string, number>();
  let here = '';
  let start = 0;
  for (let line = 1; start < text.length; line += 1) {
    let end = lineEnd(text, start);
    const words = text.slice(start, end);
    const header = HEADER.exec(words);
    const pair = header ? null : PAIR.exec(words);
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
      yield { kind: 'header', path, line, start, end };
    } else if (pair) {
      const name = (pair[2] ?? '').replaceAll('"', '');
      const from = start + pair[0].length;
      const to = literalEnd(text, from);
      end = lineEnd(text, to);
      yield { kind: 'pair', path: here ? `${here}.${name}` : name, line, start, from, to, end };
      line += text.slice(start, end).split('\n').length - 1;
    } else {
      const said = words.trim();
      yield { kind: said === '' ? 'blank' : said.startsWith('#') ? 'comment' : 'other', line, start, end };
    }
    start = end + 1;
  }
}

/** A pair within an inline table: its name's offset, and its value's. */
interface Inner {
  name: number;
  from: number;
  to: number;
}

/** The pairs of the inline table that begins at `from`; null when it is none. */
function insideOf(text: string, from: number): Map<string, Inner> | null {
  if (text[from] !== '{') return null;
  const end = literalEnd(text, from);
  const found = new Map<string, Inner>();
  let i = from + 1;
  while (i < end) {
    const pair = /^([\s,]*)([\w-]+|"[^"]*")\s*=\s*/.exec(text.slice(i, end));
    if (!pair) break;
    const start = i + pair[0].length;
    const stop = literalEnd(text, start);
    if (stop === start) return null;
    found.set((pair[2] ?? '').replaceAll('"', ''), { name: i + (pair[1] ?? '').length, from: start, to: stop });
    i = stop;
  }
  return found;
}

/** Finds `field` of the table or inline table `key`, such as `clocks[2]` and `seconds`, `returns.window` and `days`. */
export function placeOf(text: string, key: string, field: string): Place | null {
  for (const line of linesOf(text)) {
    if (line.kind !== 'pair') continue;
    let found: { from: number; to: number } | undefined;
    if (line.path === `${key}.${field}` && line.to > line.from) found = line;
    else if (line.path === key) found = insideOf(text, line.from)?.get(field);
    if (!found) continue;
    const before = text.slice(line.start, found.from);
    return {
      from: found.from,
      to: found.to,
      line: line.line + (before.split('\n').length - 1),
      column: found.from - line.start + 1,
    };
  }
  return null;
}

/** The literal that stands there. */
export function literal(text: string, key: string, field: string): string | null {
  const place = placeOf(text, key, field);
  return place ? text.slice(place.from, place.to) : null;
}

/** What is written for a value. */
export type Writable = number | boolean | string | string[] | { en: string; zh: string };
export function written(value: Writable): string {
  if (Array.isArray(value)) return `[${value.map((one) => JSON.stringify(one)).join(', ')}]`;
  if (typeof value === 'object') return `{ en = ${JSON.stringify(value.en)}, zh = ${JSON.stringify(value.zh)} }`;
  return JSON.stringify(value);
}

const nameOf = (path: string): string => /[^.]*$/.exec(path)?.[0] ?? '';
/** Fields that say what an entry is. */
const NAMES = new Set(['clock', 'id', 'form']);

const cut = (text: string, from: number, to: number, by = ''): string => text.slice(0, from) + by + text.slice(to);

/** The text with this value, or null when it does not stand in the text. */
export function withValue(text: string, key: string, field: string, value: Writable): string | null {
  const place = placeOf(text, key, field);
  return place && cut(text, place.from, place.to, written(value));
}

/**
 * The text with this value, put in where it did not stand: into the inline table or the table `key`, or with an inline table of
 * its own below the head of what `key` is part of. Null when there is no such place.
 */
export function putValue(text: string, key: string, field: string, value: Writable): string | null {
  const replaced = withValue(text, key, field, value);
  if (replaced !== null) return replaced;
  const pair = `${field} = ${written(value)}`;
  const [, parent = '', name = ''] = /^(.*)\.([^.]+)$/.exec(key) ?? [];
  let last: Line | undefined;
  let around: Line | undefined;
  for (const line of linesOf(text)) {
    if (line.kind === 'pair' && line.path === key) {
      if (text[line.from] !== '{') return null;
      const inner = [...(insideOf(text, line.from)?.values() ?? [])].at(-1);
      return inner ? cut(text, inner.to, inner.to, `, ${pair}`) : cut(text, line.from, line.to, `{ ${pair} }`);
    }
    if (line.kind === 'header' && line.path === key) last = line;
    else if (line.kind === 'header' && line.path === parent) around = line;
    else if (line.kind === 'pair' && last && line.path === `${key}.${nameOf(line.path)}`) last = line;
    // Below the field that says what it is, where there is one.
    else if (line.kind === 'pair' && around?.kind === 'header' && NAMES.has(nameOf(line.path)))
      if (line.path === `${parent}.${nameOf(line.path)}`) around = line;
  }
  if (last) return cut(text, last.end, last.end, `\n${pair}`);
  return around && name ? cut(text, around.end, around.end, `\n${name} = { ${pair} }`) : null;
}

/** The text without this value, or null when it does not stand there. An inline table that is empty then goes too. */
export function dropValue(text: string, key: string, field: string): string | null {
  for (const line of linesOf(text)) {
    if (line.kind !== 'pair') continue;
    if (line.path === `${key}.${field}`) return cut(text, line.start, Math.min(line.end + 1, text.length));
    if (line.path !== key) continue;
    const inner = insideOf(text, line.from);
    const found = inner?.get(field);
    if (!inner || !found) continue;
    if (inner.size === 1) return cut(text, line.start, Math.min(line.end + 1, text.length));
    const after = /^\s*,\s*/.exec(text.slice(found.to))?.[0].length;
    const before = /,\s*$/.exec(text.slice(0, found.name))?.[0].length ?? 0;
    return after === undefined ? cut(text, found.name - before, found.to) : cut(text, found.name, found.to + after);
  }
  return null;
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
