/** The people of the desk in Settings, and the keys of the call card. */
import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { follow } from '../../src/data/now.svelte';
import { client } from '../../src/data/query';
import { Failure, useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { Screen as Settings } from '../../src/screens/settings';
import '../../src/styles/base.css';

let desk: FakeDesk;
async function start(options: Parameters<typeof fake>[0] = {}) {
  client.clear();
  setLanguage('en');
  desk = fake({ frozen: true, ready: true, ...options });
  useHost(desk);
  follow((await desk.call('desk', null)).now);
  render(Settings, { id: 'people' });
  // Changes are pushed to the frame, which stands not around it here.
  desk.listen((event) => event.type === 'changed' && void client.invalidateQueries());
}
beforeEach(() => {
  document.documentElement.dataset['theme'] = 'light';
});
const row = (name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('button', { name: `Change ${name}`, exact: true }) });
const dialog = page.getByRole('dialog');

test('everybody stands there with group, languages and who is away', async () => {
  await start();
  await expect
    .element(row('Design desk'))
    .toHaveTextContent('away until Wed 25 Nov, 09:00, Marketing service stands in');
  await expect.element(row('Design desk')).toHaveTextContent('Design department');
  await expect.element(row('Marketing service')).toHaveTextContent('stands in for Design desk');
  const found = await axe.run(document.body, {
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  });
  expect(found.violations.map((v) => v.id)).toEqual([]);
});

test('a day that can’t be read makes no absence without an end', async () => {
  await start();
  await userEvent.click(page.getByRole('button', { name: 'Change Technical support', exact: true }));
  await userEvent.click(dialog.getByLabelText('Away'));
  await userEvent.fill(dialog.getByLabelText('To', { exact: false }).first(), '2026-11-31 18:00');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(dialog).toBeVisible();
  const people = await desk.call('people', null);
  expect(people.find((one) => one.person.name === 'Technical support')?.away ?? null).toBeNull();
});

test('a person is added by keyboard', async () => {
  await start();
  await expect.element(row('Technical support')).toBeVisible();
  (page.getByRole('button', { name: 'Add a person' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(dialog).toBeVisible();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(dialog.getByText('A name is needed.')).toBeVisible();
  await userEvent.type(dialog.getByLabelText('Name'), 'Ana Reyes');
  await userEvent.selectOptions(dialog.getByLabelText('Group'), 'After-sales service');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(row('Ana Reyes')).toHaveTextContent('After-sales service');
  await expect.element(dialog).not.toBeInTheDocument();
});

test('an absence has an end after its beginning, and somebody else who stands in', async () => {
  await start();
  await userEvent.click(page.getByRole('button', { name: 'Change Technical support' }));
  await userEvent.click(dialog.getByLabelText('Away'));
  await userEvent.fill(dialog.getByLabelText('To', { exact: false }).last(), '2026-11-20 09:00');
  await userEvent.tab();
  await expect.element(dialog.getByText('The end must lie after the beginning.')).toBeVisible();
  await userEvent.fill(dialog.getByLabelText('To', { exact: false }).last(), '2026-11-27 09:00');
  await userEvent.tab();
  await userEvent.selectOptions(dialog.getByLabelText('Stands in'), 'Marketing service');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(row('Technical support')).toHaveTextContent('away until Fri 27 Nov, 09:00');
});

test('what the program refuses stands at its field', async () => {
  await start();
  await userEvent.click(page.getByRole('button', { name: 'Change Technical support' }));
  desk.failNext('save_person', new Failure('bad_input', { field: 'group', problem: 'unknown' }));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(dialog.getByText('This policy has no such group.')).toBeVisible();
  desk.failNext('save_person', new Failure('bad_input', { field: 'left', problem: 'last' }));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(dialog.getByText('Who sits at this desk can’t leave it.')).toBeVisible();
});

test('one who left is out of the way', async () => {
  await start();
  await userEvent.click(page.getByRole('button', { name: 'Change Technical support' }));
  await userEvent.click(dialog.getByLabelText('No longer at the desk'));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(row('Technical support')).not.toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: '1 has left' }));
  await expect.element(row('Technical support')).toBeVisible();
});

test('the keys of the call card: chosen, refused, taken by another program', async () => {
  await start();
  await expect.element(page.getByText('They work in every program.')).toBeVisible();
  const keys = page.getByLabelText('Keys', { exact: true });
  await userEvent.fill(keys, 'N');
  await userEvent.click(page.getByRole('button', { name: 'Save', exact: true }));
  await expect.element(page.getByText('Keys such as Ctrl+Alt+N', { exact: false })).toBeVisible();
  await userEvent.fill(keys, 'Ctrl+Alt+T');
  await userEvent.click(page.getByRole('button', { name: 'Save', exact: true }));
  desk.push({ type: 'changed', tags: ['shortcut'] });
  await expect.element(page.getByText('Another program has these keys.', { exact: false })).toBeVisible();
});

test('where the system gives no keys the settings say so', async () => {
  await start({ wayland: true });
  await expect.element(page.getByText('(Wayland)', { exact: false })).toBeVisible();
});

test('a page in a browser has no such keys', async () => {
  await start({ place: 'browser' });
  await expect.element(page.getByText('Text size')).toBeVisible();
  await expect.element(page.getByText('Call from anywhere')).not.toBeInTheDocument();
});
