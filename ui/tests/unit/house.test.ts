/** Rules of the house that no compiler holds, and a canary for the checkers. */
import { ESLint } from 'eslint';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const svelte = readdirSync(join(root, 'src'), { withFileTypes: true, recursive: true })
  .filter((e) => e.name.endsWith('.svelte'))
  .map((e) => join(e.parentPath, e.name));

test('no style attribute in markup: the content policy would drop it', () => {
  expect(
    svelte.filter((file) => /\sstyle="/.test(readFileSync(file, 'utf8').replace(/<style>[\s\S]*<\/style>/, ''))),
  ).toEqual([]);
});

test('only the desktop host may speak to the desktop', async () => {
  const eslint = new ESLint({ cwd: root });
  const rule = async (filePath: string): Promise<boolean> => {
    const [result] = await eslint.lintText(`import { invoke } from '@tauri-apps/api/core';\ninvoke('x');\n`, {
      filePath: join(root, filePath),
    });
    return (result?.messages ?? []).some((m) => m.ruleId === 'no-restricted-imports');
  };
  expect(await rule('src/data/other.ts')).toBe(true);
  expect(await rule('src/host/tauri.ts')).toBe(false);
}, 60_000);

test('svelte-check finds a planted error', () => {
  const dir = mkdtempSync(join(root, 'src', 'canary-'));
  try {
    writeFileSync(
      join(dir, 'Canary.svelte'),
      '<script lang="ts">\n  const n: number = "not a number";\n</script>\n\n{n}\n',
    );
    writeFileSync(join(dir, 'tsconfig.json'), '{ "extends": "../../tsconfig.json", "include": ["./*.svelte"] }');
    let said = '';
    try {
      execFileSync(
        process.execPath,
        [
          join(root, 'node_modules/svelte-check/bin/svelte-check'),
          '--workspace',
          dir,
          '--tsconfig',
          join(dir, 'tsconfig.json'),
        ],
        { encoding: 'utf8', cwd: root },
      );
    } catch (thrown) {
      said = String((thrown as { stdout?: string }).stdout);
    }
    expect(said).toContain("not assignable to type 'number'");
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}, 120_000);
