/** What is to be done: on the case, on Today, in the wait dialog, in the history, and by keyboard alone. */
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cleanup, render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import App from '../../src/App.svelte';
import { setLook } from '../../src/data/look.svelte';
import { client } from '../../src/data/query';
import { go, route, type ScreenName } from '../../src/data/route.svelte';
import { Failure, useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { dismiss, toasts } from '../../src/kit/toasts.svelte';
import { hide } from '../../src/parts/open.svelte';
import '../../src/styles/base.css';

let desk: FakeDesk;
async function start(screen: ScreenName, id: string | null = null) {
  client.clear();
  setLanguage('en');
  desk = fake({ frozen: true, delay: 0, ready: true });
  useHost(desk);
  go(screen, id);
  const { container } = await render(App);
  container.style.height = '100%';
}
beforeEach(() => setLook({ theme: 'light', scale: 100 }));
afterEach(async () => {
  hide();
  for (const one of toasts.list) dismiss(one.id);
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  await cleanup();
});

const REPORT = 'Get the torque report of batch Z-117 from the zip supplier';
const PULLS = 'Send the 400 replacement pulls';
/** The page is scaled inside the test's frame, so that a pointer would miss. */
const press = (what: { element(): Element }) => (what.element() as HTMLElement).click();
const on = (id: string) => desk.cases.find((c) => c.id === id);
const task = (id: string, what: string) => on(id)?.tasks.find((one) => one.what === what);
const last = (id: string) => on(id)?.timeline.at(-1)?.what;
const facts = () => page.getByLabelText('Facts');
const check = (what: string) => page.getByRole('checkbox', { name: `Done: ${what}` });
const undo = () => page.getByRole('button', { name: 'Undo' });
async function menu(what: string, item: string) {
  press(page.getByRole('button', { name: `${what}: more` }));
  await page.getByRole('menuitem', { name: item }).click();
}

describe('on the case', () => {
  test('what is late says so, what is another’s says whose, what is over is folded away', async () => {
    await start('cases', 'case-4127');
    await expect.element(check(REPORT)).toBeVisible();
    await expect.element(facts().getByText('1 h 12 m late')).toBeVisible();
    await expect.element(facts().getByText('Thu 09:00')).toBeVisible();
    await expect.element(facts().getByRole('img', { name: 'Technical support' })).toBeVisible();
    expect(facts().getByText('overtaken 09:24').elements()).toHaveLength(0);
    press(facts().getByRole('button', { name: '1 done' }));
    await expect.element(facts().getByText('overtaken 09:24')).toBeVisible();
  });
  test('ending one by keyboard gives the focus to the next, and Ctrl Z brings it back as it was', async () => {
    await start('cases', 'case-4127');
    await expect.element(check(REPORT)).toBeVisible();
    const before = task('case-4127', REPORT);
    await userEvent.keyboard('5');
    await expect.element(check(REPORT)).toHaveFocus();
    await userEvent.keyboard(' ');
    await expect.poll(() => task('case-4127', REPORT)?.end).toBe('done');
    await expect.element(check(PULLS)).toHaveFocus();
    await expect.element(undo()).toBeVisible();
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.element(check(REPORT)).toBeVisible();
    expect(task('case-4127', REPORT)).toEqual(before);
    expect(last('case-4127')).toMatchObject({ type: 'task_set', again: true });
  });
  test('Enter ends it too', async () => {
    await start('cases', 'case-4131');
    await expect.element(check('Call back Pellworm Luggage · +49 30 5550 0176')).toBeVisible();
    await userEvent.keyboard('5');
    await expect.element(page.getByRole('checkbox')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => on('case-4131')?.tasks[0]?.end).toBe('done');
    await expect.element(facts().getByText('Nothing to do here.')).toBeVisible();
    await expect.element(facts().getByRole('button', { name: '1 done' })).toHaveFocus();
  });
  test('one that can’t be ended stays, and says why', async () => {
    await start('cases', 'case-4127');
    await expect.element(check(REPORT)).toBeVisible();
    desk.failNext('end_task', new Failure('away'));
    press(check(REPORT));
    await expect
      .element(page.getByRole('status').getByText('The server can’t be reached', { exact: false }))
      .toBeVisible();
    await expect.element(check(REPORT)).not.toBeChecked();
    expect(task('case-4127', REPORT)?.end).toBe(null);
  });
  test('is put off to a time of the desk’s zone, and back', async () => {
    await start('cases', 'case-4127');
    await expect.element(check(REPORT)).toBeVisible();
    const before = task('case-4127', REPORT)?.due;
    await menu(REPORT, 'Tomorrow');
    await expect.poll(() => task('case-4127', REPORT)?.due).toBe('2026-11-24T01:00:00.000Z');
    await expect.element(facts().getByText('Tue 09:00')).toBeVisible();
    await expect.element(page.getByText('Put off to Tue 24 Nov, 09:00')).toBeVisible();
    press(undo());
    await expect.poll(() => task('case-4127', REPORT)?.due).toBe(before);
  });
  test('goes to another, and is dropped', async () => {
    await start('cases', 'case-4127');
    await expect.element(check(REPORT)).toBeVisible();
    await menu(REPORT, 'Hand to another…');
    const who = page.getByRole('dialog').getByLabelText('Who');
    await expect.element(who).toHaveFocus();
    await who.selectOptions('Design desk · Design department');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => task('case-4127', REPORT)?.owner.name).toBe('Design desk');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
    await menu(REPORT, 'Drop');
    await expect.poll(() => task('case-4127', REPORT)?.end).toBe('dropped');
    expect(last('case-4127')).toMatchObject({ type: 'task_ended', done: false });
  });
});

describe('a new task', () => {
  test('is set by keyboard alone', async () => {
    await start('cases', 'case-4130');
    await expect.element(page.getByRole('heading', { name: 'Short delivery, carton 18' })).toBeVisible();
    await userEvent.keyboard('t');
    const dialog = page.getByRole('dialog', { name: 'New task on C-4130' });
    await expect.element(dialog.getByLabelText('What')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(dialog.getByText('The text is missing.')).toBeVisible();
    await userEvent.keyboard('Count carton 18 again{Tab}2026-11-25{Tab}');
    await expect.element(dialog.getByText('Wed 25 Nov, 09:00')).toBeVisible();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => task('case-4130', 'Count carton 18 again')?.due).toBe('2026-11-25T01:00:00.000Z');
    expect(task('case-4130', 'Count carton 18 again')).toMatchObject({ sort: 'todo', owner: { id: 's-1' } });
    await expect.element(check('Count carton 18 again')).toBeVisible();
    await expect.element(page.getByText('To do · Count carton 18 again')).toBeVisible();
    await expect.element(dialog).not.toBeInTheDocument();
    await userEvent.keyboard('{Control>}z{/Control}');
    await expect.poll(() => task('case-4130', 'Count carton 18 again')?.end).toBe('dropped');
  });
  test('with a time that can’t be read is not kept, and a quick choice mends it', async () => {
    await start('cases', 'case-4130');
    await expect.element(page.getByRole('heading', { name: 'Short delivery, carton 18' })).toBeVisible();
    await userEvent.keyboard('t');
    const dialog = page.getByRole('dialog');
    await userEvent.keyboard('Count again{Tab}soon');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(dialog.getByText('A day and time such as', { exact: false })).toBeVisible();
    expect(on('case-4130')?.tasks).toEqual([]);
    press(dialog.getByRole('button', { name: 'Next week' }));
    await expect.element(dialog.getByLabelText('When', { exact: false }).first()).toHaveValue('2026-11-30 09:00');
    const result = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] });
    expect(result.violations.map((v) => v.id)).toEqual([]);
    press(dialog.getByRole('button', { name: 'Keep' }));
    await expect.poll(() => on('case-4130')?.tasks[0]?.due).toBe('2026-11-30T01:00:00.000Z');
  });
  test('classifying has the key Q now', async () => {
    await start('cases', 'case-4130');
    await expect.element(page.getByRole('heading', { name: 'Short delivery, carton 18' })).toBeVisible();
    await userEvent.keyboard('q');
    await expect.element(page.getByRole('form', { name: 'Classify C-4130' })).toBeVisible();
  });
});

describe('waiting', () => {
  const waits = async () => {
    await start('cases', 'case-4130');
    await expect.element(page.getByRole('heading', { name: 'Short delivery, carton 18' })).toBeVisible();
    await userEvent.keyboard('w');
    await userEvent.type(page.getByLabelText('What was asked'), 'A photo of the carton');
    return page.getByRole('dialog');
  };
  test('reminds in three days at nine, unless told otherwise (HN-5)', async () => {
    const dialog = await waits();
    await expect.element(dialog.getByRole('option', { name: 'In 3 days, Thu 26 Nov, 09:00' })).toBeInTheDocument();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => on('case-4130')?.status).toBe('waiting');
    expect(on('case-4130')?.tasks).toMatchObject([
      { sort: 'reminder', what: 'A photo of the carton', due: '2026-11-26T01:00:00.000Z', end: null },
    ]);
    await expect.element(check('Ask again: A photo of the carton')).toBeVisible();
    // Its undo goes on, and what would have been asked again is overtaken.
    press(undo());
    await expect.poll(() => on('case-4130')?.status).toBe('open');
    expect(on('case-4130')?.tasks[0]?.end).toBe('overtaken');
  });
  test('reminds not at all when told so', async () => {
    const dialog = await waits();
    await dialog.getByLabelText('Remind me').selectOptions('No reminder');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => on('case-4130')?.status).toBe('waiting');
    expect(on('case-4130')?.tasks).toEqual([]);
  });
  test('a time that is past is refused at its field', async () => {
    const dialog = await waits();
    await dialog.getByLabelText('Remind me').selectOptions('Choose day and hour…');
    await userEvent.type(dialog.getByLabelText('When'), '2026-11-20 09:00');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(dialog.getByText('The reminder’s time is past.', { exact: false })).toBeVisible();
    expect(on('case-4130')?.status).toBe('open');
    await userEvent.fill(dialog.getByLabelText('When'), '2026-11-27 10:30');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.poll(() => on('case-4130')?.tasks[0]?.due).toBe('2026-11-27T02:30:00.000Z');
  });
});

describe('Today', () => {
  const todo = () => page.getByRole('complementary', { name: 'To do and surveys' });
  test('lists mine, late first; a call-back shows the case’s clock', async () => {
    await start('today');
    await expect.element(todo().getByText('1 h 12 m late')).toBeVisible();
    const rows = todo().getByRole('checkbox').elements();
    expect(rows.map((one) => one.getAttribute('aria-label'))).toEqual([
      `Done: ${REPORT}`,
      'Done: Call back Pellworm Luggage · +49 30 5550 0176',
      'Done: Ask again: Photos of the torn hinge',
    ]);
    await expect.element(todo().getByRole('button', { name: /^Call back Pellworm.*31 m/ })).toBeVisible();
    expect(todo().getByText(PULLS).elements()).toHaveLength(0);
  });
  test('ends one there, the focus goes on, and Undo brings it back', async () => {
    await start('today');
    await expect.element(check(REPORT)).toBeVisible();
    (check(REPORT).element() as HTMLElement).focus();
    await userEvent.keyboard(' ');
    await expect.element(check(REPORT)).not.toBeInTheDocument();
    await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toContain('Call back Pellworm');
    press(undo());
    await expect.element(check(REPORT)).toBeVisible();
    expect(task('case-4127', REPORT)).toMatchObject({ end: null, owner: { id: 's-1' } });
  });
  test('opens the case with the task in focus', async () => {
    await start('today');
    await expect.element(check('Ask again: Photos of the torn hinge')).toBeVisible();
    press(todo().getByRole('button', { name: /^Ask again: Photos of the torn hinge/ }));
    await expect.poll(() => route.id).toBe('case-4098');
    await expect.element(check('Ask again: Photos of the torn hinge')).toHaveFocus();
  });
  test('shows eight, and all when asked', async () => {
    client.clear();
    setLanguage('en');
    desk = fake({ frozen: true, delay: 0, ready: true });
    useHost(desk);
    for (let i = 0; i < 7; i += 1)
      await desk.call('set_task', { case: 'case-4130', what: `Count carton ${i}`, due: null, owner: null });
    go('today');
    const { container } = await render(App);
    container.style.height = '100%';
    await expect.poll(() => todo().getByRole('checkbox').elements()).toHaveLength(8);
    press(todo().getByRole('button', { name: '2 more' }));
    await expect.poll(() => todo().getByRole('checkbox').elements()).toHaveLength(10);
  });
});

describe('what happened', () => {
  test('tells what was set, changed, done and dropped', async () => {
    await start('cases', 'case-4130');
    const timeline = page.getByRole('region', { name: 'What happened' });
    const set = { case: 'case-4130', what: 'Count carton 18', due: '2026-11-24T01:00:00Z', owner: null };
    const id = await desk.call('set_task', set);
    await expect.element(timeline.getByText('To do · Count carton 18')).toBeVisible();
    await expect.element(timeline.getByText('Tue 09:00 · Marketing service')).toBeVisible();
    await desk.call('set_task', { ...set, task: id, due: null, owner: 's-2' });
    await expect.element(timeline.getByText('To do, changed · Count carton 18')).toBeVisible();
    await expect.element(timeline.getByText('for Technical support · Marketing service')).toBeVisible();
    await desk.call('end_task', { case: 'case-4130', task: id, done: true });
    await expect.element(timeline.getByText('Done · Count carton 18')).toBeVisible();
    await desk.call('set_task', { ...set, task: id });
    await desk.call('end_task', { case: 'case-4130', task: id, done: false });
    await expect.element(timeline.getByText('Dropped · Count carton 18')).toBeVisible();
  });
  test('a missed call says that it will be called back', async () => {
    await start('cases', 'case-4130');
    await expect.element(page.getByRole('heading', { name: 'Short delivery, carton 18' })).toBeVisible();
    await userEvent.keyboard('{Control>}{Alt>}n{/Alt}{/Control}');
    const card = page.getByRole('dialog');
    press(card.getByRole('radio', { name: 'Missed' }));
    await userEvent.type(card.getByLabelText('Number'), '+44 20 5550 0199');
    await userEvent.type(card.getByLabelText('One line: what is it about'), 'Carton 18');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(page.getByText('Call-back noted')).toBeVisible();
    await expect.element(check('Call back +44 20 5550 0199')).toBeVisible();
  });
  test('a task whose time has come is said, without a clock, and opens its case', async () => {
    await start('today');
    await expect.element(check(REPORT)).toBeVisible();
    desk.push({
      type: 'alert',
      case: 'case-4098',
      label: 'C-4098',
      party: 'Atelier Vosk',
      clock: null,
      kind: 'task',
      at: new Date().toISOString(),
    });
    const said = 'C-4098, Atelier Vosk: something is to be done now';
    await expect.element(page.getByRole('alert').getByText(said)).toBeInTheDocument();
    press(page.getByRole('status').getByRole('button', { name: 'Open', exact: true }));
    await expect.poll(() => route.id).toBe('case-4098');
  });
});
