// The entries of a pack's lists in its text, such as the rows of a table: taken out, put in, moved, each with the comment right
// above it, and nothing else touched. Blank lines and comments that stand by themselves stay where they are.

import { linesOf, type Line } from './toml';

/** An entry with all that belongs to it: offsets of its first letter and behind its last line's end. */
interface Block {
  path: string;
  from: number;
  to: number;
  /** Offset behind the blank lines that follow. */
  gap: number;
  /** Offset behind the head. */
  head: number;
  /** Its own fields, in their order, without those of tables within it. */
  fields: { name: string; from: number; to: number }[];
  /** All of it could be read, and no table within it has a head of its own. */
  plain: boolean;
}

/** Every headed part of the text, in its order. */
function parts(text: string): Block[] {
  const lines = [...linesOf(text)];
  const made: Block[] = [];
  const after = (line: Line) => Math.min(line.end + 1, text.length);
  for (const [i, line] of lines.entries()) {
    const last = made.at(-1);
    if (line.kind === 'header') {
      let first = i;
      while (lines[first - 1]?.kind === 'comment') first -= 1;
      const from = lines[first]?.start ?? line.start;
      if (last && last.to > from) last.to = from;
      if (last && last.gap > from) last.gap = from;
      made.push({ path: line.path, from, to: after(line), gap: after(line), head: line.end, fields: [], plain: true });
    } else if (!last) continue;
    else if (line.kind === 'pair') {
      last.to = last.gap = after(line);
      last.fields.push({ name: /[^.]*$/.exec(line.path)?.[0] ?? '', from: line.start, to: line.end });
    } else if (line.kind === 'other') {
      last.to = last.gap = after(line);
      last.plain = false;
    } else if (line.kind === 'comment' && last.to === line.start) last.to = last.gap = after(line);
    else if (line.kind === 'blank' && last.gap === line.start) last.gap = after(line);
  }
  return made;
}

/** An entry with the tables within it. */
function blockOf(all: Block[], path: string): Block | null {
  const own = all.find((part) => part.path === path);
  if (!own) return null;
  const within = all.filter((part) => part.path.startsWith(`${path}.`));
  const last = within.at(-1) ?? own;
  return { ...own, to: last.to, gap: last.gap, plain: own.plain && within.length === 0 };
}

/** `tables[0].rows[2]` as list and place. */
function split(path: string): [list: string, place: number] | null {
  const found = /^(.*)\[(\d+)\]$/.exec(path);
  return found ? [found[1] ?? '', Number(found[2])] : null;
}

/** The list, the table or the value that a line belongs to, as far as one can be told: `tables[0].rows[2]`, `warranty`. */
export function pathAt(text: string, line: number): string {
  let path = '';
  for (const one of linesOf(text)) {
    if (one.line > line) break;
    if (one.kind === 'header') path = one.path;
  }
  return path;
}

/** The text without an entry. */
export function withoutEntry(text: string, path: string): string | null {
  const block = blockOf(parts(text), path);
  if (!block) return null;
  const rest = text.slice(block.gap);
  // The last one takes the blank lines before it along.
  const before = text.slice(0, block.from);
  return rest === '' ? before.replace(/\n\s*$/, '\n') : before + rest;
}

/** The text with an entry and the one beside it (`by` -1: before it) in each other's place. */
export function movedEntry(text: string, path: string, by: -1 | 1): string | null {
  const at = split(path);
  if (!at) return null;
  const all = parts(text);
  const pair = [blockOf(all, path), blockOf(all, `${at[0]}[${at[1] + by}]`)];
  const [a, b] = by < 0 ? [pair[1], pair[0]] : pair;
  if (!a || !b) return null;
  const own = (block: Block): string => text.slice(block.from, block.to).replace(/\n?$/, '\n');
  return text.slice(0, a.from) + own(b) + text.slice(a.to, b.from) + own(a) + text.slice(b.to);
}

/**
 * The text with a copy of an entry below it, with these fields as they are given here and without those that are null; a new
 * entry says that the desk chose it. Null when the entry can't be copied as it is written.
 */
export function copiedEntry(text: string, path: string, fields: Record<string, string | null> = {}): string | null {
  const block = blockOf(parts(text), path);
  if (!block?.plain) return null;
  const set: Record<string, string | null> = { basis: '"chosen"', reading: null, note: null, ...fields };
  const names = block.fields.map((field) => field.name);
  const lines = block.fields.flatMap(({ name, from, to }) => {
    const value = name in set ? set[name] : undefined;
    return value === undefined ? [text.slice(from, to)] : value === null ? [] : [`${name} = ${value}`];
  });
  for (const [name, value] of Object.entries(set))
    if (value !== null && !names.includes(name)) lines.push(`${name} = ${value}`);
  const head = /\[\[?[\w.-]+\]\]?/.exec(text.slice(block.from, block.head).split('\n').at(-1) ?? '')?.[0] ?? '';
  const body = text.slice(block.from, block.to).endsWith('\n') ? '' : '\n';
  return `${text.slice(0, block.to)}${body}\n${[head, ...lines].join('\n')}\n${text.slice(block.to)}`;
}
