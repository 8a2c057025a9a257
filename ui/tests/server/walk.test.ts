/**
 * The real page in a real browser before the real server: `aftercarectl serve` on a sample desk. Let in by the link, a case
 * is opened and answered, a second page sees it, the server is killed and comes back, and nothing typed is lost.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const built = process.env['CARGO_TARGET_DIR'] ?? join(root, 'target');
const program = join(built, 'debug', process.platform === 'win32' ? 'aftercarectl.exe' : 'aftercarectl');
const folder = mkdtempSync(join(tmpdir(), 'aftercare-walk-'));

let server: ChildProcess;
let url: string;
let link: string;
let browser: Browser;
let context: BrowserContext;
let desk: Page;
const problems: string[] = [];

/** Starts the server and waits for its two lines. */
async function serve(listen: string): Promise<void> {
  server = spawn(program, ['--folder', folder, 'serve', '--listen', listen], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  server.stdout?.on('data', (text: Buffer) => (out += text.toString()));
  server.stderr?.on('data', (text: Buffer) => (err += text.toString()));
  const ended = new Promise<never>((_, no) => server.once('exit', (code) => no(new Error(`ended ${code}: ${err}`))));
  ended.catch(() => {});
  const lines = async (): Promise<[string, string]> => {
    for (;;) {
      const at = /listening on (\S+)/.exec(out)?.[1];
      const open = /(http:\S+token=\S+)/.exec(err)?.[1];
      if (at && open) return [at, open];
      await new Promise((ok) => setTimeout(ok, 20));
    }
  };
  [url, link] = await Promise.race([lines(), ended]);
}

/** As a crash: nothing is said goodbye to. */
async function kill(): Promise<void> {
  const gone = new Promise((ok) => server.once('exit', ok));
  server.kill('SIGKILL');
  await gone;
}

async function call<T>(name: string, args: unknown = null): Promise<T> {
  const token = new URL(link).searchParams.get('token');
  const answer = await fetch(`${url}/api/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify(args),
  });
  const said = (await answer.json()) as T;
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(said)}`);
  return said;
}

interface Row {
  id: string;
  label: string;
  subject: string;
}
interface CasePage {
  draft: string;
  unanswered: unknown;
  reply_to: { address: string } | null;
}
let found: Row;

async function open(): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  // What the browser itself says of a server that is away is no fault of the page.
  page.on(
    'console',
    (said) => said.type() === 'error' && !/ERR_|Failed to load/.test(said.text()) && problems.push(said.text()),
  );
  return page;
}
const reply = (page: Page) => page.getByLabel('Your reply');
const draft = async (): Promise<string> => (await call<CasePage>('case', { case: found.id })).draft;

beforeAll(async () => {
  if (!existsSync(program)) throw new Error(`${program} is missing: cargo build -p aftercare-cli`);
  await serve('127.0.0.1:0');
  await call('set_up', { name: 'Ana', language: 'en', pack: 'hx-leather', house: '', addresses: [], sample: true });
  const { rows } = await call<{ rows: Row[] }>('cases', { filter: 'open', text: '', after: null, limit: 50 });
  for (const row of rows) {
    const page = await call<CasePage>('case', { case: row.id });
    if (page.unanswered && page.reply_to?.address) {
      found = row;
      break;
    }
  }
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en' });
  context.setDefaultTimeout(60_000);
}, 180_000);

afterAll(async () => {
  await browser?.close();
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test('without the link nobody is let in; with it the address shows no token', async () => {
  const stranger = await browser.newContext({ locale: 'en' });
  const page = await stranger.newPage();
  await page.goto(url);
  await page.getByText('The server does not know this token.').waitFor();
  // The token alone lets in as well.
  await page.getByLabel('Token').fill(new URL(link).searchParams.get('token') ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
  expect(page.url()).not.toContain('token');
  await stranger.close();

  desk = await open();
  await desk.goto(link);
  await desk.getByRole('navigation', { name: 'Main' }).waitFor();
  expect(desk.url()).toBe(`${url}/`);
  expect(await desk.evaluate(() => document.cookie)).toBe('');
}, 120_000);

test('a case is opened and answered, and a second page sees it', async () => {
  const second = await open();
  await second.goto(`${url}/#/cases/${found.id}`);
  await reply(second).waitFor();

  await desk.keyboard.press('g');
  await desk.keyboard.press('c');
  await desk.getByText(found.label, { exact: true }).first().click();
  await desk.getByRole('heading', { name: found.subject }).waitFor();
  const words = `The replacement leaves tomorrow, ${Date.now()}.`;
  await reply(desk).fill(words);
  await expect.poll(draft, { timeout: 60_000 }).toBe(words);
  await desk.getByRole('button', { name: /^I sent it/ }).click();
  await expect
    .poll(async () => (await call<CasePage>('case', { case: found.id })).unanswered, { timeout: 60_000 })
    .toBe(null);
  await second.getByText(words).first().waitFor();
  await second.close();
}, 180_000);

test('an answer is saved as a download', async () => {
  await reply(desk).fill('As a file, once.');
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('button', { name: /Save as .eml/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${found.label}.eml`);
  const stream = await download.createReadStream();
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  expect(Buffer.concat(parts).toString()).toContain('As a file, once.');
}, 120_000);

test('a mail file goes up and becomes a case', async () => {
  const mail =
    'From: Bo <bo@shop.example>\r\nTo: us@example.com\r\nMessage-ID: <walk-1@shop.example>\r\n' +
    'Date: Fri, 20 Nov 2026 02:00:00 +0000\r\nSubject: Strap of the walk\r\n\r\nIt came off.\r\n';
  const choosing = desk.waitForEvent('filechooser');
  await desk.keyboard.press('Escape');
  await desk
    .getByRole('button', { name: /Import mail files/ })
    .first()
    .click();
  await (await choosing).setFiles({ name: 'strap.eml', mimeType: 'message/rfc822', buffer: Buffer.from(mail) });
  await desk.getByText('One message: 1 opened').waitFor();
  await desk.getByRole('button', { name: 'Open', exact: true }).click();
  await desk.getByRole('heading', { name: 'Strap of the walk' }).waitFor();
}, 120_000);

test('a server that is killed is missed, and what is typed meanwhile reaches it when it is back', async () => {
  // What was typed before stands where it stood.
  await desk.goto(`${url}/#/cases/${found.id}`);
  await desk.getByRole('heading', { name: found.subject }).waitFor();
  await expect.poll(() => reply(desk).inputValue(), { timeout: 60_000 }).toBe('As a file, once.');
  await kill();
  await desk.getByText('The server can’t be reached since').waitFor();
  await reply(desk).fill('Typed while nobody listened.');
  await desk.getByText('Draft kept on this computer').waitFor();
  // A step that can't be taken says so and takes nothing away.
  await desk.getByRole('button', { name: /^I sent it/ }).click();
  await desk.getByText('The server can’t be reached. What you typed is still here').first().waitFor();
  expect(await reply(desk).inputValue()).toBe('Typed while nobody listened.');

  await serve(new URL(url).host);
  await desk.getByText('The server can’t be reached since').waitFor({ state: 'detached' });
  await expect.poll(draft, { timeout: 60_000 }).toBe('Typed while nobody listened.');
  expect(await reply(desk).inputValue()).toBe('Typed while nobody listened.');
  await desk.reload();
  await expect.poll(() => reply(desk).inputValue(), { timeout: 60_000 }).toBe('Typed while nobody listened.');
}, 180_000);

test('nothing went wrong on the way that nobody saw', () => expect(problems).toEqual([]));
