// Rows and targets in the texts of the packs that ship: changed, added, removed, moved, and everything else letter by letter as
// it was; and what differs between two versions of a table.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Condition, PolicyView, TableRow, TableView } from '../../src/data/api.gen';
import { packs } from '../../src/host/fake/packs';
import { wordsOf } from '../../src/host/fake/pack';
import { problemsOf, readable, tablesOf, textOf, valuesOf } from '../../src/host/fake/packtext';
import { copiedEntry, movedEntry, pathAt, withoutEntry } from '../../src/screens/policies/blocks';
import { withAnswer, withRowBelow, withSource, withTargetBelow, withWhen } from '../../src/screens/policies/edit';
import { countOf, pairsOf, partsOf, tablesAgainst } from '../../src/screens/policies/rows';
import { dropValue, linesOf, literal, putValue } from '../../src/screens/policies/toml';

const folder = join(import.meta.dirname, '../../../src-tauri/crates/core/packs');
const shipped = readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const);
/** The entries of a text: rows of tables and targets of clocks. */
const entries = (toml: string): string[] =>
  [...linesOf(toml)].flatMap((line) =>
    line.kind === 'header' && /^(tables\[\d+\]\.rows|clocks)\[\d+\]$/.test(line.path) ? [line.path] : [],
  );
/** What is in one text and not in the other, line by line, with how often. */
function lost(from: string, to: string): string[] {
  const left = new Map<string, number>();
  for (const line of to.split('\n')) left.set(line, (left.get(line) ?? 0) + 1);
  return from.split('\n').filter((line) => {
    const n = left.get(line) ?? 0;
    left.set(line, n - 1);
    return n <= 0;
  });
}

describe.each(shipped)('%s', (_, toml) => {
  const all = entries(toml);
  // Every third of them, and the last: a text has many that are alike.
  const some = all.filter((_path, i) => i % 3 === 0 || i === all.length - 1);
  it('is read to its end: every line is one of those known', () => {
    expect(all.length).toBeGreaterThan(4);
    const unknown = [...linesOf(toml)].filter((line) => line.kind === 'other');
    expect(unknown).toEqual([]);
    const last = [...linesOf(toml)].at(-1);
    expect(last?.end).toBeGreaterThanOrEqual(toml.length - 1);
    for (const path of all) expect(literal(toml, path, 'clause'), path).toMatch(/^"[A-Z]+-\d+"$/);
  });
  it('loses an entry and nothing else, and has it again where it was', () => {
    for (const path of some) {
      const without = withoutEntry(toml, path) as string;
      expect(entries(without)).toHaveLength(all.length - 1);
      // Only lines of the entry are gone, and the one blank line that parted it from the next.
      expect(lost(without, toml), path).toEqual([]);
      expect(lost(toml, without).filter((line) => line === '').length, path).toBeLessThanOrEqual(1);
    }
  });
  it('moves an entry there and back again', () => {
    for (const path of some) {
      const down = movedEntry(toml, path, 1);
      if (down === null) continue;
      expect(down).not.toBe(toml);
      expect(lost(toml, down), path).toEqual([]);
      const [, list = '', n = ''] = /^(.*)\[(\d+)\]$/.exec(path) ?? [];
      expect(movedEntry(down, `${list}[${Number(n) + 1}]`, -1), path).toBe(toml);
      expect(literal(down, `${list}[${Number(n) + 1}]`, 'reading')).toBe(literal(toml, path, 'reading'));
    }
    expect(movedEntry(toml, 'clocks[0]', -1)).toBeNull();
  });
  it('gets a copy below an entry, chosen by the desk, without its words', () => {
    for (const path of some) {
      const made = copiedEntry(toml, path) as string;
      const [, list = '', n = ''] = /^(.*)\[(\d+)\]$/.exec(path) ?? [];
      const copy = `${list}[${Number(n) + 1}]`;
      expect(lost(toml, made), path).toEqual([]);
      expect(literal(made, copy, 'clause')).toBe(literal(toml, path, 'clause'));
      expect(literal(made, copy, 'basis')).toBe('"chosen"');
      expect([literal(made, copy, 'reading'), literal(made, copy, 'note')]).toEqual([null, null]);
      expect(withoutEntry(made, copy), path).toBe(toml);
    }
  });
  it('says another word in one place', () => {
    for (const path of some) {
      const made = withWhen(toml, path, 'urgency', ['low', 'high']) as string;
      expect(literal(made, `${path}.when`, 'urgency')).toBe('["low", "high"]');
      expect(lost(toml, made).length, path).toBeLessThanOrEqual(1);
      // What was there is there again, as it was written.
      if (literal(toml, `${path}.when`, 'urgency') === null)
        expect(withWhen(made, path, 'urgency', null), path).toBe(toml);
    }
  });
  it('knows the entry that a line belongs to', () => {
    for (const path of some) {
      const head = [...linesOf(toml)].find((line) => line.kind === 'header' && line.path === path);
      expect(pathAt(toml, (head?.line ?? 0) + 1)).toBe(path);
    }
  });
});

const TOML = `# The rules.

[[clocks]]
clock = "solution"
seconds = 1

# About the table.
[[tables]]
id = "t"

# The first row.
[[tables.rows]]
when = { cause = ["a", "b"], warranty = ["in"] } # both
answer = { charge = "free", labour = false }
clause = "X-1"
basis = "stated"
reading = { en = "one", zh = "一" }

# By itself.

[[tables.rows]]
answer = { remedies = [
  "repair", # as ever ]
  "parts",
] }
clause = "X-2"
# its end
basis = "chosen"

[[tables.rows]]
clause = "X-3"
basis = "stated"
[tables.rows.when]
cause = ["c"]
[tables.rows.answer]
charge = "paid"
[warranty]
on = true
`;
const row = (n: number) => `tables[0].rows[${n}]`;

describe('an entry in a text', () => {
  it('takes the comment right above it along, and leaves the others', () => {
    const moved = movedEntry(TOML, row(0), 1) as string;
    expect(moved.indexOf('X-2')).toBeLessThan(moved.indexOf('# By itself.'));
    expect(moved).toContain('# The first row.\n[[tables.rows]]\nwhen');
    expect(moved.indexOf('# The first row.')).toBeGreaterThan(moved.indexOf('# By itself.'));
    const without = withoutEntry(TOML, row(0)) as string;
    expect(without).not.toContain('# The first row.');
    expect(without).toContain('id = "t"\n\n# By itself.\n\n[[tables.rows]]');
  });
  it('goes with the tables below it, and is not copied with them', () => {
    const without = withoutEntry(TOML, row(2)) as string;
    expect(without).not.toContain('"paid"');
    expect(without).toContain('basis = "chosen"\n\n[warranty]');
    expect(copiedEntry(TOML, row(2))).toBeNull();
    const moved = movedEntry(TOML, row(2), -1) as string;
    expect(literal(moved, `${row(1)}.answer`, 'charge')).toBe('"paid"');
    expect(literal(moved, row(2), 'clause')).toBe('"X-2"');
  });
  it('is not there when it is not', () => {
    expect(withoutEntry(TOML, row(9))).toBeNull();
    expect(movedEntry(TOML, row(2), 1)).toBeNull();
    expect(putValue(TOML, 'tables[4].rows[0].when', 'cause', ['a'])).toBeNull();
    expect(dropValue(TOML, row(0), 'note')).toBeNull();
  });
});

describe('a field of an entry', () => {
  it('is put in where it did not stand: into its inline table, its table, or one of its own', () => {
    expect(withWhen(TOML, row(0), 'service', ['repair'])).toContain('warranty = ["in"], service = ["repair"] } # both');
    expect(withWhen(TOML, row(1), 'cause', ['a'])).toContain('[[tables.rows]]\nwhen = { cause = ["a"] }\nanswer');
    expect(withWhen(TOML, row(2), 'warranty', ['out'])).toContain(
      'cause = ["c"]\nwarranty = ["out"]\n[tables.rows.answer]',
    );
    // Below the field that says which clock it is.
    expect(withWhen(TOML, 'clocks[0]', 'channel', ['mail'])).toContain(
      'clock = "solution"\nwhen = { channel = ["mail"] }\nseconds = 1',
    );
    expect(putValue(TOML, row(0), 'note', { en: 'n', zh: '注' })).toContain(
      'zh = "一" }\nnote = { en = "n", zh = "注" }\n\n# By itself.',
    );
  });
  it('goes, and takes its comma or an empty condition along', () => {
    expect(withWhen(TOML, row(0), 'cause', null)).toContain('when = { warranty = ["in"] } # both');
    expect(withWhen(TOML, row(0), 'warranty', null)).toContain('when = { cause = ["a", "b"] } # both');
    const none = withWhen(withWhen(TOML, row(0), 'cause', null) as string, row(0), 'warranty', null) as string;
    expect(none).toContain('[[tables.rows]]\nanswer = { charge = "free"');
    expect(withWhen(TOML, row(1), 'cause', null)).toBe(TOML);
  });
  it('answers with a word, a flag or several', () => {
    const part = (key: string, words: string[], many = false) => ({ key, words, many, needed: true });
    expect(withAnswer(TOML, row(0), part('charge', ['free', 'paid']), ['paid'])).toContain('charge = "paid", labour');
    expect(withAnswer(TOML, row(0), part('labour', ['true', 'false']), ['true'])).toContain('labour = true }');
    expect(withAnswer(TOML, row(0), part('labour', ['true', 'false']), [])).toContain('answer = { charge = "free" }');
    expect(withAnswer(TOML, row(1), part('remedies', ['repair'], true), ['repair'])).toContain(
      'answer = { remedies = ["repair"] }',
    );
  });
  it('says where a row comes from; words in one language stand for both', () => {
    const was = { clause: 'X-1', stated: true, reading: { en: 'one', zh: '一' }, note: { en: '', zh: '' } };
    const made = withSource(TOML, row(0), was, {
      clause: 'X-3',
      stated: false,
      reading: { en: '', zh: '' },
      note: { en: '', zh: '注' },
    }) as string;
    expect(literal(made, row(0), 'clause')).toBe('"X-3"');
    expect(literal(made, row(0), 'basis')).toBe('"chosen"');
    expect(literal(made, row(0), 'reading')).toBeNull();
    expect(literal(made, row(0), 'note')).toBe('{ en = "注", zh = "注" }');
  });
  it('of a new row are those of the one above, for the combination that nobody answers', () => {
    const made = withRowBelow(TOML, row(0), [{ fact: 'cause', values: ['b'] }]) as string;
    expect(literal(made, `${row(1)}.when`, 'cause')).toBe('["b"]');
    expect(literal(made, `${row(1)}.answer`, 'charge')).toBe('"free"');
    expect(withTargetBelow(TOML, 'clocks[0]')).toContain(
      'seconds = 1\n\n[[clocks]]\nclock = "solution"\nseconds = 1\nbasis',
    );
  });
});

const of = (n: number, when: Condition[], answer: TableRow['answer'], more: Partial<TableRow> = {}): TableRow => ({
  row: n,
  when,
  answer,
  clause: 'X-1',
  stated: true,
  reading: { en: `reading ${n}`, zh: '' },
  note: null,
  ...more,
});
const c = (fact: string, ...values: string[]): Condition => ({ fact, values });
const us = { party: ['us'] };
const them = { party: ['customer'] };

describe('what differs between two tables', () => {
  it('is nothing when rows are only moved, or words of a condition are', () => {
    const a = of(1, [c('cause', 'a', 'b')], us);
    const b = of(2, [c('cause', 'd')], them);
    const moved = [
      { ...b, row: 1 },
      { ...a, row: 2, when: [c('cause', 'b', 'a')] },
    ];
    expect(pairsOf([a, b], moved).map((pair) => pair.differs)).toEqual([null, null]);
  });
  it('tells a row again by its conditions, else by what it says', () => {
    const was = [of(1, [c('cause', 'a')], us), of(2, [c('cause', 'b')], them)];
    const answered = pairsOf(was, [of(1, [c('cause', 'a')], them, { reading: null }), was[1] as TableRow]);
    expect(answered.map((pair) => pair.differs)).toEqual(['changed', null]);
    expect(partsOf(answered[0] as (typeof answered)[0])).toEqual({
      answer: true,
      source: false,
      reading: true,
      note: false,
    });
    const widened = pairsOf(was, [
      of(1, [c('cause', 'a', 'c')], us, { reading: was[0]?.reading ?? null }),
      was[1] as TableRow,
    ]);
    expect(widened.map((pair) => [pair.differs, pair.was?.row])).toEqual([
      ['changed', 1],
      [null, 2],
    ]);
  });
  it('shows a row that is gone below the one before it', () => {
    const was = ['a', 'b', 'c'].map((cause, i) => of(i + 1, [c('cause', cause)], i === 1 ? them : us));
    const [first, , third] = was as [TableRow, TableRow, TableRow];
    const pairs = pairsOf(was, [
      first,
      { ...third, row: 2 },
      of(3, [c('cause', 'x'), c('w', 'in')], { party: ['nobody'] }, { clause: 'X-9' }),
    ]);
    expect(pairs.map((pair) => [pair.differs, pair.now?.row ?? null, pair.was?.row ?? null])).toEqual([
      [null, 1, 1],
      ['removed', null, 2],
      [null, 2, 3],
      ['added', 3, null],
    ]);
  });
  it('names tables that are new or gone, and counts', () => {
    const table = (id: string, rows: TableRow[]): TableView => ({
      id,
      decides: 'liability',
      title: { en: id, zh: id },
      inputs: ['cause'],
      combinations: 1,
      answers: [],
      rows,
    });
    const view = (...tables: TableView[]) => ({ tables }) as unknown as PolicyView;
    const one = of(1, [c('cause', 'a')], us);
    const pairs = tablesAgainst(
      view(table('x', [one]), table('y', [one])),
      view(table('x', [one]), table('z', [one, one])),
    );
    expect(pairs.map((pair) => [pair.table.id, pair.differs])).toEqual([
      ['x', null],
      ['y', 'added'],
      ['z', 'removed'],
    ]);
    expect(countOf(pairs)).toEqual({ added: 1, removed: 2, changed: 0 });
    expect(countOf(tablesAgainst(view(table('x', [one])), null))).toEqual({ added: 0, removed: 0, changed: 0 });
  });
});

describe('the example packs', () => {
  it.each(packs.map((pack) => [pack.id, pack] as const))('%s: what is written reads as it was', (_, pack) => {
    const toml = textOf(pack, 1);
    expect(tablesOf(pack, toml)).toEqual(pack.tables);
    expect(
      valuesOf(pack, toml)
        .map((v) => v.key)
        .sort(),
    ).toEqual(pack.values.map((v) => v.key).sort());
    expect(problemsOf(pack, toml, wordsOf(pack))).toEqual([]);
  });
  it('notice a gap, an overlap and a row that nothing reaches', () => {
    const [pack] = packs;
    if (!pack) throw new Error('no pack');
    const toml = textOf(pack, 1);
    const found = (text: string | null) => problemsOf(pack, text ?? '', wordsOf(pack));
    const gap = found(withoutEntry(toml, row(0)));
    expect(gap.map((p) => [p.code, pathAt(withoutEntry(toml, row(0)) ?? '', p.line)])).toEqual([['gap', 'tables[0]']]);
    expect(readable(gap)).toBe(true);
    const twice = withRowBelow(toml, row(0)) ?? '';
    expect(found(twice).map((p) => [p.code, pathAt(twice, p.line)])).toEqual([['overlap', row(1)]]);
  });
});
