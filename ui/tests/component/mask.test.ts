/** F8 while the screen is shared: nothing on any screen tells of a customer other than the open case's. */
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import App from '../../src/App.svelte';
import { calls, dropCall } from '../../src/data/calls.svelte';
import { setLook } from '../../src/data/look.svelte';
import type * as Mask from '../../src/data/mask.svelte';
import { mask, turnMask } from '../../src/data/mask.svelte';
import { client } from '../../src/data/query';
import { go, type ScreenName } from '../../src/data/route.svelte';
import { useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { customers, orders, row } from '../../src/host/fake/seed';
import { setLanguage } from '../../src/i18n';
import { dismiss, toasts } from '../../src/kit/toasts.svelte';
import { VEIL } from '../../src/kit/veil';
import { hide } from '../../src/parts/open.svelte';
import { closeWhy, openWhy } from '../../src/screens/why';
import { closePaper } from '../../src/screens/why/paper.svelte';
import '../../src/styles/base.css';

let desk: FakeDesk;
async function start(screen: ScreenName, id: string | null = null) {
  client.clear();
  setLook({ theme: 'light', scale: 100 });
  desk = fake({ frozen: true, delay: 0, ready: true });
  useHost(desk);
  go(screen, id);
  const { container } = await render(App);
  container.style.height = '100%';
  await expect.element(page.getByRole('navigation', { name: /Main|主导航/ })).toBeVisible();
}
beforeEach(() => setLanguage('en'));
afterEach(async () => {
  if (mask.on) turnMask();
  hide();
  closePaper();
  closeWhy();
  while (calls.now) dropCall(calls.now.id);
  for (const one of toasts.list) dismiss(one.id);
  await cleanup();
});

/** What must not be seen: everything that tells of a customer, by whose it is. */
function secrets(but: string | null = null): string[] {
  const theirs = customers
    .filter((c) => c.id !== but)
    .flatMap((c) => [c.name, ...c.emails, ...c.phones, c.contract?.number ?? '']);
  const ordered = Object.entries(orders)
    .filter(([id]) => id !== but)
    .flatMap(([, list]) => list.flatMap((o) => [o.number, o.goods]));
  const cases = desk.cases
    .filter((c) => !but || c.customer?.id !== but)
    .flatMap((c) => [row(c).party, c.subject, c.correspondent?.address ?? '']);
  return [...new Set([...theirs, ...ordered, ...cases])].filter(Boolean);
}
/** Everything that a person sees or is read, names of controls and tips too; what a covered field holds is not seen. */
function shown(): string {
  const parts: string[] = [];
  const seen = (node: HTMLElement) => node.checkVisibility();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode())
    if (seen(walk.currentNode.parentElement as HTMLElement)) parts.push(walk.currentNode.nodeValue ?? '');
  for (const node of document.body.querySelectorAll<HTMLElement>('*')) {
    if (!seen(node)) continue;
    for (const name of ['title', 'aria-label', 'alt', 'placeholder']) parts.push(node.getAttribute(name) ?? '');
    if (node instanceof HTMLInputElement && node.type !== 'password') parts.push(node.value);
    if (node instanceof HTMLTextAreaElement && !node.classList.contains('veiled')) parts.push(node.value);
  }
  return parts.join('\n');
}
const told = (but: string | null = null): string[] => secrets(but).filter((one) => shown().includes(one));
const f8 = () => userEvent.keyboard('{F8}');
async function clean() {
  await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})));
  const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
  expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
}

describe('with no case open every customer is somebody else', () => {
  const force = () => (page.getByRole('radio', { name: 'Force majeure' }).element() as HTMLElement).click();
  test.each<[ScreenName, string | null, (() => unknown)?]>([
    ['today', null],
    ['cases', null],
    ['customers', null],
    ['customers', 'c-tidemark'],
    ['surveys', null],
    ['policies', 'declared/new', () => expect.poll(force).toBe(undefined)],
  ])('on %s %s', async (screen, id, begin) => {
    await start(screen, id);
    await begin?.();
    await expect.poll(() => told().length).toBeGreaterThan(0);
    await f8();
    await expect.poll(() => told()).toEqual([]);
    // The sign that stands for a block is drawn, never written.
    expect(shown()).not.toContain(VEIL);
    await expect.element(page.getByRole('status').getByText('Other customers hidden')).toBeVisible();
    await clean();
    await f8();
    await expect.poll(() => told().length).toBeGreaterThan(0);
  });
});

test.each<[ScreenName]>([['cases'], ['forms']])(
  'the customer of the open case stands as ever on %s',
  async (screen) => {
    await start(screen, 'case-4127');
    await f8();
    await expect.poll(() => told('c-tidemark')).toEqual([]);
    if (screen === 'cases') {
      await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('Zip pulls come off');
      await expect.element(page.getByRole('button', { name: 'Tidemark Travel Retail' })).toBeVisible();
      await clean();
    }
  },
);

test('going to another case covers the one before it', async () => {
  await start('cases', 'case-4127');
  await f8();
  await expect.element(page.getByRole('button', { name: 'Tidemark Travel Retail' })).toBeVisible();
  go('cases', 'case-4133');
  await expect.element(page.getByRole('button', { name: '青禾礼品' })).toBeVisible();
  await expect.poll(() => told('c-qinghe')).toEqual([]);
});

test('the palette, its own dialogs too, and the key works in them and in fields', async () => {
  await start('today');
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.keyboard('le');
  await expect.element(page.getByRole('option', { name: /Handle stitching/ })).toBeVisible();
  await f8();
  await expect.poll(() => told()).toEqual([]);
  await expect.element(page.getByRole('option', { name: /hidden/ }).first()).toBeVisible();
  expect(shown()).not.toContain(VEIL);
});

test('toasts and alerts, also those that stand already', async () => {
  await start('today');
  desk.push({
    type: 'alert',
    case: 'case-4133',
    label: 'C-4133',
    party: '青禾礼品',
    clock: 'solution',
    kind: 'soon',
    at: '2026-11-23T08:00:00Z',
  });
  await expect.element(page.getByText('C-4133, 青禾礼品: Solution is due soon').first()).toBeVisible();
  await f8();
  await expect.poll(() => told()).toEqual([]);
  desk.push({
    type: 'summary',
    title: '1 deadline while nobody looked',
    body: 'First: C-4127 · Tidemark Travel Retail',
  });
  await expect.element(page.getByText('1 deadline while nobody looked', { exact: false })).toBeVisible();
  expect(told()).toEqual([]);
});

test('the call card: who calls, their cases, the fields; and another call below it', async () => {
  await start('today');
  desk.push({ type: 'call', number: '+61 3 5550 0142', name: 'Orla' });
  desk.push({ type: 'call', number: '+49 30 5550 0176', name: null });
  const card = page.getByRole('dialog');
  await expect.element(card.getByRole('heading', { name: 'Tidemark Travel Retail' })).toBeVisible();
  await userEvent.type(card.getByLabelText('One line: what is it about'), 'Zip pulls, lot 7');
  await f8();
  await expect.poll(() => told()).toEqual([]);
  expect(shown()).not.toMatch(/Orla|lot 7/);
  await expect.element(card.getByRole('heading')).toHaveTextContent('hidden');
  await clean();
});

test('Why of another case, and its sheet', async () => {
  await start('today');
  openWhy('case-4127', 'solution', 1);
  await expect.element(page.getByText('Tidemark Travel Retail', { exact: false }).first()).toBeVisible();
  await f8();
  await expect.poll(() => told()).toEqual([]);
  await userEvent.keyboard('p');
  await expect.element(page.getByText('This sheet is another customer’s', { exact: false })).toBeVisible();
});

test('what was typed about a customer waits behind it', async () => {
  await start('customers', 'c-tidemark');
  await expect.element(page.getByRole('heading', { name: 'Tidemark Travel Retail' })).toBeVisible();
  await userEvent.keyboard('e');
  const name = page.getByLabelText('Name', { exact: true });
  await userEvent.fill(name, 'Tidemark Travel Retail Pty');
  await f8();
  await expect.poll(() => told()).toEqual([]);
  await f8();
  await expect.element(name).toHaveValue('Tidemark Travel Retail Pty');
});

test('it is on after a reload, and in another tab', async () => {
  await start('today');
  await f8();
  const again = new URL('../../src/data/mask.svelte.ts?again', import.meta.url).href;
  const fresh = (await import(/* @vite-ignore */ again)) as typeof Mask;
  expect(fresh.mask.on).toBe(true);
  // The other tab turned it off.
  localStorage.removeItem('mask');
  window.dispatchEvent(new StorageEvent('storage', { key: 'mask' }));
  await expect.poll(() => mask.on).toBe(false);
});

test('it is in the help, in the palette, and says so in Chinese', async () => {
  await start('today');
  setLanguage('zh-CN');
  await f8();
  await expect.element(page.getByRole('status').getByText('已隐藏其他客户')).toBeVisible();
  await expect.element(page.getByText('已隐藏', { exact: true }).first()).toBeInTheDocument();
  await userEvent.keyboard('?');
  await expect.element(page.getByText('共享屏幕时隐藏其他客户，或重新显示')).toBeVisible();
});
