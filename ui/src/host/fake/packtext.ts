/** The example packs as text, and a text of one as a pack: what the program's own reader does, as far as pictures and tests need it. */
import type { Amount, PolicyProblem } from '../../data/api.gen';
import { linesOf, written } from '../../screens/policies/toml';
import type { FakePack, Row, Table, Val, When } from './pack';

const q = (text: string): string => JSON.stringify(text);
const both = ([en, zh]: [string, string]): string => written({ en, zh });
const whenText = (when: When): string =>
  `{ ${Object.entries(when)
    .map(([fact, words]) => `${fact} = ${written(words)}`)
    .join(', ')} }`;
const flag = (word: string): boolean => word === 'true' || word === 'false';

/** How a clock's time is written. */
function measureText(a: Amount): string[] {
  if (a.type === 'share') return ['kind = "share"', `of = ${q(a.of)}`, `permille = ${a.permille}`];
  if (a.type !== 'measure') return [];
  const { kind, seconds, days } = a.measure;
  const much = seconds !== null ? `seconds = ${seconds}` : `days = ${days ?? 0}`;
  return kind === 'elapsed_service'
    ? ['kind = "elapsed"', much, 'on = "service"']
    : [`kind = ${q(kind)}`, much, `pauses = ${a.pauses}`];
}

/** The pack as text, in the order of the real ones. */
export function textOf(pack: FakePack, version: number): string {
  const out = [
    `# ${pack.name.en}: the published document as data. Each value says where it comes from.`,
    '',
    `id = ${q(pack.id)}`,
    `version = ${version}`,
    'effective = "2025-01-01T00:00:00+08:00"',
    `document = ${q(pack.document)}`,
    'languages = ["en", "zh"]',
    '',
    '[name]',
    `en = ${q(pack.name.en)}`,
    `zh = ${q(pack.name.zh)}`,
  ];
  for (const [id, en, zh] of pack.sections)
    out.push('', '[[sections]]', `id = ${q(id)}`, `title = { en = ${q(en)}, zh = ${q(zh)} }`);
  for (const [id, section, quote, zh] of pack.clauses)
    out.push('', '[[clauses]]', `id = ${q(id)}`, `section = ${q(section)}`, `quote = ${q(quote)}`, `zh = ${q(zh)}`);
  for (const value of pack.values) {
    const array = /^(.*)\[\d+\]$/.exec(value.key);
    const a = value.amount;
    out.push('', array ? `[[${array[1]}]]` : `[${value.key}]`);
    out.push(`${value.sort === 'clock' ? 'clock' : value.sort === 'rule' ? 'rule' : 'name'} = ${q(value.code)}`);
    if (value.when) out.push(`when = ${whenText(value.when)}`);
    if (value.sort === 'clock') out.push(...measureText(a));
    else if (a.type === 'period')
      out.push(
        ...(a.from ? [`from = ${q(a.from)}`] : []),
        a.months !== null ? `months = ${a.months}` : `days = ${a.days}`,
      );
    else if (a.type === 'number') out.push(`value = ${a.value}`, `unit = ${q(a.unit)}`);
    else if (a.type === 'flag') out.push(`on = ${a.on}`);
    out.push(
      `clause = ${q(value.clause)}`,
      `basis = ${q(value.stated ? 'stated' : 'chosen')}`,
      ...(value.reading ? [`reading = ${both(value.reading)}`] : []),
    );
  }
  for (const table of pack.tables) {
    out.push('', '[[tables]]', `id = ${q(table.id)}`, `decides = ${q(table.decides)}`);
    out.push(`title = ${both(table.title)}`, `inputs = ${written(table.inputs)}`);
    for (const row of table.rows) {
      const said = Object.entries(row.answer).map(
        ([key, value]) => `${key} = ${typeof value === 'string' && flag(value) ? value : written(value)}`,
      );
      out.push('', '[[tables.rows]]', `when = ${whenText(row.when)}`, `answer = { ${said.join(', ')} }`);
      out.push(`clause = ${q(row.clause)}`, `basis = ${q(row.stated ? 'stated' : 'chosen')}`);
      if (row.reading) out.push(`reading = ${both(row.reading)}`);
      if (row.note) out.push(`note = ${both(row.note)}`);
    }
  }
  return `${out.join('\n')}\n`;
}

type Literal = string | number | boolean | Literal[] | { [key: string]: Literal };
/** A literal as a value; throws where it is none. */
function valueOf(text: string): Literal {
  let i = 0;
  const skip = () => {
    while (/[\s,]/.test(text[i] ?? '')) i += 1;
  };
  const read = (): Literal => {
    skip();
    const c = text[i];
    if (c === '[' || c === '{') {
      i += 1;
      const list: Literal[] = [];
      const table: { [key: string]: Literal } = {};
      for (skip(); text[i] !== ']' && text[i] !== '}'; skip()) {
        if (i >= text.length) throw new Error('open');
        if (c === '[') list.push(read());
        else {
          const key = /^[\w-]+/.exec(text.slice(i))?.[0] ?? '';
          i += key.length;
          i += /^\s*=/.exec(text.slice(i))?.[0].length ?? 1;
          table[key] = read();
        }
      }
      i += 1;
      return c === '[' ? list : table;
    }
    const word = /^("(?:[^"\\]|\\.)*"|[\w.+:-]+)/.exec(text.slice(i))?.[0];
    if (!word) throw new Error('no literal');
    i += word.length;
    return JSON.parse(word) as Literal;
  };
  return read();
}

/** The fields of every part of a text, by its path, with the line of its head. */
function partsOf(toml: string): Map<string, { line: number; fields: Record<string, Literal> }> {
  const parts = new Map<string, { line: number; fields: Record<string, Literal> }>();
  for (const line of linesOf(toml)) {
    if (line.kind === 'header') parts.set(line.path, { line: line.line, fields: {} });
    if (line.kind !== 'pair') continue;
    const [, path, name] = /^(.*)\.([^.]+)$/.exec(line.path) ?? [];
    const part = parts.get(path ?? '');
    if (!part || !name) continue;
    try {
      part.fields[name] = valueOf(toml.slice(line.from, line.to));
    } catch {
      // The check names it.
    }
  }
  return parts;
}
type Fields = Record<string, Literal>;
const pair = (of: Literal | undefined): [string, string] | undefined => {
  const said = of as { en?: string; zh?: string } | undefined;
  return said?.en !== undefined ? [said.en, said.zh ?? ''] : undefined;
};

function rowOf(f: Fields): Row {
  const answer = Object.entries((f['answer'] ?? {}) as Record<string, Literal>).map(([key, value]) => [
    key,
    Array.isArray(value) ? (value as string[]) : String(value),
  ]);
  const [reading, note] = [pair(f['reading']), pair(f['note'])];
  return {
    when: (f['when'] ?? {}) as When,
    answer: Object.fromEntries(answer) as Row['answer'],
    clause: String(f['clause'] ?? ''),
    stated: f['basis'] === 'stated',
    ...(reading ? { reading } : {}),
    ...(note ? { note } : {}),
  };
}

/** The tables that a text has. */
export function tablesOf(pack: FakePack, toml: string): Table[] {
  const parts = [...partsOf(toml)];
  return parts
    .filter(([path]) => /^tables\[\d+\]$/.test(path))
    .map(([path, { fields: f }]) => ({
      id: String(f['id']),
      decides: String(f['decides']),
      title: pair(f['title']) ?? pack.tables[0]?.title ?? ['', ''],
      inputs: (f['inputs'] ?? []) as string[],
      rows: parts.filter(([of]) => of.startsWith(`${path}.rows[`)).map(([, part]) => rowOf(part.fields)),
    }));
}

function clockOf(key: string, f: Fields): Val {
  const [n, kind] = [Number(f['seconds'] ?? f['days'] ?? f['permille'] ?? 0), String(f['kind'])];
  const inDays = kind === 'business_days' || kind === 'natural_days';
  const amount: Amount =
    kind === 'share'
      ? { type: 'share', of: String(f['of']), permille: n }
      : {
          type: 'measure',
          measure: {
            kind: kind === 'elapsed' && f['on'] ? 'elapsed_service' : kind,
            seconds: inDays ? null : n,
            days: inDays ? n : null,
          },
          pauses: f['pauses'] !== false,
          warn: null,
        };
  const reading = pair(f['reading']);
  return {
    key,
    sort: 'clock',
    code: String(f['clock']),
    ...(f['when'] ? { when: f['when'] as When } : {}),
    amount,
    field: kind === 'share' ? 'permille' : inDays ? 'days' : 'seconds',
    clause: String(f['clause'] ?? ''),
    stated: f['basis'] === 'stated',
    ...(reading ? { reading } : {}),
  };
}

/** The values that a text has: clocks as they stand there, of the others what may be typed over. */
export function valuesOf(pack: FakePack, toml: string): Val[] {
  const parts = partsOf(toml);
  const clocks = [...parts]
    .filter(([path]) => /^clocks\[\d+\]$/.test(path))
    .map(([path, part]) => clockOf(path, part.fields));
  const others = pack.values.map((value): Val => {
    const next: Val = structuredClone(value);
    const fields = parts.get(value.key)?.fields ?? {};
    const reading = pair(fields['reading']);
    if (reading) next.reading = reading;
    const said = value.field ? fields[value.field] : undefined;
    const a = next.amount;
    if (a.type === 'period' && typeof said === 'number') Object.assign(a, { [value.field as string]: said });
    else if (a.type === 'number' && typeof said === 'number') a.value = said;
    else if (a.type === 'flag' && typeof said === 'boolean') a.on = said;
    return next;
  });
  // Clocks stand where the first of them stood.
  const at = others.findIndex((value) => value.sort === 'clock');
  const rest = others.filter((value) => value.sort !== 'clock');
  return at < 0 ? rest : [...rest.slice(0, at), ...clocks, ...rest.slice(at)];
}

/** Walks every combination of a table's inputs, as the program does. */
function walk(table: Table, words: Record<string, string[]>, found: (rows: number[], input: When) => void): void {
  const step = (i: number, given: Record<string, string>): void => {
    const fact = table.inputs[i];
    if (fact === undefined) {
      const rows = table.rows.flatMap((row, n) =>
        Object.entries(row.when).every(([f, w]) => w.includes(given[f] ?? '')) ? [n] : [],
      );
      found(rows, Object.fromEntries(Object.entries(given).map(([f, w]) => [f, [w]])));
      return;
    }
    for (const word of words[fact] ?? []) step(i + 1, { ...given, [fact]: word });
  };
  step(0, {});
}

/** What is wrong with the rows of a text's tables. */
function tableProblems(pack: FakePack, toml: string, words: Record<string, string[]>): PolicyProblem[] {
  const lines = partsOf(toml);
  const problems: PolicyProblem[] = [];
  for (const [t, table] of tablesOf(pack, toml).entries()) {
    const add = (path: string, code: string, args: Record<string, string>, input: When = {}) =>
      problems.push({
        line: lines.get(path)?.line ?? 1,
        column: 1,
        end: null,
        code,
        args: { table: table.id, ...args },
        input: Object.entries(input).map(([fact, values]) => ({ fact, values })),
      });
    const reached = new Set<number>();
    const seen = new Set<string>();
    let gaps = 0;
    walk(table, words, (rows, input) => {
      rows.forEach((n) => reached.add(n));
      const [first, second] = rows;
      if (first === undefined && (gaps += 1) <= 5) add(`tables[${t}]`, 'gap', {}, input);
      if (first === undefined || second === undefined || seen.has(`${first} ${second}`)) return;
      seen.add(`${first} ${second}`);
      add(`tables[${t}].rows[${second}]`, 'overlap', { first: String(first + 1), second: String(second + 1) }, input);
    });
    table.rows.forEach((row, n) => {
      if (!reached.has(n)) add(`tables[${t}].rows[${n}]`, 'unreachable', { row: String(n + 1) });
      if (Object.keys(row.answer).length === 0)
        add(`tables[${t}].rows[${n}]`, 'answer', { row: String(n + 1), decides: table.decides });
    });
  }
  return problems;
}

/** Whether a text with these problems can still be read. */
export const readable = (problems: PolicyProblem[]): boolean =>
  problems.every((p) => p.code !== 'unfinished' && p.code !== 'wrong_type');

/** What the example desk notices in a text; the program notices more. */
export function problemsOf(pack: FakePack, toml: string, words: Record<string, string[]>): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const known = new Set(pack.clauses.map((c) => c[0]));
  toml.split('\n').forEach((line, i) => {
    const add = (column: number, end: number | null, code: string, args: Record<string, string> = {}) =>
      problems.push({ line: i + 1, column, end, code, args, input: [] });
    if (!/^\s*(#.*|\[\[?[\w.-]+\]\]?|[\w-]+\s*=\s*\S.*|)$/.test(line))
      add(1, line.length + 1, 'unfinished', {
        wanted: '=',
        detail: 'key with no value, expected `=`',
      });
    const clause = /^clause = "([^"]*)"/.exec(line);
    if (clause?.[1] !== undefined && !known.has(clause[1]))
      add(10, 12 + clause[1].length, 'no_clause', { clause: clause[1] });
    const amount = /^(seconds|days|months|value|permille) = (.*)$/.exec(line);
    if (amount && !/^\d+$/.test(amount[2] ?? ''))
      add((amount[1] ?? '').length + 4, line.length + 1, 'wrong_type', {
        found: 'text',
        wanted: 'number',
        detail: 'invalid type: string, expected u32',
      });
    const cause = /cause = \[([^\]]*)\]/.exec(line);
    for (const word of cause?.[1]?.match(/"(\w+)"/g) ?? [])
      if (!pack.facts['cause']?.includes(word.slice(1, -1)))
        add(line.indexOf(word) + 1, line.indexOf(word) + word.length + 1, 'no_word', {
          fact: 'cause',
          word: word.slice(1, -1),
        });
  });
  if (readable(problems)) problems.push(...tableProblems(pack, toml, words));
  return problems.sort((a, b) => a.line - b.line);
}
