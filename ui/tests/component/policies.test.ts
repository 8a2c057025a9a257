// Policies, "try it", drafts and the verdict against the example desk, in a real browser: what the person sees and presses.
import axe from 'axe-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Keyed from './Keyed.svelte';
import { client } from '../../src/data/query';
import { follow } from '../../src/data/now.svelte';
import { go, route } from '../../src/data/route.svelte';
import { setZone } from '../../src/data/reader.svelte';
import { Failure, useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { canUndo, dismiss, toasts, undo } from '../../src/kit/toasts.svelte';
import { Screen } from '../../src/screens/policies';
import { trying } from '../../src/screens/policies/trying.svelte';
import { closeWhy, openWhy, WhyDialog } from '../../src/screens/why';
import '../../src/styles/base.css';

let desk: FakeDesk;
beforeEach(async () => {
  client.clear();
  setLanguage('en');
  setZone('Asia/Shanghai');
  document.documentElement.dataset['theme'] = 'light';
  trying.clear();
  trying.open = false;
  desk = fake({ frozen: true, ready: true });
  desk.listen((event) => {
    if (event.type === 'changed') void client.invalidateQueries();
  });
  useHost(desk);
  follow((await desk.call('desk', null)).now);
  go('policies', null, true);
});
afterEach(() => {
  closeWhy();
  toasts.list.forEach((one) => dismiss(one.id));
});

const shown = (id: string | null = 'hx-leather') => render(Keyed, { Screen, id });
/** What axe finds wrong; the screens stand alone here, so rules about the whole page are off. */
async function wrongs(): Promise<string[]> {
  const found = await axe.run(document.body, {
    rules: {
      region: { enabled: false },
      'page-has-heading-one': { enabled: false },
      'landmark-one-main': { enabled: false },
    },
  });
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}
const cell = (name: RegExp) => page.getByRole('row', { name });

test('a clause and its values light up together, by the arrows too', async () => {
  shown();
  await expect.element(page.getByRole('heading', { name: 'Leather factory' })).toBeVisible();
  await expect.element(page.getByText('version 2, in force since 1 Jan 2025')).toBeVisible();
  expect(await wrongs()).toEqual([]);
  const clause = page.getByRole('group', { name: 'HX-1', exact: true });
  await expect.element(clause).toBeVisible();
  clause.element().focus();
  for (let i = 0; i < 5; i += 1) await userEvent.keyboard('{ArrowDown}');
  const seven = page.getByRole('group', { name: 'HX-7', exact: true });
  await expect.element(seven).toHaveFocus();
  await expect.element(cell(/^Solution HX-7 General/)).toHaveClass(/\bon\b/);
  await expect.element(cell(/^Response, first/)).not.toHaveClass(/\bon\b/);
  expect([...seven.element().querySelectorAll('u')].map((u) => u.textContent)).toEqual([
    'within 24 hours',
    'within 48 hours',
  ]);
});

test('L shows the translation with the same values marked', async () => {
  shown();
  await expect.element(page.getByText('within 2 hours')).toBeVisible();
  await userEvent.keyboard('l');
  await expect.element(page.getByText('2 小时内')).toBeVisible();
});

test('a number typed over makes a draft; undo drops it again', async () => {
  shown();
  await page.getByRole('button', { name: '2 h service' }).first().click();
  await userEvent.keyboard('soon{Enter}');
  await expect.element(page.getByText('A whole amount above zero', { exact: false })).toBeVisible();
  await userEvent.keyboard('{Control>}a{/Control}4 h{Enter}');
  await expect.element(page.getByText('4 h service')).toBeVisible();
  await expect.element(page.getByText('Draft 3 changes one value', { exact: false })).toBeVisible();
  expect((await desk.call('policy', { id: 'hx-leather', version: null, draft: true })).toml).toContain(
    'seconds = 14400',
  );
  await expect.poll(canUndo).toBe(true);
  undo();
  await expect.element(page.getByText('4 h service')).not.toBeInTheDocument();
  expect((await desk.call('policies', null)).rows[0]?.draft).toBeNull();
});

test('Esc leaves a value as it was', async () => {
  shown();
  await page.getByRole('button', { name: '2 h service' }).first().click();
  await userEvent.keyboard('9{Escape}');
  await expect.element(page.getByRole('button', { name: '2 h service' }).first()).toHaveFocus();
  expect((await desk.call('policies', null)).rows[0]?.draft).toBeNull();
});

test('the row that answers the facts is marked, deadlines follow the notice', async () => {
  shown('hx-leather/tables');
  await expect.element(page.getByRole('heading', { name: 'Who answers for it' })).toBeVisible();
  await userEvent.keyboard('t');
  await page.getByLabelText('Cause').selectOptions('material');
  await expect.element(page.getByText('Needs facts: warranty').first()).toBeVisible();
  await page.getByLabelText('Received').fill('2026-08-14');
  await expect.element(page.getByText('last day 14 Aug 2027 included', { exact: false })).toBeVisible();
  await page.getByLabelText('Wish').selectOptions('repair');
  await expect.element(page.getByText('Free of charge').first()).toBeVisible();
  const fired = page.getByRole('row', { name: /this row answers/ });
  await expect.element(fired.first()).toHaveTextContent('Design, material');
  await page.getByLabelText('Notice').fill('2026-11-27 20:00');
  await userEvent.keyboard('{Enter}');
  // One hour is left on Friday, the other is served on Monday.
  await expect.element(page.getByText('Mon 30 Nov, 10:00')).toBeVisible();
  expect(await wrongs()).toEqual([]);
});

test('the text of a draft shows all its problems at once, and saves in spite of them', async () => {
  shown('hx-leather/versions');
  await page.getByRole('button', { name: 'Edit as text' }).click();
  const text = page.getByRole('textbox', { name: 'The draft as text' });
  const before = (text.element() as HTMLTextAreaElement).value;
  await text.fill(before.replace('seconds = 7200', 'seconds = two').replace('clause = "HX-7"', 'clause = "HX-70"'));
  await expect.element(page.getByText('2 problems')).toBeVisible();
  await expect.element(page.getByText('Clause HX-70 does not stand in the pack.')).toBeVisible();
  await page.getByRole('button', { name: /HX-70/ }).click();
  const area = text.element() as HTMLTextAreaElement;
  expect(area.value.slice(area.selectionStart, area.selectionEnd)).toBe('"HX-70"');
  expect(await wrongs()).toEqual([]);
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect.element(page.getByText('Draft 3 has 2 problems.', { exact: false })).toBeVisible();
  expect((await desk.call('policies', null)).rows[0]).toMatchObject({ version: 2, draft: { problems: 2 } });
});

test('a text that is not saved is not lost by going elsewhere', async () => {
  go('policies', 'hx-leather/versions', true);
  shown('hx-leather/versions');
  await page.getByRole('button', { name: 'Edit as text' }).click();
  const text = page.getByRole('textbox', { name: 'The draft as text' });
  await text.fill(`${(text.element() as HTMLTextAreaElement).value}# more\n`);
  go('today');
  await expect.element(page.getByText('The text is not saved')).toBeVisible();
  expect(route.screen).toBe('policies');
  await page.getByRole('button', { name: 'Leave it without saving' }).click();
  expect(route.screen).toBe('today');
});

test('publishing says what changes for whom and who is told, then does it', async () => {
  const toml = (await desk.call('policy', { id: 'hx-leather', version: null, draft: false })).toml;
  await desk.call('save_policy_draft', {
    id: 'hx-leather',
    toml: toml.replace('seconds = 7200', 'seconds = 3600'),
    seen: null,
  });
  shown();
  await expect.element(page.getByText('Draft 3 changes one value', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: /^Preview and publish/ }).click();
  const dialog = page.getByRole('dialog');
  await expect.element(dialog.getByText('each has exactly one answer', { exact: false })).toBeVisible();
  await expect.element(dialog.getByRole('row', { name: /Response, first/ })).toHaveTextContent('1 h service');
  await expect.element(dialog.getByText('11 open cases keep version 2', { exact: false })).toBeVisible();
  await expect.element(dialog.getByText('Prepare the notice for 231', { exact: false })).toBeVisible();
  await expect.poll(wrongs).toEqual([]);
  await dialog.getByText('Chinese').click();
  await expect.element(dialog.getByText('尊敬的客户', { exact: false })).toBeVisible();
  const field = dialog.getByLabelText('Holds from, in Shanghai');
  await field.fill('2026-11-01 09:00');
  (field.element() as HTMLInputElement).blur();
  await expect.element(dialog.getByText('A day and time to come')).toBeVisible();
  await field.fill('2026-12-01 09:00');
  (field.element() as HTMLInputElement).blur();
  await expect.element(dialog.getByText('2026-12-01', { exact: false }).first()).toBeVisible();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  expect((await desk.call('policies', null)).rows[0]?.versions[0]).toMatchObject({
    version: 3,
    state: 'planned',
    effective: '2026-12-01T01:00:00.000Z',
    recipients: 231,
  });
});

test('policies say when they could not be fetched, and ask again', async () => {
  desk.failNext('policies', new Failure('locked'));
  shown();
  await expect.element(page.getByText('The policies could not be fetched.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(page.getByText('within 2 hours')).toBeVisible();
});

test('the verdict gives its facts, its sum of days and its row beside the deadline', async () => {
  render(WhyDialog);
  openWhy('case-4127', 'solution', 1);
  await expect.element(page.getByText('Free of charge').first()).toBeVisible();
  await expect.element(page.getByText('Material, found by Technical support')).toBeVisible();
  await expect
    .element(page.getByText('received 14 Aug 2026 + 12 months, last day 14 Aug 2027 included', { exact: false }))
    .toBeVisible();
  await expect.element(page.getByRole('row', { name: /this row answers/ })).toHaveTextContent('free');
  expect(await wrongs()).toEqual([]);
});

test('facts are set by keyboard, shown before they are recorded, and recorded', async () => {
  render(WhyDialog);
  openWhy('case-4130', 'first_response', 1);
  await expect.element(page.getByText('Needs facts: cause, warranty, wish').first()).toBeVisible();
  await userEvent.keyboard('f');
  await expect.element(page.getByLabelText('Cause')).toHaveFocus();
  await page.getByLabelText('Cause').selectOptions('transport');
  await page.getByLabelText('Wish').selectOptions('repair');
  await expect.element(page.getByText('Not recorded yet. With this it would say:')).toBeVisible();
  await expect.element(page.getByText('Cost of inspection and repair').first()).toBeVisible();
  expect((await desk.call('verdict', { case: 'case-4130', at: null })).found).toEqual([]);
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(page.getByText('Transport, found by Marketing service').first()).toBeVisible();
  expect((await desk.call('verdict', { case: 'case-4130', at: null })).verdict.facts).toMatchObject({
    cause: 'transport',
  });
});

test('as it stood: before the fact was found the verdict needed it', async () => {
  render(WhyDialog);
  openWhy('case-4127', 'solution', 1);
  await expect.element(page.getByText('Free of charge').first()).toBeVisible();
  await userEvent.keyboard('a');
  await page.getByLabelText('Day and time').fill('2026-11-20 12:00');
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByText('As it stood on Fri 20 Nov, 12:00')).toBeVisible();
  await expect.element(page.getByText('Needs facts: cause, warranty, wish').first()).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Set facts' })).not.toBeInTheDocument();
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard(']');
  await expect.element(page.getByText('As it stood on Fri 20 Nov, 17:10')).toBeVisible();
  await userEvent.keyboard('a');
  await expect.element(page.getByText('Free of charge').first()).toBeVisible();
});

test('what is copied says both sums', async () => {
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  render(WhyDialog);
  openWhy('case-4127', 'solution', 1);
  await expect.element(page.getByText('Free of charge').first()).toBeVisible();
  await page.getByRole('button', { name: 'Copy as text' }).click();
  const text = write.mock.calls[0]?.[0] ?? '';
  expect(text).toContain('Solution is due: Wed 25 Nov, 09:00');
  expect(text).toContain('Verdict: Free of charge');
  expect(text).toContain('Cause: Material, found by Technical support');
  expect(text).toContain('Charge: Free, no labour\tHX-19 · row 3');
});
