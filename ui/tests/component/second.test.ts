// Today, why, forms, customers, surveys and settings against the example desk, in a real browser. What the person sees and
// presses; the arithmetic has its own tests beside the code.
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { client } from '../../src/data/query';
import { follow } from '../../src/data/now.svelte';
import { route } from '../../src/data/route.svelte';
import { Failure, useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { Screen as Customers } from '../../src/screens/customers';
import { Screen as Forms } from '../../src/screens/forms';
import { Screen as Settings } from '../../src/screens/settings';
import { Screen as Surveys } from '../../src/screens/surveys';
import { Screen as Today } from '../../src/screens/today';
import { closeWhy, openWhy, WhyDialog } from '../../src/screens/why';
import '../../src/styles/base.css';

let desk: FakeDesk;
beforeEach(async () => {
  client.clear();
  setLanguage('en');
  document.documentElement.dataset['theme'] = 'light';
  desk = fake({ frozen: true, ready: true });
  useHost(desk);
  follow((await desk.call('desk', null)).now);
});
afterEach(() => closeWhy());

/** What axe finds wrong, by id; the screens stand alone here, so rules about the whole page are off. */
async function wrongs(): Promise<string[]> {
  const found = await axe.run(document.body, {
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  });
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}

test('today shows the day and the next promises, Enter opens the case', async () => {
  render(Today);
  await expect.element(page.getByRole('heading', { name: 'Monday 23 November' })).toBeVisible();
  const rows = page.getByRole('row');
  await expect.element(rows.nth(1)).toHaveTextContent('32 m late');
  expect(await wrongs()).toEqual([]);
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect([route.screen, route.id]).toEqual(['cases', 'case-4133']);
});

test('today says when it could not be fetched, and asks again', async () => {
  desk.failNext('today', new Failure('locked'));
  render(Today);
  await expect.element(page.getByText('Today could not be fetched.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(page.getByText('32 m late').first()).toBeVisible();
});

test('why gives the due instant, the lanes and the promise, and closes with Esc', async () => {
  render(WhyDialog);
  openWhy('case-4127', 'solution', 1);
  await expect.element(page.getByText('Wed 25 Nov, 09:00')).toBeVisible();
  await expect.element(page.getByText('counted').first()).toBeInTheDocument();
  await expect.element(page.getByText('HX-7 · stated', { exact: false })).toBeVisible();
  expect(await wrongs()).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByText('Wed 25 Nov, 09:00')).not.toBeInTheDocument();
});

test('why speaks Chinese', async () => {
  setLanguage('zh-CN');
  render(WhyDialog);
  openWhy('case-4127', 'solution', 1);
  await expect.element(page.getByText('11月25日 周三 09:00')).toBeVisible();
});

test('a form is previewed, filed, and then can only be printed', async () => {
  render(Forms, { id: 'case-4133' });
  await expect.element(page.getByRole('img', { name: 'Page 1 of 1' })).toBeVisible();
  await page.getByLabelText('Finding and measure').fill('Lining exchanged');
  await page.getByRole('button', { name: /^File/ }).click();
  await expect.element(page.getByText('A filed form can’t be edited.', { exact: false })).toBeVisible();
  await expect.element(page.getByRole('button', { name: /^Print/ })).toBeVisible();
  expect(await wrongs()).toEqual([]);
});

test('copies that make no sense are refused at the field', async () => {
  render(Forms, { id: 'case-4127' });
  await page.getByLabelText('Copies').fill('0');
  await expect.element(page.getByRole('alert')).toHaveTextContent('1 to 99');
  await expect.element(page.getByRole('button', { name: /^Print/ })).toBeDisabled();
});

test('a new customer is checked at the field', async () => {
  render(Customers, { id: 'new' });
  await page.getByLabelText('Mail addresses').fill('not an address');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByText('A name is needed.')).toBeVisible();
  await expect.element(page.getByText('“not an address” is no mail address.')).toBeVisible();
  expect(await wrongs()).toEqual([]);
});

test('a completed order says what may follow before it is saved', async () => {
  render(Customers, { id: 'c-pellworm' });
  await page.getByRole('button', { name: 'Add order' }).click();
  await page.getByLabelText('Number', { exact: true }).fill('OR-12');
  await page.getByLabelText('Completed').last().fill('2026-11-20');
  await expect
    .element(page.getByText('The policy then says whether a survey falls due', { exact: false }))
    .toBeVisible();
});

test('the list of customers is searched, and an empty search has a way out', async () => {
  render(Customers, { id: null });
  await page.getByRole('searchbox').fill('zzz');
  await expect.element(page.getByText('No customer says “zzz”')).toBeVisible();
  await page.getByRole('button', { name: 'Clear search' }).click();
  await expect.element(page.getByText('Tidemark Travel Retail')).toBeVisible();
});

test('surveys show the late one with its reason; dropping needs words', async () => {
  render(Surveys);
  await expect.element(page.getByText('3 days late')).toBeVisible();
  await expect.element(page.getByText(/^first completed: OR-2026-207/)).toBeInTheDocument();
  expect(await wrongs()).toEqual([]);
  await page.getByRole('button', { name: 'Drop: Ostrel Hotels' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Drop/ }).click();
  await expect.element(page.getByText('Write the reason', { exact: false })).toBeVisible();
});

test('settings keep nothing before Save, and say what is wrong', async () => {
  render(Settings, { id: null });
  const lead = page.getByLabelText('Before a deadline');
  await lead.fill('soon');
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect.element(page.getByText('Minutes from 1 to 2,880', { exact: false })).toBeVisible();
  await lead.fill('60, 15');
  await expect.element(page.getByText('An alert 60 and 15 min before', { exact: false })).toBeVisible();
  expect((await desk.call('settings', null)).lead_minutes).toEqual([30, 10]);
  await page.getByRole('button', { name: /^Save/ }).click();
  await expect.element(page.getByRole('button', { name: /^Save/ })).toBeDisabled();
  expect((await desk.call('settings', null)).lead_minutes).toEqual([60, 15]);
  expect(await wrongs()).toEqual([]);
});

test('a restore says what will happen before it does', async () => {
  render(Settings, { id: 'backup' });
  await page.getByRole('button', { name: /^Restore: / }).click();
  await expect.element(page.getByText('Everything goes back to Mon 23 Nov, 09:00', { exact: false })).toBeVisible();
  await expect.element(page.getByText('The present data is backed up first', { exact: false })).toBeVisible();
});
