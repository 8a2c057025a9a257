// Import and export against the example desk: looked at, mapped, imported, saved, by keyboard and without a fault of axe.
import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { client } from '../../src/data/query';
import { Failure, useHost, type CallName } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import ExportDialog from '../../src/screens/exchange/ExportDialog.svelte';
import ImportDialog from '../../src/screens/exchange/ImportDialog.svelte';
import '../../src/styles/base.css';

let desk: FakeDesk;
let called: { name: CallName; args: unknown }[];
beforeEach(() => {
  client.clear();
  setLanguage('en');
  document.documentElement.dataset['theme'] = 'light';
  desk = fake({ frozen: true, ready: true });
  called = [];
  const real = desk.call.bind(desk);
  desk.call = ((name: CallName, args: never) => {
    called.push({ name, args });
    return real(name, args);
  }) as typeof desk.call;
  useHost(desk);
});
const last = (name: CallName) => called.filter((one) => one.name === name).at(-1)?.args as Record<string, unknown>;
async function wrongs(): Promise<string[]> {
  // A dialog that still rises is paler than it will be.
  await Promise.all(document.getAnimations().map((one) => one.finished));
  const off = { region: { enabled: false }, 'page-has-heading-one': { enabled: false } };
  const found = await axe.run(document.body, { rules: { ...off, 'landmark-one-main': { enabled: false } } });
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}

test('a table is looked at before it is imported, and bad rows are named', async () => {
  render(ImportDialog);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('客户一览表.csv')).toBeVisible();
  await expect.element(page.getByText('1,000 rows: 981 new, 4 changed, 12 as they stand, 3 not taken')).toBeVisible();
  await expect.element(page.getByText('电话: “020-8123” is no telephone number, or lacks its country')).toBeVisible();
  expect(called.some((one) => one.name === 'import_table')).toBe(false);
  expect(await wrongs()).toEqual([]);
});

test('a column is chosen, once, and the look is taken again', async () => {
  render(ImportDialog);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await page.getByRole('combobox', { name: '“备注” is' }).selectOptions('Name');
  await expect.poll(() => last('import_preview')?.['options']).toMatchObject({ map: { 备注: 'name', 客户名称: '' } });
  await page.getByRole('combobox', { name: '“备注” is' }).selectOptions('not imported');
  await expect.element(page.getByText('Which column is Name?', { exact: false })).toBeVisible();
});

test('all rows are checked, then imported, then it is said what became of them', async () => {
  render(ImportDialog);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await page.getByRole('button', { name: 'Check all rows' }).click();
  await expect.element(page.getByText('1,200 rows: 1,180 new', { exact: false })).toBeVisible();
  expect(last('import_table')).toMatchObject({ dry_run: true, kind: 'customers' });
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('Imported: 1,180 new', { exact: false })).toBeVisible();
  expect(last('import_table')).toMatchObject({ dry_run: false });
  expect(await wrongs()).toEqual([]);
});

test('a file that is no table says so and another one can be chosen', async () => {
  desk.failNext('import_preview', new Failure('bad_input', { field: 'file', problem: 'not_a_table' }));
  render(ImportDialog);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('This is no table.', { exact: false })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Another file…' })).toBeVisible();
});

test('a list goes out in the format chosen', async () => {
  render(ExportDialog);
  await page.getByRole('combobox', { name: 'List' }).selectOptions('Contacts');
  await page.getByRole('combobox', { name: 'As' }).selectOptions('Cards, VCF');
  expect(await wrongs()).toEqual([]);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => last('export_vcard')).toMatchObject({ path: '/tmp/Contacts.vcf' });
  await page.getByRole('combobox', { name: 'List' }).selectOptions('Cases');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => last('export_table')).toMatchObject({ kind: 'cases', format: 'xlsx' });
});
