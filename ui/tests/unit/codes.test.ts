/** Every code that the program can send has a sentence in both languages. The codes are read from the program's source. */
import { parse } from '@fluent/syntax';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const ui = join(import.meta.dirname, '../../src');
const crates = join(import.meta.dirname, '../../../src-tauri/crates');
const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const sources = (dir: string): string =>
  readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile() && e.name.endsWith('.rs'))
    .map((e) => read(e.parentPath, e.name))
    .join('\n');
const ids = (language: string): Set<string> =>
  new Set(
    readdirSync(join(ui, 'i18n', language)).flatMap((file) =>
      parse(read(ui, 'i18n', language, file), {}).body.flatMap((e) => (e.type === 'Message' ? [e.id.name] : [])),
    ),
  );
const languages = { en: ids('en'), 'zh-CN': ids('zh-CN') };

/** The values of a string union in the generated types. */
function union(name: string): string[] {
  const found = new RegExp(`export type ${name} = ([^;{]+);`).exec(read(ui, 'data/api.gen.ts'))?.[1] ?? '';
  return [...found.matchAll(/"([a-z_]+)"/g)].map((m) => m[1] as string);
}
/** The variants of a Rust enum, in snake case. */
function variants(source: string, name: string): string[] {
  const body = new RegExp(`pub enum ${name} \\{([\\s\\S]*?)\\n\\}`).exec(source)?.[1] ?? '';
  return [...body.matchAll(/^ {4}([A-Z]\w+)/gm)].map((m) =>
    (m[1] as string).replace(/(?<=[a-z0-9])[A-Z]/g, (c) => `_${c}`).toLowerCase(),
  );
}
const dashed = (code: string): string => code.replaceAll('_', '-');
const app = sources(join(crates, 'app/src'));

describe.each(Object.entries(languages))('in %s each has a sentence:', (_, known) => {
  const without = (wanted: string[]): string[] => wanted.filter((id) => !known.has(id));

  test('error codes', () => {
    const codes = union('ErrorCode');
    expect(codes.sort()).toEqual(variants(read(crates, 'app/src/api/error.rs'), 'ErrorCode').sort());
    expect(codes.length).toBeGreaterThan(15);
    expect(without(codes.map((code) => `error-${dashed(code)}`))).toEqual([]);
  });
  test('refusals', () => {
    const codes = union('Refusal');
    expect(codes.length).toBeGreaterThan(8);
    expect(without(codes.map((code) => `refusal-${dashed(code)}`))).toEqual([]);
  });
  test('problems of mail', () => {
    const codes = variants(sources(join(crates, 'mail/src')), 'Code');
    expect(codes.length).toBeGreaterThan(15);
    expect(without(codes.map((code) => `mail-problem-${code}`))).toEqual([]);
  });
  test('problems of packs', () => {
    const codes = variants(read(crates, 'core/src/policy/check/mod.rs'), 'Code');
    expect(codes.length).toBeGreaterThan(30);
    expect(without(codes.map((code) => `policy-problem-${dashed(code)}`))).toEqual([]);
  });
  test('remarks of forms', () => {
    const codes = [...app.matchAll(/FormWarning::\w+[^=]*=> \("(?:form_)?([a-z_]+)"/g)].map((m) => m[1] as string);
    expect(codes).toHaveLength(variants(read(crates, 'forms/src/error.rs'), 'FormWarning').length);
    expect(without(codes.map((code) => `forms-warning-${dashed(code)}`))).toEqual([]);
  });
  test('notices of calendars', () => {
    const codes = [...app.matchAll(/CalendarWarning::\w+\(year\) => \("([a-z_]+)"/g)].map((m) => m[1] as string);
    expect(codes.length).toBeGreaterThan(1);
    expect(without(codes.map((code) => `warning-${dashed(code)}`))).toEqual([]);
  });
  test('fields that do not fit', () => {
    const fields = [...app.matchAll(/ApiError::field\("([a-z_]+)", "([a-z_]+)"\)/g)].map((m) => [m[1], m[2]] as const);
    expect(fields.length).toBeGreaterThan(20);
    const missing = fields.filter(
      ([field = '', problem = '']) =>
        !known.has(`problem-${dashed(field)}`) && !known.has(`problem-${dashed(field)}-${dashed(problem)}`),
    );
    expect(missing).toEqual([]);
  });
  test('days out of order or ahead', () =>
    expect(without(['problem-day-future', 'problem-day-before-begin', 'problem-day-out-of-order'])).toEqual([]));
  test('what somebody else did meanwhile', () =>
    expect(without(['published', 'draft-gone', 'calendar'].map((what) => `conflict-${what}`))).toEqual([]));
  test('what keeps a desk shut', () =>
    expect(
      without(
        ['damaged', 'newer', 'locked', 'read-only', 'disk-full', 'other', 'server', 'away'].map((k) => `shut-${k}`),
      ),
    ).toEqual([]));
});
