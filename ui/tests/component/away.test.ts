/** A desk whose server comes and goes: the band, drafts kept meanwhile, the page that can't reach its server, and choosing
 *  where the data stands. */
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page, userEvent, type Locator } from 'vitest/browser';
import App from '../../src/App.svelte';
import { setLook } from '../../src/data/look.svelte';
import { linked } from '../../src/data/place.svelte';
import { client } from '../../src/data/query';
import { go, route, type ScreenName } from '../../src/data/route.svelte';
import { Failure, useHost, type Link } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { dismiss, toasts } from '../../src/kit/toasts.svelte';
import { hide } from '../../src/parts/open.svelte';
import '../../src/styles/base.css';

let desk: FakeDesk;
const SINCE = '2026-11-23T07:38:00Z';
const away: Link = { state: 'away', since: SINCE };
const connection = (link: Link) => desk.push({ type: 'connection', ...link });
const press = async (what: Locator) => {
  await expect.element(what).toBeVisible();
  (what.element() as HTMLElement).click();
};

async function start(screen: ScreenName, id: string | null = null, options: Parameters<typeof fake>[0] = {}) {
  client.clear();
  setLanguage('en');
  desk = fake({ frozen: true, delay: 0, ready: true, place: 'server', ...options });
  useHost(desk);
  go(screen, id);
  const { container } = await render(App);
  container.style.height = '100%';
}
beforeEach(async () => {
  localStorage.removeItem('drafts');
  setLook({ theme: 'light', scale: 100 });
});
afterEach(async () => {
  hide();
  for (const one of toasts.list) dismiss(one.id);
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await cleanup();
  useHost(fake());
  await linked({ state: 'connecting' });
  localStorage.removeItem('drafts');
});

const band = () => page.getByText('The server can’t be reached since');
const reply = () => page.getByLabelText('Your reply');
const drafts = (): string => localStorage.getItem('drafts') ?? '';
const clean = async () => {
  await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})));
  const result = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
  expect(result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`)).toEqual([]);
};

describe('while the server is away', () => {
  test('a band says since when, what was loaded stays, and on return it is gone', async () => {
    await start('cases', 'case-4127');
    await expect.element(reply()).toBeVisible();
    connection(away);
    await expect.element(band()).toBeVisible();
    await expect.element(page.getByText('Can you tell us today whether replacement pulls')).toBeVisible();
    await clean();
    connection({ state: 'connected' });
    await expect.element(band()).not.toBeInTheDocument();
    await expect.element(page.getByText('The server is back. Everything is up to date.')).toBeVisible();
  });
  test('a draft is kept here and saved on return', async () => {
    await start('cases', 'case-4127');
    await expect.element(reply()).toBeVisible();
    connection(away);
    desk.failAlways('save_draft', new Failure('away'));
    await userEvent.type(reply(), 'The pulls leave on Thursday.');
    await expect.element(page.getByText('Draft kept on this computer')).toBeVisible();
    expect(drafts()).toContain('The pulls leave on Thursday.');
    // Elsewhere and back: the words still stand.
    go('today');
    await expect.element(reply()).not.toBeInTheDocument();
    go('cases', 'case-4127');
    await expect.element(reply()).toHaveValue('The pulls leave on Thursday.');
    desk.failAlways('save_draft', null);
    connection({ state: 'connected' });
    await expect.element(page.getByText('The server is back. The draft kept here is saved.')).toBeVisible();
    expect(drafts()).toBe('');
    expect(desk.cases.find((c) => c.id === 'case-4127')?.draft).toBe('The pulls leave on Thursday.');
    await expect.element(page.getByText('Draft kept', { exact: true })).toBeVisible();
  });
  test('what somebody else wrote at the draft meanwhile is not lost', async () => {
    await start('cases', 'case-4127');
    await expect.element(reply()).toBeVisible();
    connection(away);
    desk.failAlways('save_draft', new Failure('away'));
    await userEvent.type(reply(), 'Mine.');
    await expect.poll(drafts).toContain('Mine.');
    const other = desk.cases.find((c) => c.id === 'case-4127');
    if (other) other.draft = 'Theirs.';
    desk.failAlways('save_draft', null);
    connection({ state: 'connected' });
    await expect.element(reply()).toHaveValue('Theirs.\n\nMine.');
    await expect.poll(() => other?.draft).toBe('Theirs.\n\nMine.');
  });
  test('a draft that was saved stands there when one comes back', async () => {
    await start('cases', 'case-4127');
    await expect.element(reply()).toBeVisible();
    await userEvent.type(reply(), 'Half a sentence');
    await expect.element(page.getByText('Draft kept', { exact: true })).toBeVisible();
    go('today');
    await expect.element(reply()).not.toBeInTheDocument();
    go('cases', 'case-4127');
    await expect.element(reply()).toHaveValue('Half a sentence');
  });
  test('a command that fails keeps what was typed', async () => {
    await start('cases', 'case-4130');
    await expect.element(page.getByRole('heading', { name: 'Short delivery, carton 18' })).toBeVisible();
    connection(away);
    desk.failAlways('wait', new Failure('away'));
    await userEvent.keyboard('w');
    const dialog = page.getByRole('dialog', { name: 'C-4130 waits' });
    await userEvent.type(dialog.getByLabelText('What was asked'), 'A photo of the carton');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(dialog.getByText('The server can’t be reached.')).toBeVisible();
    await expect.element(dialog.getByLabelText('What was asked')).toHaveValue('A photo of the carton');
  });
  test('a certificate that is not trusted any more is named, with the way to the address', async () => {
    await start('today');
    await expect.element(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    connection({ state: 'untrusted', reason: 'expired' });
    await expect.element(page.getByText('The certificate of 127.0.0.1 has expired.')).toBeVisible();
    await clean();
    await press(page.getByRole('button', { name: 'Where the data stands' }));
    await expect.poll(() => route.screen).toBe('settings');
    await expect.element(page.getByText('not trusted', { exact: true })).toBeVisible();
    connection({ state: 'connected' });
    await expect.element(page.getByText('The certificate of 127.0.0.1')).not.toBeInTheDocument();
  });
  test('a short break shows nothing', async () => {
    await start('today');
    await expect.element(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    connection(away);
    connection({ state: 'connected' });
    await new Promise((ok) => setTimeout(ok, 900));
    await expect.element(band()).not.toBeInTheDocument();
  });
});

describe('at the start', () => {
  test('a server that does not answer is said, with three ways out', async () => {
    client.clear();
    setLanguage('en');
    desk = fake({ frozen: true, delay: 0, ready: true, place: 'server' });
    desk.failAlways('desk', new Failure('away', { url: 'http://127.0.0.1:8080' }));
    useHost(desk);
    go('today');
    await render(App);
    await expect.element(page.getByRole('heading', { name: 'The server’s desk can’t be opened' })).toBeVisible();
    await expect.element(page.getByText('http://127.0.0.1:8080')).toBeVisible();
    await clean();
    for (const name of ['Try again', 'Another server or token', 'Work with the folder on this computer'])
      await expect.element(page.getByRole('button', { name })).toBeVisible();
    desk.failAlways('desk', null);
    await press(page.getByRole('button', { name: 'Work with the folder on this computer' }));
    await expect.element(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  });
  test('a server that is not trusted says why, and what can be done', async () => {
    client.clear();
    setLanguage('zh-CN');
    desk = fake({ frozen: true, delay: 0, ready: true, place: 'server' });
    const args = { reason: 'unknown_issuer', host: 'desk.example.com', url: 'https://desk.example.com', detail: 'x' };
    desk.failAlways('desk', new Failure('untrusted', args));
    useHost(desk);
    go('today');
    await render(App);
    await expect.element(page.getByText('本机不信任 desk.example.com 证书的签发者。')).toBeVisible();
    await clean();
    desk.failAlways('desk', null);
    await press(page.getByRole('button', { name: '重试' }));
    await expect.element(page.getByRole('navigation')).toBeVisible();
  });
  test('a token that is missing is asked for at once', async () => {
    client.clear();
    setLanguage('en');
    desk = fake({ frozen: true, delay: 0, ready: true, place: 'server' });
    desk.failAlways('desk', new Failure('keyring', { reason: 'no_entry' }));
    useHost(desk);
    go('today');
    await render(App);
    await expect.element(page.getByText('The keyring has no token for this server.')).toBeVisible();
    await expect.element(page.getByLabelText('Address of the server')).toHaveValue('http://127.0.0.1:8080');
    desk.failAlways('desk', null);
    await userEvent.type(page.getByLabelText('Token'), '0f1e');
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  });
});

describe('where the data stands', () => {
  const section = () => page.getByRole('heading', { name: 'Where the data stands' });
  test('another folder is asked about, then opened at once', async () => {
    await start('settings', 'place', { place: 'folder' });
    await expect.element(section()).toBeVisible();
    await press(page.getByRole('button', { name: 'Another folder' }));
    const dialog = page.getByRole('dialog', { name: 'Open the desk in this folder?' });
    await expect.element(dialog.getByTitle('/tmp', { exact: true })).toBeVisible();
    await clean();
    desk.failNext('host_choose_folder', new Failure('damaged'));
    await press(dialog.getByRole('button', { name: /^Open/ }));
    await expect.element(dialog.getByText(/records.* damaged/)).toBeVisible();
    await press(dialog.getByRole('button', { name: /^Open/ }));
    await expect.poll(() => route.screen).toBe('today');
    go('settings', 'place');
    await expect.element(page.getByTitle('/tmp', { exact: true })).toBeVisible();
  });
  test('a server is tried first; what is wrong stands at its field', async () => {
    await start('settings', 'place', { place: 'folder' });
    await press(page.getByRole('button', { name: 'Connect to a server' }));
    await userEvent.type(page.getByLabelText('Address of the server'), 'http://127.0.0.1:8080');
    await press(page.getByRole('button', { name: 'Connect', exact: true }));
    await expect.element(page.getByText('The token is needed: the server shows it at its start.')).toBeVisible();
    await userEvent.type(page.getByLabelText('Token'), '0f1e');
    desk.failNext('host_choose_server', new Failure('unauthorised'));
    await press(page.getByRole('button', { name: 'Connect', exact: true }));
    await expect.element(page.getByText('The server does not know this token.')).toBeVisible();
    await clean();
    await press(page.getByRole('button', { name: 'Connect', exact: true }));
    await expect.poll(() => route.screen).toBe('today');
    await expect.element(page.getByText('Connected. This desk is the server’s from now on.')).toBeVisible();
  });
  test('a page from a server stays with it', async () => {
    await start('settings', 'place', { place: 'browser' });
    await expect.element(section()).toBeVisible();
    await expect.element(page.getByText('http://127.0.0.1:8080')).toBeVisible();
    expect(page.getByRole('button', { name: 'Another folder' }).elements()).toEqual([]);
    expect(page.getByRole('button', { name: /^Open folder/ }).elements()).toEqual([]);
    await press(page.getByRole('button', { name: 'Test' }));
    await expect.element(page.getByText('The server answers.')).toBeVisible();
  });
});
