/** Both languages have the same sentences with the same values, each sentence is used, and each one used exists. */
import { parse, Visitor, type Message, type VariableReference } from '@fluent/syntax';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../src');
const files = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile())
    .map((e) => join(e.parentPath, e.name));

interface Sentence {
  file: string;
  values: string[];
}
function sentences(language: string): Map<string, Sentence> {
  const made = new Map<string, Sentence>();
  for (const file of files(join(root, 'i18n', language)).filter((f) => f.endsWith('.ftl'))) {
    for (const entry of parse(readFileSync(file, 'utf8'), {}).body) {
      if (entry.type === 'Junk') throw new Error(`${file}: ${(entry as { content: string }).content}`);
      if (entry.type !== 'Message') continue;
      const message = entry as Message;
      const values = new Set<string>();
      class Seen extends Visitor {
        visitVariableReference(node: VariableReference) {
          values.add(node.id.name);
        }
      }
      new Seen().visit(message);
      const id = message.id.name;
      if (made.has(id)) throw new Error(`${id} stands twice: ${made.get(id)?.file} and ${file}`);
      made.set(id, { file: file.split('/').at(-1) ?? '', values: [...values].sort() });
    }
  }
  return made;
}
const en = sentences('en');
const zh = sentences('zh-CN');
const sources = files(root)
  .filter((f) => /\.(ts|svelte)$/.test(f) && !f.endsWith('.test.ts'))
  .map((f) => readFileSync(f, 'utf8'));
const all = sources.join('\n');

describe('sentences', () => {
  test('both languages have the same keys', () => {
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort());
    expect(en.size).toBeGreaterThan(100);
  });
  test('with the same values, in files of the same name', () => {
    const differ = [...en].filter(
      ([id, one]) => zh.get(id)?.values.join() !== one.values.join() || zh.get(id)?.file !== one.file,
    );
    // A plural in English may leave the number out of a branch, never out of the sentence.
    expect(differ.map(([id]) => id)).toEqual([]);
  });
  test('each one that the source names exists', () => {
    const named = [...all.matchAll(/\bt(?:In)?\(\s*(?:'[a-zA-Z-]+',\s*)?'([a-z][a-z0-9-]+)'/g)].map((m) => m[1] ?? '');
    expect(named.length).toBeGreaterThan(100);
    expect([...new Set(named)].filter((id) => !en.has(id) && id !== 'en')).toEqual([]);
  });
  test('each one is used', () => {
    // A key is used when it stands in the source, or when the source builds keys with its beginning.
    const prefixes = [
      ...[...all.matchAll(/[`'"]([a-z][a-z0-9-]*-[a-z-]*)\$\{/g)].map((m) => m[1] ?? ''),
      ...[...all.matchAll(/\bid\('([a-z-]+)'/g)].map((m) => `${m[1]}-`),
    ];
    const ours = ['notify.ftl', 'paper.ftl'];
    const unused = [...en].filter(
      ([id, one]) => !ours.includes(one.file) && !all.includes(id) && !prefixes.some((p) => id.startsWith(p)),
    );
    // A step's dialog is titled by its name: `${name}-title`.
    const titles = all.includes('-title`');
    expect(unused.map(([id]) => id).filter((id) => !(titles && id.endsWith('-title')))).toEqual([]);
  });
});
