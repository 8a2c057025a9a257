/** The session strip: begun, noted, ended by keyboard alone; what it says about passwords; its entry in the history. */
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import App from '../../src/App.svelte';
import { setLook } from '../../src/data/look.svelte';
import { client } from '../../src/data/query';
import { go } from '../../src/data/route.svelte';
import { hideStrip } from '../../src/data/strip.svelte';
import { useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { dismiss, toasts } from '../../src/kit/toasts.svelte';
import { hide } from '../../src/parts/open.svelte';
import { callLink, remoteId } from '../../src/screens/strip/link';
import { since } from '../../src/screens/strip/words';
import '../../src/styles/base.css';

let desk: FakeDesk;
async function start(language: 'en' | 'zh-CN' = 'en') {
  client.clear();
  setLanguage(language);
  desk = fake({ frozen: true, delay: 0, ready: true });
  useHost(desk);
  go('cases', 'case-4127');
  const { container } = await render(App);
  container.style.height = '100%';
}
beforeEach(() => setLook({ theme: 'light', scale: 100 }));
afterEach(async () => {
  hide();
  hideStrip();
  for (const one of toasts.list) dismiss(one.id);
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await cleanup();
});

const press = (what: { element(): Element }) => (what.element() as HTMLElement).click();
const strip = () => page.getByRole('region', { name: 'Session', exact: true });
const note = () => strip().getByRole('textbox', { name: 'Note' });
const session = () =>
  desk.cases
    .find((c) => c.id === 'case-4127')
    ?.timeline.flatMap(({ what }) => (what.type === 'session' ? [what.session] : []))
    .at(-1);
async function open() {
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  await userEvent.keyboard('v');
  await expect.element(strip().getByRole('textbox', { name: 'Link, number or address' })).toHaveFocus();
}

test('a session is begun, noted and ended by keys, and stands as one entry with what was said', async () => {
  await start();
  await open();
  press(strip().getByRole('button', { name: 'Start', exact: true }));
  await expect.element(note()).toHaveFocus();
  await userEvent.keyboard('Top stopper missing{Enter}');
  await expect.poll(() => session()?.notes.map((one) => one.text)).toEqual(['Top stopper missing']);
  await expect.element(note()).toHaveValue('');
  await expect.element(note()).toHaveFocus();
  await userEvent.keyboard('carton 41{Enter}');
  await expect.poll(() => session()?.notes.length).toBe(2);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => session()?.held).toBe(true);
  expect(strip().elements()).toHaveLength(0);
  press(page.getByRole('button', { name: /^Video session/ }));
  await expect.element(page.getByText('carton 41')).toBeVisible();
});

test('HX-9: a pasted password is masked, and the strip says so', async () => {
  await start();
  await open();
  press(strip().getByText('Remote help'));
  await expect.element(strip().getByText('ToDesk id')).toBeVisible();
  expect(
    strip()
      .getByLabelText(/password/i)
      .elements(),
  ).toHaveLength(0);
  press(strip().getByRole('button', { name: 'Start', exact: true }));
  await expect.element(note()).toHaveFocus();
  await userEvent.keyboard('id 123 456 789 password: 8k2m1xq3{Enter}');
  await expect.element(strip().getByText('A remote password was masked before it was kept.')).toBeVisible();
  expect(session()?.notes[0]?.text).toContain('123 456 789');
  expect(session()?.notes[0]?.text).not.toContain('8k2m1xq3');
});

test('a picture needs the customer’s consent first', async () => {
  await start();
  await open();
  press(strip().getByRole('button', { name: 'Start', exact: true }));
  await expect.element(note()).toHaveFocus();
  const picture = new File([new Uint8Array([137, 80, 78, 71])], 'x.png', { type: 'image/png' });
  const paste = () => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(picture);
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
  };
  paste();
  await expect.element(strip().getByText('First tick that the customer agrees to pictures.')).toBeVisible();
  press(strip().getByRole('checkbox', { name: 'The customer agrees to pictures' }));
  await expect.poll(() => session()?.consent).toBeTruthy();
  paste();
  await expect.element(strip().getByRole('button', { name: /^Picture C-4127-1/ })).toBeVisible();
});

test('without the program for remote help the strip says where it is set', async () => {
  await start();
  await open();
  press(strip().getByText('Remote help'));
  press(strip().getByRole('button', { name: 'Start and open' }));
  await expect.element(strip().getByText(/No program for remote help is set/)).toBeVisible();
});

test('a session that was left open is found again', async () => {
  await start();
  await open();
  press(strip().getByRole('button', { name: 'Start', exact: true }));
  await expect.element(note()).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByText(/is still open since/)).toBeVisible();
  press(page.getByRole('button', { name: 'Go on' }));
  await expect.element(note()).toHaveFocus();
});

test.each(['en', 'zh-CN'] as const)('nothing of it is out of reach: %s', async (language) => {
  await start(language);
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible();
  await userEvent.keyboard('v');
  await expect.poll(() => document.querySelector('.strip form')).toBeTruthy();
  const look = async () => (await axe.run('.strip')).violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`);
  expect(await look()).toEqual([]);
  document.querySelector<HTMLElement>('.strip form button[type="button"]')?.click();
  await expect.poll(() => document.querySelector('.strip [role="log"]')).toBeTruthy();
  expect(await look()).toEqual([]);
});

test.each([
  ['https://meet.example/a', 'https://meet.example/a'],
  ['+353 1 555 0142', 'tel:+35315550142'],
  ['facetime:+86 138 0013 8000', 'facetime:+8613800138000'],
  ['ana@shop.example', 'facetime:ana@shop.example'],
  ['http://meet.example', null],
  ['file:///etc/passwd', null],
  ['javascript:alert(1)', null],
  ['', null],
])('what opens a call: %s', (typed, link) => expect(callLink(typed)).toBe(link));

test('an id is its digits', () => {
  expect(remoteId('设备代码：123 456 789')).toBe('123456789');
  expect(remoteId('no id')).toBe('');
});

test('the running time is minutes and seconds, then hours', () => {
  const begun = '2026-11-20T02:00:00Z';
  expect(since(begun, Date.parse(begun) + 727_000)).toBe('12:07');
  expect(since(begun, Date.parse(begun) + 3_727_000)).toBe('1:02:07');
  expect(since(begun, Date.parse(begun) - 5_000)).toBe('00:00');
});
