/** The call card: brought by a link or by keys, the customer found, another call beside it, nothing typed lost. */
import axe from 'axe-core';
import { afterEach, expect, test } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import App from '../../src/App.svelte';
import { calls, dropCall } from '../../src/data/calls.svelte';
import { setLook } from '../../src/data/look.svelte';
import { client } from '../../src/data/query';
import { go, route, type ScreenName } from '../../src/data/route.svelte';
import { Failure, useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { dismiss, toasts } from '../../src/kit/toasts.svelte';
import '../../src/styles/base.css';

let desk: FakeDesk;
async function start(screen: ScreenName = 'today', id: string | null = null) {
  client.clear();
  setLanguage('en');
  setLook({ theme: 'light', scale: 100 });
  desk = fake({ frozen: true, delay: 0, ready: true });
  useHost(desk);
  go(screen, id);
  const { container } = await render(App);
  container.style.height = '100%';
  await expect.element(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}
afterEach(async () => {
  while (calls.now) dropCall(calls.now.id);
  for (const one of toasts.list) dismiss(one.id);
  await cleanup();
});

const card = page.getByRole('dialog');
const line = card.getByLabelText('One line: what is it about');
const ring = (number: string | null, name: string | null = null) => desk.push({ type: 'call', number, name });

test('a call that comes with its number shows the customer, and only the line is left to write', async () => {
  await start('cases', 'case-4133');
  ring('0061 3-5550-0142');
  await expect.element(card.getByRole('heading', { name: 'Tidemark Travel Retail' })).toBeVisible();
  await expect.element(card.getByText('Australia', { exact: false })).toBeVisible();
  await expect.element(card.getByText('Melbourne', { exact: false })).toBeVisible();
  await expect.element(card.getByText('long-term')).toBeVisible();
  await expect.element(card.getByText('C-4127', { exact: false })).toBeVisible();
  // The case that stands open is another customer's.
  await expect.element(card.getByText('C-4133', { exact: false })).not.toBeInTheDocument();
  await expect.element(line).toHaveFocus();
  await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})));
  const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
  expect(found.violations.map((v) => v.id)).toEqual([]);
});

test('it is saved by two keys and a line, and says where it went', async () => {
  await start();
  ring('+44 20 5550 0199', 'Ruth');
  await userEvent.type(line, 'The strap came off');
  await userEvent.keyboard('{Escape}1r{Control>}{Enter}{/Control}');
  const made = () => desk.cases.find((c) => c.subject === 'The strap came off');
  await expect.poll(made).toMatchObject({ category: 'product_quality', urgency: 'stopped' });
  await expect
    .element(page.getByText(`${made()?.label} · to Technical support, Technical support`).first())
    .toBeVisible();
  await expect.element(page.getByText('To Technical support', { exact: true })).toBeVisible();
  await expect.element(page.getByText('pressing', { exact: true })).toBeVisible();
});

test('a missed call says that it is called back', async () => {
  await start();
  ring('+44 20 5550 0199');
  await userEvent.type(line, 'No message');
  (card.getByRole('radio', { name: 'Missed' }).element() as HTMLElement).click();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('call-back noted', { exact: false }).first()).toBeVisible();
});

test('another call waits as a line and costs nothing that was typed', async () => {
  await start();
  ring('+61 3 5550 0142');
  await userEvent.type(line, 'Zip pulls');
  ring('+49 30 5550 0176');
  // Told twice by the telephone, and the keys pressed: still one.
  ring('+49 (30) 55500176');
  ring(null);
  const other = card.getByRole('button', { name: 'Another call: +49 30 5550 0176, Enter to note' });
  await expect.element(other).toBeVisible();
  await expect.element(line).toHaveValue('Zip pulls');
  expect(calls.waiting).toHaveLength(1);
  await userEvent.keyboard('{Escape}{Enter}');
  await expect.element(card.getByRole('heading', { name: 'Pellworm Luggage' })).toBeVisible();
  await expect.element(line).toHaveValue('');
  await userEvent.type(line, 'Wheel housing');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(card.getByRole('heading', { name: 'Tidemark Travel Retail' })).toBeVisible();
  await expect.element(line).toHaveValue('Zip pulls');
});

test('a caller who withholds the number is nobody’s case, and waits with a name beside another call', async () => {
  await start('cases', 'case-4133');
  ring(null, 'Bo');
  await expect.element(card.getByRole('heading', { name: 'Bo' })).toBeVisible();
  await expect.element(card.getByText('C-4133', { exact: false })).not.toBeInTheDocument();
  const name = card.getByLabelText('Who speaks');
  await userEvent.fill(name, 'Bo Lin');
  ring(null, 'Ruth');
  await expect.element(card.getByRole('button', { name: 'Another call: Ruth, Enter to note' })).toBeVisible();
  await expect.element(name).toHaveFocus();
  await userEvent.keyboard('{Escape}{Escape}');
  // The other call has the card and the field now; the keys of a field are its own.
  (page.getByRole('button', { name: 'Undo' }).element() as HTMLElement).click();
  await expect.element(name).toHaveValue('Bo Lin');
});

test('a number that another customer has takes the call from the case that stands open', async () => {
  await start('cases', 'case-4133');
  await expect.element(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await userEvent.keyboard('{Control>}{Alt>}n{/Alt}{/Control}');
  await expect.element(card.getByText('C-4133', { exact: false })).toBeVisible();
  await expect.element(card.getByRole('radio', { name: 'C-4133', exact: false })).toBeChecked();
  await userEvent.fill(card.getByLabelText('Number'), '+61 3 5550 0142');
  await expect.element(card.getByRole('heading', { name: 'Tidemark Travel Retail' })).toBeVisible();
  await expect.element(card.getByRole('radio', { name: 'A new case', exact: false })).toBeChecked();
  (card.getByRole('radio', { name: 'C-4133', exact: false }).element() as HTMLElement).click();
  await expect.element(card.getByRole('radio', { name: 'C-4133', exact: false })).toBeChecked();
});

test('what stands on the card outlives the window', async () => {
  await start();
  ring('+61 3 5550 0142');
  await userEvent.type(line, 'Zip pulls come off');
  const kept = JSON.parse(localStorage.getItem('calls') ?? '[]') as { number: string; line: string }[];
  expect(kept).toMatchObject([{ number: '+61 3 5550 0142', line: 'Zip pulls come off' }]);
  await cleanup();
  await render(App);
  await expect.element(line).toHaveValue('Zip pulls come off');
});

test('a card closed by a slip comes back, and a failed save keeps it', async () => {
  await start();
  ring('+61 3 5550 0142');
  await userEvent.type(line, 'Zip pulls');
  await userEvent.keyboard('{Escape}{Escape}');
  await expect.element(card).not.toBeInTheDocument();
  expect(localStorage.getItem('calls')).toBeNull();
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.element(line).toHaveValue('Zip pulls');
  desk.failNext('log_call', new Failure('disk_full'));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(card.getByText('The disk is full', { exact: false })).toBeVisible();
  await expect.element(line).toHaveValue('Zip pulls');
});

test('of several with one number a person says who it is', async () => {
  await start();
  await desk.call('save_customer', {
    id: null,
    name: 'Tidemark Airports',
    emails: [],
    phones: ['+61 3 5550 0142'],
    contact: null,
    language: 'en',
    zone: null,
    country: 'AU',
    long_term_since: null,
    no_surveys: false,
  });
  ring('+61 3 5550 0142');
  await expect.element(card.getByText('Several have this number: choose who it is')).toBeVisible();
  await expect.element(card.getByRole('heading', { name: 'Unknown caller' })).toBeVisible();
  (card.getByRole('radio', { name: 'Tidemark Airports' }).element() as HTMLElement).click();
  await expect.element(card.getByRole('heading', { name: 'Tidemark Airports' })).toBeVisible();
});

test('a link opens its case, and says when there is none', async () => {
  await start();
  desk.push({ type: 'show_case', label: 'C-4133' });
  await expect.poll(() => [route.screen, route.id]).toEqual(['cases', 'case-4133']);
  desk.push({ type: 'show_case', label: 'C-9' });
  await expect.element(page.getByText('There is no C-9 at this desk').first()).toBeVisible();
});
