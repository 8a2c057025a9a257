// A person is erased from the customer's page: said before, by name, and refused while a promise runs.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import App from '../../src/App.svelte';
import { run } from '../../src/actions';
import { client } from '../../src/data/query';
import { go } from '../../src/data/route.svelte';
import { useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { dismiss, toasts } from '../../src/kit/toasts.svelte';
import '../../src/styles/base.css';

let desk: FakeDesk;
beforeEach(async () => {
  client.clear();
  setLanguage('en');
  desk = fake({ frozen: true, delay: 0, ready: true });
  useHost(desk);
});
afterEach(async () => {
  for (const one of toasts.list) dismiss(one.id);
  await cleanup();
});

async function opened(name: string) {
  const list = await desk.call('customers', { text: '', after: null, limit: 50 });
  const row = list.rows.find((one) => one.name === name);
  if (!row) throw new Error(`${name} is not in ${list.rows.map((one) => `${one.name} ${one.open_cases}`).join(', ')}`);
  go('customers', row.id);
  await render(App);
  await expect.element(page.getByRole('heading', { name, exact: true })).toBeVisible();
  run('customer-erase');
  return page.getByRole('dialog', { name: `Erase ${name}` });
}

test('the name has to be typed, then the person is nowhere', async () => {
  const free = 'Anna Berg';
  const facts = {
    id: null,
    name: free,
    emails: ['anna@berg.example'],
    phones: [],
    contact: null,
    language: 'en' as const,
  };
  await desk.call('save_customer', { ...facts, zone: null, country: null, long_term_since: null, no_surveys: false });
  const dialog = await opened(free);
  await expect.element(dialog.getByText('can still be proved')).toBeVisible();
  const field = dialog.getByRole('textbox');
  await field.fill('somebody else');
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog.getByText('That is not the name.')).toBeVisible();
  await field.fill(free);
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('heading', { name: 'Erased person' })).toBeVisible();
  await expect.element(dialog).not.toBeInTheDocument();
  await expect.element(page.getByRole('button', { name: 'Edit' })).not.toBeInTheDocument();
});

test('while a case is open the dialog says so and erases nothing', async () => {
  const names = (await desk.call('customers', { text: '', after: null, limit: 50 })).rows;
  const busy = names.find((one) => one.open_cases > 0)?.name ?? '';
  const dialog = await opened(busy);
  await expect.element(dialog.getByText('still open')).toBeVisible();
  await expect.element(dialog.getByRole('textbox')).not.toBeInTheDocument();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('heading', { name: busy, exact: true })).toBeVisible();
});
