/** "Why this deadline" and the verdict on paper: from the dialog and from the case, by keys, with the focus given back. */
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import App from '../../src/App.svelte';
import { setLook } from '../../src/data/look.svelte';
import { client } from '../../src/data/query';
import { go } from '../../src/data/route.svelte';
import { Failure, useHost, type Args } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { closeWhy } from '../../src/screens/why';
import { closePaper } from '../../src/screens/why/paper.svelte';
import { hide } from '../../src/parts/open.svelte';
import '../../src/styles/base.css';

let desk: FakeDesk;
let calls: [string, unknown][] = [];
const button = (name: string | RegExp) => page.getByRole('button', { name });
const sheets = () => page.getByRole('img', { name: /^Page|^第/ }).elements().length;
const asked = (name: string) => calls.filter(([one]) => one === name).map(([, args]) => args);

async function start(language: 'en' | 'zh-CN' = 'en') {
  client.clear();
  setLanguage(language);
  desk = fake({ frozen: true, delay: 0, ready: true });
  calls = [];
  const call = desk.call.bind(desk);
  vi.spyOn(desk, 'call').mockImplementation((name, args) => {
    calls.push([name, args]);
    return call(name, args);
  });
  useHost(desk);
  go('cases', 'case-4127');
  const { container } = await render(App);
  container.style.height = '100%';
  await expect.element(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect.poll(() => document.querySelector('.clocks')).not.toBeNull();
}
/** Why is open with its verdict there. */
async function why() {
  await userEvent.keyboard('y');
  await expect.element(button('Print the verdict').last()).toBeVisible();
}

beforeEach(() => setLook({ theme: 'light', scale: 100 }));
afterEach(async () => {
  closePaper();
  closeWhy();
  hide();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await cleanup();
});

test('P in Why shows the sheets, Ctrl P prints them, Esc leads back to Why and its focus', async () => {
  await start();
  await why();
  const before = document.activeElement;
  await userEvent.keyboard('p');
  await expect.element(page.getByRole('heading', { name: 'Why this deadline, C-4127' })).toBeVisible();
  await expect.poll(sheets).toBe(2);
  expect(asked('print_why')).toEqual([]);
  await page.getByText('Letter', { exact: true }).click();
  await page.getByText('Deadline', { exact: true }).click();
  await expect.poll(sheets).toBe(1);
  await page.getByLabelText('Copies').fill('2');
  await userEvent.keyboard('{Control>}p{/Control}');
  await expect.element(page.getByText(/^Sent to /)).toBeVisible();
  const [job] = asked('print_why') as Args<'print_why'>[];
  expect(job).toMatchObject({
    copies: 2,
    sheet: { case: 'case-4127', verdict: false, at: null, paper: 'letter', languages: 'en' },
  });
  expect(job?.sheet.clock).not.toBeNull();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('heading', { name: 'Why this deadline, C-4127' })).not.toBeInTheDocument();
  await expect.element(page.getByText('HX-6', { exact: false }).first()).toBeVisible();
  expect(document.activeElement).toBe(before);
});

test('the verdict is printed alone from its card, saved as a file, and from the case', async () => {
  await start();
  await why();
  await button('Print the verdict').last().click();
  await expect.element(page.getByRole('heading', { name: 'Verdict, C-4127' })).toBeVisible();
  await expect.poll(sheets).toBe(1);
  await userEvent.keyboard('{Control>}s{/Control}');
  await expect.poll(() => asked('save_why').length).toBe(1);
  expect(asked('host_pick_save')).toEqual([{ name: 'C-4127-verdict.pdf' }]);
  expect(asked('save_why')[0]).toMatchObject({ sheet: { clock: null, verdict: true } });
  const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
  expect(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`)).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await userEvent.keyboard('{Escape}');
  const onCase = button('Print the verdict').first();
  await onCase.click();
  await expect.element(page.getByRole('heading', { name: 'Verdict, C-4127' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  expect(document.activeElement).toBe(onCase.element());
});

test('as the case stood it is printed as it stood', async () => {
  await start();
  await why();
  await userEvent.keyboard('a');
  await expect.element(page.getByRole('group', { name: 'As it stood' })).toBeVisible();
  await button(/^Event before/).click();
  await expect.element(page.getByText(/^As it stood on/)).toBeVisible();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await userEvent.keyboard('p');
  await expect.poll(() => asked('why_sheet').length).toBeGreaterThan(0);
  expect((asked('why_sheet').at(-1) as Args<'why_sheet'>).at).not.toBeNull();
  await expect.poll(() => document.querySelector('dialog.paper .then')?.textContent).toMatch(/^As it stood on/);
});

test('in Chinese, and what fails says so with a way on', async () => {
  await start('zh-CN');
  await userEvent.keyboard('y');
  await expect.element(button('打印结论').last()).toBeVisible();
  desk.failNext('why_sheet', new Failure('form', { detail: 'layout' }));
  await userEvent.keyboard('p');
  await expect.element(page.getByRole('heading', { name: '期限的由来，C-4127' })).toBeVisible();
  await expect.element(page.getByText('无法生成此单。').first()).toBeVisible();
  await userEvent.keyboard('{Control>}p{/Control}');
  expect(asked('print_why')).toEqual([]);
  await button('重试').click();
  await expect.poll(sheets).toBe(2);
  expect((asked('why_sheet').at(-1) as Args<'why_sheet'>).languages).toBe('zh');
  desk.failNext('print_why', new Failure('printer', { printer: 'desk', detail: 'paper' }));
  await userEvent.keyboard('{Control>}p{/Control}');
  await expect.poll(() => document.querySelector('dialog.paper .band.bad')).not.toBeNull();
});
