// A chat comes in against the example desk: dropped, pasted, by the palette; looked at, and imported by keyboard alone.
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import App from '../../src/App.svelte';
import { setLook } from '../../src/data/look.svelte';
import { client } from '../../src/data/query';
import { go } from '../../src/data/route.svelte';
import { useHost, type CallName } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage, type Locale } from '../../src/i18n';
import { dismiss, toasts } from '../../src/kit/toasts.svelte';
import { hide } from '../../src/parts/open.svelte';
import '../../src/styles/base.css';

const CHAT = '20/11/26, 09:00 - Dana Reyes: the strap came off\n20/11/26, 09:20 - Mei Lin: Which colour?\n';
let desk: FakeDesk;
let called: { name: CallName; args: unknown }[];

async function start(screen: 'cases' | 'today' = 'cases', id: string | null = null, language: Locale = 'en') {
  client.clear();
  setLanguage(language);
  setLook({ theme: 'light', scale: 100 });
  desk = fake({ frozen: true, delay: 0, ready: true });
  called = [];
  const real = desk.call.bind(desk);
  desk.call = ((name: CallName, args: never) => {
    called.push({ name, args });
    return real(name, args);
  }) as typeof desk.call;
  useHost(desk);
  go(screen, id);
  const { container } = await render(App);
  container.style.height = '100%';
  await expect.element(page.getByRole('navigation').first()).toBeVisible();
}
beforeEach(() => localStorage.clear());
afterEach(async () => {
  hide();
  for (const one of toasts.list) dismiss(one.id);
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await cleanup();
});
const last = (name: CallName) => called.filter((one) => one.name === name).at(-1)?.args as Record<string, unknown>;
const dialog = () => page.getByRole('dialog', { name: 'Import a chat' });
function paste(text: string, into: Element = document.body) {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  into.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
}
async function clean() {
  await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})));
  const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
  expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
}

test.each(['light', 'dark'] as const)(
  'a chat that is dropped is looked at, and what it brings is said, %s',
  async (theme) => {
    await start();
    setLook({ theme, scale: 100 });
    desk.push({ type: 'dropped', paths: ['upload:1'], names: ['WhatsApp Chat with Orla Fenwick.txt'] });
    await expect.element(dialog()).toBeVisible();
    await expect.element(page.getByText('4 new messages')).toBeVisible();
    await expect.element(page.getByText('Left out: one notice of the program.')).toBeVisible();
    await expect.element(page.getByText('One file is only named in the text.')).toBeVisible();
    await expect
      .element(page.getByRole('radiogroup', { name: 'Mei Lin is' }).getByRole('radio', { name: 'Us', exact: true }))
      .toBeChecked();
    await expect
      .element(page.getByRole('radiogroup', { name: 'Orla Fenwick is' }).getByRole('radio', { name: 'Customer' }))
      .toBeChecked();
    expect(called.some((one) => one.name === 'import_chat')).toBe(false);
    await clean();
  },
);

test('a text that is no chat is mail as before, and so are two files', async () => {
  await start();
  desk.failNext('chat_preview', Object.assign(new Error(), { code: 'bad_input', args: {}, clause: null }) as never);
  desk.push({ type: 'dropped', paths: ['upload:1'], names: ['letter.txt'] });
  await expect.poll(() => last('import_mail')).toMatchObject({ paths: ['upload:1'] });
  desk.push({ type: 'dropped', paths: ['upload:2', 'upload:3'], names: ['a.txt', 'b.txt'] });
  await expect.poll(() => last('import_mail')).toMatchObject({ paths: ['upload:2', 'upload:3'] });
  expect(document.querySelector('dialog[open]')).toBeNull();
});

test('what is pasted on the cases opens it, in a field it is only text, and other words do nothing', async () => {
  await start();
  paste('just a few words\nand no chat');
  const search = page.getByRole('textbox').first().element();
  (search as HTMLElement).focus();
  paste(CHAT, search);
  expect(document.querySelector('dialog[open]')).toBeNull();
  (search as HTMLElement).blur();
  paste(CHAT);
  await expect.element(dialog()).toBeVisible();
  await expect.element(page.getByText('2 new messages')).toBeVisible();
});

test('by keyboard alone: palette, text, whose side, import, and the case opens', async () => {
  await start('today');
  await userEvent.keyboard('{Control>}k{/Control}');
  await userEvent.keyboard('import a chat{Enter}');
  await expect.element(dialog()).toBeVisible();
  await userEvent.fill(page.getByRole('textbox', { name: 'Text of the chat' }), CHAT);
  await expect.element(page.getByText('2 new messages')).toBeVisible();
  await expect.poll(() => document.activeElement?.closest('dialog')).not.toBeNull();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect
    .poll(() => last('import_chat'))
    .toMatchObject({
      text: CHAT,
      ours: ['Mei Lin'],
      order: 'dmy',
      zone: 'Asia/Shanghai',
      case: null,
      customer: null,
    });
  await expect.element(page.getByText('2 messages added')).toBeVisible();
  expect(document.querySelector('dialog[open]')).toBeNull();
  (page.getByRole('button', { name: 'Open' }).element() as HTMLElement).click();
  await expect.element(page.getByRole('heading', { name: 'the strap came off' })).toBeVisible();
});

test('a longer export joins the case that has the beginning', async () => {
  await start();
  for (const text of [CHAT, `${CHAT}20/11/26, 09:40 - Dana Reyes: the tan one\n`]) {
    paste(text);
    await expect.element(dialog()).toBeVisible();
    await expect.element(page.getByRole('button', { name: /Import (one|2) message/ })).toBeVisible();
    const into = page.getByRole('combobox', { name: 'Goes into' });
    if (text === CHAT) await expect.element(into).toHaveDisplayValue('A new case');
    else {
      await expect.element(page.getByText('One new message, 2 known already')).toBeVisible();
      await expect.element(into).toHaveDisplayValue(/C-\d+, which has its earlier messages/);
    }
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => document.querySelector('dialog[open]')).toBeNull();
  }
});

test('dates that can be read in two ways are chosen before anything is imported', async () => {
  await start();
  paste(CHAT.replaceAll('20/11/26', '05/11/26'));
  await expect.element(page.getByText('The dates can be read in two ways.', { exact: false })).toBeVisible();
  await expect.element(page.getByText('5 Nov 2026', { exact: true })).toBeVisible();
  await expect.element(page.getByText('11 May 2026', { exact: true })).toBeVisible();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('Choose how the dates are read.')).toBeVisible();
  expect(called.some((one) => one.name === 'import_chat')).toBe(false);
  const month = page.getByRole('radio', { name: /11 May 2026/ }).element() as HTMLElement;
  month.click();
  await expect.poll(() => last('chat_preview')).toMatchObject({ order: 'mdy' });
  await expect.element(page.getByRole('radio', { name: /11 May 2026/ })).toBeChecked();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => last('import_chat')).toMatchObject({ order: 'mdy' });
});

test('it goes into the case that is open, by the clock of another zone, with other sides', async () => {
  await start('cases', 'case-4127');
  paste(CHAT);
  await expect.element(page.getByText('2 new messages')).toBeVisible();
  await page.getByRole('combobox', { name: 'Goes into' }).selectOptions('C-4127, which is open here');
  await page
    .getByRole('combobox', { name: 'By the clock of' })
    .selectOptions(page.getByRole('option', { name: /^Dublin/ }));
  await expect.poll(() => last('chat_preview')).toMatchObject({ zone: 'Europe/Dublin' });
  const us = page.getByRole('radiogroup', { name: 'Dana Reyes is' }).getByRole('radio', { name: 'Us', exact: true });
  (us.element() as HTMLElement).click();
  await expect
    .poll(() => last('chat_preview'))
    .toMatchObject({ ours: expect.arrayContaining(['Mei Lin', 'Dana Reyes']) });
  await expect.element(us).toBeChecked();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect
    .poll(() => last('import_chat'))
    .toMatchObject({
      case: 'case-4127',
      zone: 'Europe/Dublin',
      ours: expect.arrayContaining(['Mei Lin', 'Dana Reyes']),
    });
});

test('it says in Chinese what it says in English', async () => {
  await start('cases', null, 'zh-CN');
  paste(CHAT);
  await expect.element(page.getByRole('dialog', { name: '导入聊天记录' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: /导入 2 条消息/ })).toBeVisible();
  await clean();
});
