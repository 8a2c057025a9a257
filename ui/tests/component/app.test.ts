/** The whole page over the example desk: each screen with axe in both themes, and the main line by keyboard. */
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import App from '../../src/App.svelte';
import { setLook } from '../../src/data/look.svelte';
import { calls, dropCall } from '../../src/data/calls.svelte';
import { client } from '../../src/data/query';
import { go, type ScreenName } from '../../src/data/route.svelte';
import { Failure, useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { dismiss, toasts } from '../../src/kit/toasts.svelte';
import { hide } from '../../src/parts/open.svelte';
import '../../src/styles/base.css';

let desk: FakeDesk;
/** The page is scaled inside the test's frame, so that a pointer would miss. */
const press = async (what: { element(): Element }) => (what.element() as HTMLElement).click();
async function start(screen: ScreenName, id: string | null = null, options: Parameters<typeof fake>[0] = {}) {
  client.clear();
  setLanguage('en');
  desk = fake({ frozen: true, delay: 0, ready: true, ...options });
  useHost(desk);
  go(screen, id);
  const { container } = await render(App);
  // As `#app` in index.html.
  container.style.height = '100%';
}
beforeEach(() => setLook({ theme: 'light', scale: 100 }));
afterEach(async () => {
  hide();
  while (calls.now) dropCall(calls.now.id);
  for (const one of toasts.list) dismiss(one.id);
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await cleanup();
});

async function clean(what: string) {
  // Panels fade in; a colour in the middle of a fade is nobody's contrast.
  await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})));
  const result = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
  const said = result.violations.map(
    (v) =>
      `${v.id}: ${v.nodes
        .map((n) => n.target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  );
  expect(said, what).toEqual([]);
}

describe.each(['light', 'dark'] as const)('axe, %s', (theme) => {
  const screens: [ScreenName, string | null][] = [
    ['today', null],
    ['cases', null],
    ['cases', 'case-4127'],
    ['customers', null],
    ['surveys', null],
    ['forms', 'case-4127'],
    ['settings', null],
  ];
  test.each(screens)('%s %s', async (screen, id) => {
    await start(screen, id);
    setLook({ theme, scale: 100 });
    await expect.element(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await new Promise((ok) => setTimeout(ok, 400));
    setLook({ theme, scale: 100 });
    await clean(`${screen} ${theme}`);
  });
  test('first start', async () => {
    await start('today', null, { ready: false });
    setLook({ theme, scale: 100 });
    await expect.element(page.getByRole('heading', { name: /Set up|设置/ })).toBeVisible();
    await clean('first');
  });
});

describe('a case', () => {
  test('the open question stands open, and an answer stops the clock', async () => {
    await start('cases', 'case-4127');
    await expect.element(page.getByText('Can you tell us today whether replacement pulls')).toBeVisible();
    await userEvent.keyboard('r');
    await userEvent.type(page.getByLabelText('Your reply'), 'Yes to both.');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => desk.cases.find((c) => c.id === 'case-4127')?.unanswered).toBe(null);
    await expect.element(page.getByLabelText('Your reply')).toHaveValue('');
  });
  test('a refused answer stays where it was typed', async () => {
    await start('cases', 'case-4130');
    await expect.element(page.getByLabelText('Your reply')).toBeVisible();
    await userEvent.keyboard('r');
    await userEvent.type(page.getByLabelText('Your reply'), 'Two pieces follow.');
    desk.failNext('mark_sent', new Failure('conflict'));
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByText('Somebody changed this meanwhile')).toBeVisible();
    await expect.element(page.getByLabelText('Your reply')).toHaveValue('Two pieces follow.');
  });
  test('waiting asks for its words, then pauses', async () => {
    await start('cases', 'case-4130');
    await expect.element(page.getByRole('heading', { name: 'Short delivery, carton 18' })).toBeVisible();
    await userEvent.keyboard('w');
    const dialog = page.getByRole('dialog', { name: 'C-4130 waits' });
    await expect.element(dialog).toBeVisible();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(dialog.getByText('The text is missing.')).toBeVisible();
    await userEvent.type(dialog.getByLabelText('What was asked'), 'A photo of the carton');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => desk.cases.find((c) => c.id === 'case-4130')?.status).toBe('waiting');
  });
  test('no key acts while an input method composes, nor in a field', async () => {
    await start('cases', 'case-4130');
    await expect.element(page.getByRole('heading', { name: 'Short delivery, carton 18' })).toBeVisible();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'w', isComposing: true, bubbles: true }));
    (page.getByLabelText('Your reply').element() as HTMLElement).focus();
    await userEvent.keyboard('w');
    expect(document.querySelector('dialog[open]')).toBe(null);
    await expect.element(page.getByLabelText('Your reply')).toHaveValue('w');
  });
});

describe('what was done', () => {
  test('can be taken back with Ctrl Z while its notice stands, in the history', async () => {
    await start('cases', 'case-4118');
    await expect.element(page.getByRole('heading', { name: 'Mirror loose in vanity lid' })).toBeVisible();
    const found = () => desk.cases.find((c) => c.id === 'case-4118');
    await userEvent.keyboard('e');
    const dialog = page.getByRole('dialog');
    await userEvent.type(dialog.getByRole('textbox'), 'New lids sent');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => found()?.status).toBe('solved');
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => found()?.status).toBe('open');
    expect(
      found()
        ?.timeline.slice(-2)
        .map((e) => e.what.type),
    ).toEqual(['solved', 'reopened']);
    await expect.element(page.getByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
  });
  test('is not taken back by Ctrl Z in a field', async () => {
    await start('cases', 'case-4118');
    await expect.element(page.getByRole('heading', { name: 'Mirror loose in vanity lid' })).toBeVisible();
    await userEvent.keyboard('w');
    await userEvent.type(page.getByLabelText('What was asked'), 'A photo');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    (page.getByLabelText('Your reply').element() as HTMLElement).focus();
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.element(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    expect(desk.cases.find((c) => c.id === 'case-4118')?.status).toBe('waiting');
  });
  test('and what was not kept is named in the status line until it is', async () => {
    await start('cases', 'case-4130');
    const status = page.getByRole('contentinfo');
    await expect.element(status.getByText('All saved')).toBeVisible();
    desk.failAlways('save_draft', new Failure('disk_full'));
    await userEvent.keyboard('r');
    await userEvent.type(page.getByLabelText('Your reply'), 'Two pieces');
    await expect.element(status.getByText('Not saved: the draft')).toBeVisible();
    await expect.element(page.getByLabelText('Your reply')).toHaveValue('Two pieces');
    desk.failAlways('save_draft', null);
    await userEvent.type(page.getByLabelText('Your reply'), ' follow.');
    await expect.element(status.getByText('All saved')).toBeVisible();
    expect(desk.cases.find((c) => c.id === 'case-4130')?.draft).toBe('Two pieces follow.');
  });
});

describe('a desk of an older program', () => {
  test('says how far it is while it is brought up to date', async () => {
    client.clear();
    setLanguage('en');
    desk = fake({ frozen: true, delay: 2500 });
    useHost(desk);
    await render(App);
    desk.push({ type: 'progress', job: 'opening', done: 0, total: null });
    await expect.element(page.getByText('First a backup of the desk as it was.')).toBeVisible();
    desk.push({ type: 'progress', job: 'opening', done: 340, total: 1200 });
    await expect.element(page.getByText('Bringing the desk up to date…')).toBeVisible();
    await expect.element(page.getByText('340 of 1,200')).toBeVisible();
    await clean('opening');
    await expect.element(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  });
});

describe('a desk that is shut', () => {
  test.each([
    ['damaged', 'A part of the records is damaged', true],
    ['newer', 'newer version of Aftercare', false],
    ['locked', 'Another program holds the records', false],
    ['read_only', 'can’t be written', false],
    ['disk_full', 'The disk is full', false],
  ] as const)('by %s says so on a page with ways out', async (code, said, restores) => {
    client.clear();
    setLanguage('en');
    desk = fake({ frozen: true, delay: 0 });
    desk.failAlways('desk', new Failure(code, { folder: '/home/me/desk', path: '/home/me/desk' }));
    useHost(desk);
    await render(App);
    await expect.element(page.getByRole('heading', { name: 'The desk can’t be opened' })).toBeVisible();
    await expect.element(page.getByText(said, { exact: false }).first()).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Open the folder' })).toBeVisible();
    expect(page.getByRole('button', { name: 'Restore a backup' }).elements()).toHaveLength(restores ? 1 : 0);
    await clean(code);
    desk.failAlways('desk', null);
    await press(page.getByRole('button', { name: 'Try again' }));
    await expect.element(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  });
});

describe('the facts', () => {
  test('a number goes to a section, Esc back to the case', async () => {
    await start('cases', 'case-4127');
    await expect.element(page.getByRole('heading', { name: /^Zip pulls/ })).toBeVisible();
    await userEvent.keyboard('3');
    await expect.poll(() => document.activeElement?.textContent).toContain('stopper-03-12.jpg');
    await userEvent.keyboard('4');
    await expect.poll(() => document.activeElement?.closest('[data-fact]')?.getAttribute('data-fact')).toBe('policy');
    await userEvent.keyboard('{Escape}');
    await expect.poll(() => document.activeElement?.id).toBe('case-title');
  });
  test('say that nothing was signed (HX-5)', async () => {
    await start('cases', 'case-4133');
    await expect.element(page.getByLabelText('Facts').getByText('without a signed contract')).toBeVisible();
  });
});

describe('the list', () => {
  test('reads further pages as one scrolls, and nothing jumps', async () => {
    await start('cases', null, { more: 450 });
    await expect.element(page.getByText('C-4127')).toBeVisible();
    const box = page.getByRole('list', { name: 'Cases' }).element() as HTMLElement;
    const inner = () => box.scrollHeight;
    // Fifty rows first, more than the list shows; then two hundred at a time.
    await expect.poll(inner).toBeGreaterThan(50 * 50);
    const one = inner();
    expect(one).toBeLessThan(55 * 53);
    box.scrollTop = one;
    await expect.poll(inner).toBeGreaterThan(250 * 50);
    expect(box.scrollTop).toBeLessThan(one);
    expect(page.getByRole('button', { name: /new/ }).elements()).toHaveLength(0);
    const last = page.getByText('C-5449');
    await expect
      .poll(() => {
        box.scrollTop = inner();
        return last.elements().length;
      })
      .toBe(1);
    await expect.element(last).toBeVisible();
  });
  test('J and Enter open the first case; what is new waits behind a badge', async () => {
    await start('cases');
    await expect.element(page.getByText('C-4127')).toBeVisible();
    await userEvent.keyboard('j');
    await expect.element(page.getByRole('heading', { name: /^Zip pulls come off/ })).toBeVisible();
    const made = await desk.call('log_call', {
      case: null,
      customer: null,
      direction: 'in',
      taken: true,
      number: '+1 555 0100',
      name: 'Somebody',
      line: 'A new matter',
      started_at: new Date().toISOString(),
      seconds: 10,
      category: 'use',
      urgency: 'normal',
      language: 'en',
    });
    expect(made).toMatch(/^case-/);
    const badge = page.getByRole('button', { name: /One new/ });
    await expect.element(badge).toBeVisible();
    await press(badge);
    await expect.element(page.getByText(/A new matter/).first()).toBeVisible();
  });
  test('an error stands in its part, with the way out', async () => {
    client.clear();
    desk = fake({ frozen: true, delay: 0 });
    desk.failNext('cases', new Failure('locked'));
    useHost(desk);
    go('cases');
    await render(App);
    await expect.element(page.getByText('Another program holds the records')).toBeVisible();
    await press(page.getByRole('button', { name: 'Try again' }));
    await expect.element(page.getByText('C-4127')).toBeVisible();
  });
});

describe('the frame', () => {
  test('Chinese without a restart', async () => {
    await start('cases');
    await expect.element(page.getByRole('heading', { name: 'Open cases' })).toBeVisible();
    setLanguage('zh-CN');
    await expect.element(page.getByRole('heading', { name: '未结案件' })).toBeVisible();
    expect(document.documentElement.lang).toBe('zh-CN');
  });
  test('an alert shows in the window and opens its case', async () => {
    await start('cases');
    await expect.element(page.getByText('C-4127')).toBeVisible();
    desk.push({
      type: 'alert',
      case: 'case-4133',
      label: 'C-4133',
      party: 'Qinghe',
      clock: 'first_response',
      kind: 'late',
      at: new Date().toISOString(),
    });
    const open = page.getByRole('status').getByRole('button', { name: 'Open', exact: true });
    await expect.element(open).toBeVisible();
    await press(open);
    await expect.element(page.getByRole('heading', { name: '内衬颜色与确认样不符' })).toBeVisible();
  });
  test('a case that was passed on at once is told without a clock', async () => {
    await start('today');
    await expect.element(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    const at = new Date().toISOString();
    desk.push({
      type: 'alert',
      case: 'case-4133',
      label: 'C-4133',
      party: 'Qinghe',
      clock: null,
      kind: 'routed',
      at,
    });
    await expect.element(page.getByText('C-4133, Qinghe: pressing, passed on').first()).toBeVisible();
  });
  test('a call is kept and opens its case', async () => {
    await start('cases');
    await expect.element(page.getByText('C-4127')).toBeVisible();
    await userEvent.keyboard('{Control>}{Alt>}n{/Alt}{/Control}');
    const card = page.getByRole('dialog');
    await userEvent.type(card.getByLabelText('Number'), '+44 20 5550 0199');
    await userEvent.keyboard('{Escape}2e');
    await userEvent.type(card.getByLabelText('One line: what is it about'), 'Where is my order');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByRole('heading', { name: 'Where is my order' })).toBeVisible();
    expect(desk.cases.find((c) => c.subject === 'Where is my order')).toMatchObject({
      category: 'delivery',
      urgency: 'high',
    });
  });
});
