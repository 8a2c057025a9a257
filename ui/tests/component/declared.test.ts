/** Declared states over the example desk: from the count to the declaration, both dates on the case, the end, the way back. */
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import App from '../../src/App.svelte';
import { setLook } from '../../src/data/look.svelte';
import { client } from '../../src/data/query';
import { go, route } from '../../src/data/route.svelte';
import { Failure, useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { dismiss, toasts } from '../../src/kit/toasts.svelte';
import { closeWhy } from '../../src/screens/why';
import { hide } from '../../src/parts/open.svelte';
import '../../src/styles/base.css';

let desk: FakeDesk;
const press = (what: { element(): Element }) => (what.element() as HTMLElement).click();
const text = () => document.body.innerText;
const button = (name: string | RegExp) => page.getByRole('button', { name });
const act = page.getByRole('button', { name: 'Declare', exact: true });
const heading = (name: string | RegExp) => page.getByRole('heading', { name });

async function start(id: string | null = 'declared', options: Parameters<typeof fake>[0] = {}) {
  client.clear();
  setLanguage('en');
  desk = fake({ frozen: true, delay: 0, ready: true, ...options });
  useHost(desk);
  go('policies', id);
  const { container } = await render(App);
  container.style.height = '100%';
}
/** A peak since the morning, through the dialog and by keys. */
async function declarePeak() {
  await expect.element(heading('Nothing is declared')).toBeVisible();
  await userEvent.keyboard('c');
  await expect.element(heading('Declare a state')).toBeVisible();
  const from = page.getByRole('textbox', { name: /^From/ });
  await from.fill('2026-11-23 06:00');
  await userEvent.keyboard('{Tab}');
  await page.getByRole('textbox', { name: 'Reason' }).fill('Orders for the new year');
  await expect.element(page.getByText(/^Reaches \d+ open cases; \d+ deadlines move$/)).toBeVisible();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(heading(/^Peak season/)).toBeVisible();
}

beforeEach(() => setLook({ theme: 'light', scale: 100 }));
afterEach(async () => {
  hide();
  closeWhy();
  for (const one of toasts.list) dismiss(one.id);
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await cleanup();
});

async function clean(what: string) {
  await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})));
  const result = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
  expect(
    result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 3)}`),
    what,
  ).toEqual([]);
}

describe.each(['light', 'dark'] as const)('axe, %s', (theme) => {
  test('nothing declared, the question, the list, the end, Today', async () => {
    await start();
    setLook({ theme, scale: 100 });
    await expect.element(heading('Nothing is declared')).toBeVisible();
    await clean('empty');
    press(button(/^Declare…/).first());
    await expect.element(page.getByText(/^Reaches/)).toBeVisible();
    press(page.getByText('Channels, categories, countries:'));
    await clean('question');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.querySelector('dialog[open]')).toBeNull();
    await declarePeak();
    await expect.element(page.getByText(/^Touches/)).toBeVisible();
    await clean('list');
    await userEvent.keyboard('e');
    await expect.element(page.getByText(/^Changes it for/)).toBeVisible();
    await clean('end');
    await userEvent.keyboard('{Escape}');
    go('today');
    await expect.element(page.getByText(/^Declared now: Peak season, end open/)).toBeVisible();
    await clean('today');
  });
});

test('from Policies by key and segment, from anywhere by key, and back', async () => {
  await start(null);
  await expect.element(page.getByRole('radio', { name: 'Declared' })).toBeInTheDocument();
  await userEvent.keyboard('5');
  await expect.element(heading('Declared states')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => route.id).toBeNull();
  go('today');
  await userEvent.keyboard('gl');
  await expect.poll(() => route.id).toBe('declared');
  go('today');
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.keyboard('force maj');
  await userEvent.keyboard('{Enter}');
  await expect.element(heading('Declare a state')).toBeVisible();
});

test('counted first, with both dates; then declared; then on the case, in Why and on Today', async () => {
  await start();
  await declarePeak();
  await expect.element(page.getByText(/^Touches \d+ open cases; \d+ deadlines are moved$/)).toBeVisible();
  // A row opens Why, which says the normal date beside the one that holds.
  press(button(/^C-4133, Response: Normally Mon 23 Nov, 15:34, Extended Mon 23 Nov, 17:34$/));
  await expect.element(page.getByText('2 h: Mon 23 Nov, 15:34 (Peak season)')).toBeVisible();
  closeWhy();
  go('cases', 'case-4133');
  await expect
    .poll(() => document.querySelector<HTMLElement>('.tl')?.innerText)
    .toMatch(/Peak season declared\s+from Mon 23 Nov, 06:00 on · Orders for the new year/);
  await expect.element(button('Response: normally Mon 23 Nov, 15:34, now Mon 23 Nov, 17:34')).toBeVisible();
  go('today');
  await expect.element(button('See')).toBeVisible();
  press(button('See'));
  await expect.poll(() => route.id).toBe('declared');
});

test('a force majeure pauses: its normal date is that of before', async () => {
  await start('declared/new');
  await expect.element(heading('Declare a state')).toBeVisible();
  press(page.getByRole('radio', { name: 'Force majeure' }));
  await page.getByRole('textbox', { name: 'Reason' }).fill('Typhoon');
  await expect.element(page.getByText('held while it lasts').first()).toBeVisible();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(heading(/^Force majeure/)).toBeVisible();
  go('cases', 'case-4133');
  await expect.element(button('Solution: normally Tue 24 Nov, 13:34, now held while it lasts')).toBeVisible();
});

test('a reason and an end after the beginning are asked for; what was typed stays', async () => {
  await start('declared/new');
  await expect.element(page.getByText(/^Reaches|^No open case/).first()).toBeVisible();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('A reason is needed: it stands on each case')).toBeVisible();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Fair');
  await page.getByRole('textbox', { name: /^To/ }).fill('2026-11-01 09:00');
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByText('A day and time after the beginning, or nothing')).toBeVisible();
  await page.getByRole('textbox', { name: /^To/ }).fill('');
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByText(/^Reaches/)).toBeVisible();
  desk.failNext('declare', new Failure('internal'));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => document.querySelector('dialog .band.bad')).not.toBeNull();
  expect(text()).not.toContain('Peak season declared');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(heading(/^Peak season/)).toBeVisible();
});

test('taken back by Undo: the normal dates return, and it stands in the list as such', async () => {
  await start();
  await declarePeak();
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(heading(/^Taken back 1/)).toBeVisible();
  await expect.element(page.getByText('It was taken back: no case has other dates by it.')).toBeVisible();
  expect(desk.cases.find((c) => c.id === 'case-4133')?.clocks[0]?.measure.seconds).toBe(7200);
  go('today');
  await expect.element(heading(/November/)).toBeVisible();
  expect(text()).not.toContain('Declared now');
});

test('ended now: the cases of the peak keep their dates; taken back at the end: they get the normal ones', async () => {
  await start();
  await declarePeak();
  await userEvent.keyboard('e');
  await expect.element(heading('End: Peak season')).toBeVisible();
  await expect.element(page.getByText('No open case gets another date by it.')).toBeVisible();
  press(page.getByRole('radio', { name: 'Take it back' }));
  await expect.element(page.getByText(/^Changes it for \d+ open cases; \d+ deadlines move$/)).toBeVisible();
  press(page.getByRole('radio', { name: 'Now' }));
  await expect.element(page.getByText('No open case gets another date by it.')).toBeVisible();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(heading(/^Over 1/)).toBeVisible();
  await expect.element(page.getByText(/^Touches \d+ open cases; \d+ deadlines are moved$/)).toBeVisible();
});

test('a long count shows how far it is and can be stopped; what was counted stands', async () => {
  await start('declared/new', { slow: 20_000 });
  await expect.element(page.getByText(/ of 5,000$/)).toBeVisible();
  await expect.element(act).toHaveAttribute('aria-disabled', 'true');
  press(button('Stop'));
  await expect.element(page.getByText('Stopped: only what was seen by then.')).toBeVisible();
  await expect.element(act).not.toHaveAttribute('aria-disabled');
});

test('while the cases get it, the frame says how far', async () => {
  await start('declared', { slow: 4000 });
  await declarePeak();
  await expect.element(page.getByText('Cases are being brought into line with what is declared')).toBeVisible();
  await expect.poll(() => text()).not.toContain('brought into line');
});

test('HC-9: a region is typed by name and by keys; whose country nobody knows is counted; the list says where', async () => {
  await start('declared/new');
  await expect.element(page.getByText(/^Reaches/)).toBeVisible();
  press(page.getByRole('radio', { name: 'Force majeure' }));
  press(page.getByText('Channels, categories, countries:'));
  const add = page.getByRole('combobox', { name: 'Add a country or region' });
  await add.fill('Atlantis');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('There is no country or region “Atlantis”.')).toBeVisible();
  await add.fill('德国');
  await userEvent.keyboard('{Enter}');
  await add.fill('fr');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('list', { name: 'Cases of customers in' }).getByText('Germany')).toBeVisible();
  await expect.element(page.getByText(/more open cases would fit, but nobody knows/)).toBeVisible();
  await clean('countries');
  press(button('Take France away'));
  await page.getByRole('textbox', { name: 'Reason' }).fill('Flood on the Elbe');
  // It is counted again first.
  await expect.element(page.getByText(/^Reaches/)).toBeVisible();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(heading(/^Force majeure/)).toBeVisible();
  await expect.poll(() => document.querySelector('.detail .kv')?.textContent).toContain('All policies · Germany');
  setLanguage('zh-CN');
  await expect.poll(() => document.querySelector('.detail .kv')?.textContent).toContain('德国');
});

test('HC-9: a country that is typed and not taken yet is never left out of what is declared', async () => {
  await start('declared/new');
  await expect.element(page.getByText(/^Reaches/)).toBeVisible();
  const sent: unknown[] = [];
  const call = desk.call.bind(desk);
  desk.call = (name, args) => {
    if (name === 'declare') sent.push(args);
    return call(name, args);
  };
  await page.getByRole('textbox', { name: 'Reason' }).fill('Flood on the Elbe');
  press(page.getByText('Channels, categories, countries:'));
  const add = page.getByRole('combobox', { name: 'Add a country or region' });
  await add.fill('Germny');
  // Folded away, it is found again.
  press(page.getByText('Channels, categories, countries:'));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('There is no country or region “Germny”.')).toBeVisible();
  await expect.element(add).toHaveFocus();
  press(act);
  await expect.element(heading('Declare a state')).toBeVisible();
  expect(sent).toEqual([]);
  // A country is taken, and counted before it is declared.
  await add.fill('Germany');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByRole('list', { name: 'Cases of customers in' }).getByText('Germany')).toBeVisible();
  expect(sent).toEqual([]);
  await expect.element(act).not.toHaveAttribute('aria-disabled');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(heading(/^Peak season/)).toBeVisible();
  expect(sent).toMatchObject([{ countries: ['DE'] }]);
});

test('HC-9: a customer’s country is shown, changed by keys, and may stay unknown', async () => {
  await start();
  go('customers', 'c-corvane');
  const shown = () => document.querySelector('.facts .kv')?.textContent;
  await expect.poll(shown).toContain('France');
  await userEvent.keyboard('e');
  const country = page.getByRole('combobox', { name: 'Country or region' });
  await expect.element(country).toHaveValue('FR');
  await country.selectOptions('Germany');
  press(page.getByRole('button', { name: 'Save', exact: true }));
  await expect.poll(shown).toContain('Germany');
  await userEvent.keyboard('e');
  await country.selectOptions('unknown');
  press(page.getByRole('button', { name: 'Save', exact: true }));
  await expect.poll(shown).toContain('unknown');
});
