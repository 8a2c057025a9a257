// Decision tables read against another version and changed in place, against the example desk in a real browser.
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Keyed from './Keyed.svelte';
import { follow } from '../../src/data/now.svelte';
import { client } from '../../src/data/query';
import { setZone } from '../../src/data/reader.svelte';
import { go } from '../../src/data/route.svelte';
import { Failure, useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { canUndo, dismiss, toasts, undo } from '../../src/kit/toasts.svelte';
import { Screen } from '../../src/screens/policies';
import { trying } from '../../src/screens/policies/trying.svelte';
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
  toasts.list.forEach((one) => dismiss(one.id));
});

async function shown(id = 'hx-leather/tables') {
  await render(Keyed, { Screen, id });
  if (id.includes('tables'))
    await expect.element(page.getByRole('heading', { name: 'Who answers for it' })).toBeVisible();
}
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
/** A cell of a table, both counted: rows from 1, cells from 0. */
const cell = (row: number, col: number, table = 0): HTMLElement =>
  document
    .querySelectorAll<HTMLElement>('table[role="grid"]')
    .item(table)
    .querySelector(`[data-cell="${row}:${col}"]`) as HTMLElement;
const card = () => page.getByRole('dialog');
const draft = async () => await desk.call('policy', { id: 'hx-leather', version: null, draft: true });
const rows = async (table = 0) => (await draft()).tables[table]?.rows ?? [];
/** A box lies over its words: a click on it, whoever is on top. */
const tick = (name: string) => (card().getByRole('checkbox', { name, exact: true }).element() as HTMLElement).click();
const table = (n = 0) => page.getByRole('grid').nth(n);

describe.each(['light', 'dark'])('against another version, %s', (theme) => {
  test('rows that are new, changed and gone are named, and what they were stands beside', async () => {
    document.documentElement.dataset['theme'] = theme;
    await shown();
    await expect.element(page.getByText('changed', { exact: true })).not.toBeInTheDocument();
    await page.getByLabelText('Compare with').selectOptions('1');
    await expect.element(page.getByText('2 rows changed')).toBeVisible();
    await expect.element(page.getByText('one row gone')).toBeVisible();
    await expect.element(page.getByText('a new table')).toBeVisible();
    const changed = table(0).getByRole('row', { name: /^2 changed/ });
    await expect.element(changed).toBeVisible();
    expect(changed.element().querySelector('del')?.textContent).toBe('was: Design, material or workmanship');
    expect(changed.element().querySelector('ins')?.textContent).toBe('Design, material, workmanship or our error');
    // Only the cell that differs is marked.
    expect(changed.element().querySelectorAll('del')).toHaveLength(1);
    await expect
      .element(table(0).getByRole('row', { name: /^gone/ }))
      .toHaveTextContent('A wrong delivery is put right');
    await expect.poll(wrongs).toEqual([]);
    (page.getByRole('checkbox', { name: 'Only what differs' }).element() as HTMLElement).click();
    await expect.element(page.getByRole('heading', { name: 'Who takes it' })).not.toBeInTheDocument();
    expect(table(0).getByRole('row').elements()).toHaveLength(3);
    await page.getByLabelText('Compare with').selectOptions('');
    await expect.element(page.getByText('one row gone')).not.toBeInTheDocument();
  });
});

test('an old version is read against the one in force, and changed nowhere', async () => {
  await shown('hx-leather/tables/1');
  await expect.element(page.getByText('Only the version in force can be changed')).toBeVisible();
  expect(document.querySelector('[data-cell]')).toBeNull();
  await page.getByLabelText('Compare with').selectOptions('2');
  await expect.element(page.getByText('this table is gone')).toBeVisible();
  await page.getByLabelText('Compare with').selectOptions('');
});

describe('a cell', () => {
  test('is reached by arrows, opened by Enter, ticked by Space, kept by Enter', async () => {
    await shown();
    cell(1, 0).focus();
    await userEvent.keyboard('{ArrowDown}{ArrowRight}{ArrowLeft}{Enter}');
    await expect.element(card()).toHaveAccessibleName('Cause');
    await expect.poll(wrongs).toEqual([]);
    await expect.poll(() => document.activeElement?.getAttribute('type')).toBe('checkbox');
    // Past "anything" and design to material.
    await userEvent.keyboard('{Tab}{Tab} ');
    // What it would leave open is said before it is kept.
    await expect
      .element(card().getByText('No row of table “Who answers for it” answers.', { exact: false }))
      .toBeVisible();
    expect((await desk.call('policies', null)).rows[0]?.draft).toBeNull();
    await userEvent.keyboard(' ');
    await expect.element(card().getByText('No row of table', { exact: false })).not.toBeInTheDocument();
    await userEvent.keyboard(' {Enter}');
    await expect.element(card()).not.toBeInTheDocument();
    await expect.poll(async () => (await rows())[1]?.when[0]?.values).toEqual(['design', 'workmanship', 'our_error']);
    await expect.poll(() => document.activeElement?.getAttribute('data-cell')).toBe('2:0');
    // A draft is marked against what it began from.
    await expect.element(page.getByText('one row changed')).toBeVisible();
    await expect.element(page.getByText('Shown by: Material, in warranty.', { exact: false })).toBeVisible();
    expect((await draft()).toml).toContain('cause = ["design", "workmanship", "our_error"], warranty = ["in"] }');
    await expect.poll(canUndo).toBe(true);
    undo();
    await expect.poll(async () => (await desk.call('policies', null)).rows[0]?.draft).toBeNull();
    await expect.element(page.getByText('one row changed')).not.toBeInTheDocument();
  });

  test('is left by Esc, and a click elsewhere keeps it', async () => {
    await shown();
    cell(1, 2).click();
    await expect.element(card()).toHaveAccessibleName('Then');
    await card().getByLabelText('Who answers for it').selectOptions('carrier');
    await userEvent.keyboard('{Escape}');
    await expect.element(card()).not.toBeInTheDocument();
    await expect.poll(() => document.activeElement?.getAttribute('data-cell')).toBe('1:2');
    expect((await desk.call('policies', null)).rows[0]?.draft).toBeNull();
    cell(1, 2).click();
    await card().getByLabelText('Who answers for it').selectOptions('carrier');
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    await expect.poll(async () => (await rows())[0]?.answer).toEqual({ party: ['carrier'] });
    await expect
      .poll(() => table(0).getByRole('row').nth(1).element().querySelector('del')?.textContent)
      .toBe('was: the customer');
  });

  test('answers with several words, and at least one', async () => {
    await shown();
    cell(1, 2, 3).click();
    await expect.element(card().getByRole('checkbox', { name: 'repair', exact: true })).toBeInTheDocument();
    for (const one of ['replacement parts', 'replacement with the next shipment', 'credit note', 'repair']) tick(one);
    await expect.element(card().getByText('A row says this: What may be offered')).toBeVisible();
    tick('guidance');
    await card().getByRole('button', { name: 'Keep' }).click();
    await expect.poll(async () => (await rows(3))[0]?.answer).toEqual({ remedies: ['guidance'] });
  });

  test('says where a row comes from and how it was read', async () => {
    await shown();
    cell(4, 3).click();
    await card().getByLabelText('Clause').selectOptions('HX-3');
    await card().getByText('chosen', { exact: true }).click();
    await card().getByLabelText('Reading, English').fill('As a person finds it');
    await card().getByLabelText('Said to the customer, Chinese').fill('先为您服务');
    await expect.poll(wrongs).toEqual([]);
    await card().getByRole('button', { name: 'Keep' }).click();
    await expect
      .poll(async () => (await rows())[3])
      .toMatchObject({
        clause: 'HX-3',
        stated: false,
        reading: { en: 'As a person finds it', zh: '由人认定，不作猜测' },
        note: { en: '先为您服务', zh: '先为您服务' },
      });
  });
});

describe('from one cell to another', () => {
  const choose = () => card().getByLabelText('Who answers for it');
  /** As a mouse does it; assistive programs click without. */
  const click = (to: HTMLElement, mouse: boolean) => {
    if (mouse) to.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    to.click();
  };
  test.each([true, false])('the first is kept, then the other one stands open (by mouse: %s)', async (mouse) => {
    await shown();
    cell(1, 2).click();
    await choose().selectOptions('carrier');
    click(cell(2, 2), mouse);
    await expect.poll(async () => (await rows())[0]?.answer).toEqual({ party: ['carrier'] });
    await expect.element(choose()).toHaveValue('us');
    // It is the second row's: what is kept goes there, and nothing closes it from behind.
    await choose().selectOptions('customer');
    await expect.element(card().getByText('Nothing new is wrong with this.')).toBeVisible();
    await card().getByRole('button', { name: 'Keep' }).click();
    await expect.poll(async () => (await rows())[1]?.answer).toEqual({ party: ['customer'] });
    expect((await rows())[0]?.answer).toEqual({ party: ['carrier'] });
  });
  test('the first stays where it could not be kept', async () => {
    await shown();
    cell(1, 2).click();
    await choose().selectOptions('carrier');
    desk.failNext('save_policy_draft', new Failure('conflict'));
    click(cell(2, 2), true);
    await expect.poll(() => toasts.list.at(-1)?.kind).toBe('bad');
    await expect.element(choose()).toHaveValue('carrier');
  });
  test('the same one again changes nothing', async () => {
    await shown();
    cell(1, 2).click();
    await choose().selectOptions('carrier');
    click(cell(1, 2), true);
    await expect.element(choose()).toHaveValue('carrier');
    await expect.element(card()).toBeVisible();
  });
  test('the conditions of clocks do the same', async () => {
    await shown('hx-leather');
    const when = (name: RegExp) => page.getByRole('row', { name }).getByTitle('When it holds: change it').element();
    await expect.element(page.getByRole('row', { name: /^Solution HX-8/ })).toBeVisible();
    (when(/^Solution HX-8/) as HTMLElement).click();
    await expect.element(card()).toHaveAccessibleName('Solution holds for');
    tick('Web');
    click(when(/^Response, first/) as HTMLElement, true);
    await expect
      .poll(async () => (await draft()).values.find((v) => v.clause === 'HX-8')?.when[0]?.values)
      .toContain('web');
    // Also once the first is kept and shown.
    await expect.poll(canUndo).toBe(true);
    await expect.element(card()).toHaveAccessibleName('Response, first holds for');
  });
});

test('with only what differs, the keys reach the rows that are shown and no others', async () => {
  await shown();
  cell(3, 0).focus();
  await userEvent.keyboard('{Insert}');
  await expect.element(page.getByText('one row new')).toBeVisible();
  await expect.poll(() => document.activeElement?.getAttribute('data-cell')).toBe('4:0');
  cell(1, 2).click();
  await card().getByLabelText('Who answers for it').selectOptions('carrier');
  await card().getByRole('button', { name: 'Keep' }).click();
  await expect.element(page.getByText('one row changed')).toBeVisible();
  await expect.poll(() => document.activeElement?.getAttribute('data-cell')).toBe('1:2');
  // The way in stands at a row that is about to be hidden.
  cell(3, 1).focus();
  (page.getByRole('checkbox', { name: 'Only what differs' }).element() as HTMLElement).click();
  await expect.poll(() => table(0).getByRole('row').elements().length).toBeLessThan(5);
  const ways = () => [...table(0).element().querySelectorAll<HTMLElement>('[data-cell][tabindex="0"]')];
  await expect.poll(() => ways().map((one) => one.dataset['cell'])).toEqual(['4:1']);
  ways()[0]?.focus();
  await userEvent.keyboard('{ArrowUp}');
  await expect.poll(() => document.activeElement?.getAttribute('data-cell')).toBe('1:1');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(() => document.activeElement?.getAttribute('data-cell')).toBe('4:1');
  await userEvent.keyboard('{ArrowDown}');
  expect(document.activeElement?.getAttribute('data-cell')).toBe('4:1');
});

test('what one types is examined when one pauses, not at every letter', async () => {
  await shown();
  cell(4, 3).click();
  const asked: unknown[] = [];
  const call = desk.call.bind(desk);
  desk.call = (name, args) => {
    if (name === 'check_policy') asked.push(args);
    return call(name, args);
  };
  const reading = card().getByLabelText('Reading, English');
  await expect.element(reading).toBeVisible();
  (reading.element() as HTMLElement).focus();
  await userEvent.keyboard('As a person finds it');
  await expect.element(card().getByText('Nothing new is wrong with this.')).toBeVisible();
  expect(asked.length).toBeLessThan(10);
  await expect.element(reading).toHaveValue(expect.stringContaining('As a person finds it'));
});

describe('a row', () => {
  test('is added below, and where both answer is said at the row', async () => {
    await shown();
    cell(2, 0).focus();
    await userEvent.keyboard('{Insert}');
    await expect
      .element(page.getByText('Rows 2 and 3 of table “Who answers for it” answer the same.', { exact: false }))
      .toBeVisible();
    await expect.poll(() => document.activeElement?.getAttribute('data-cell')).toBe('3:0');
    expect((await rows())[2]).toMatchObject({ stated: false, reading: null, answer: { party: ['us'] } });
    await expect.element(page.getByText('one row new')).toBeVisible();
    await expect.poll(wrongs).toEqual([]);
  });
  test('is removed, and a combination that nobody answers gets one by a click', async () => {
    await shown();
    cell(4, 2).focus();
    await userEvent.keyboard('{Delete}');
    await expect.element(page.getByText('one row gone')).toBeVisible();
    const add = page.getByRole('button', { name: 'Add a row for it' });
    await expect.element(add.first()).toBeVisible();
    expect(add.elements()).toHaveLength(2);
    await add.first().click();
    await expect.poll(async () => (await rows()).length).toBe(5);
    await expect.poll(() => add.elements().length).toBe(1);
    await add.first().click();
    await expect.poll(() => add.elements().length).toBe(0);
    expect((await rows()).at(-1)?.when).toEqual([
      { fact: 'cause', values: ['undetermined'] },
      { fact: 'warranty', values: ['out'] },
    ]);
    await expect.element(page.getByText('Draft 3 changes', { exact: false })).toBeVisible();
  });
  test('is moved by Alt and an arrow, which differs in nothing', async () => {
    await shown();
    const before = (await rows()).map((row) => row.clause);
    cell(1, 0).focus();
    await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
    await expect
      .poll(async () => (await rows()).map((row) => row.clause))
      .toEqual([before[1], before[0], ...before.slice(2)]);
    await expect.poll(() => document.activeElement?.getAttribute('data-cell')).toBe('2:0');
    await expect.element(page.getByText('No row differs from version 2.')).toBeVisible();
  });
  test('has its acts in a menu; the first can’t go up', async () => {
    await shown();
    const menu = table(0).getByRole('button', { name: 'Row 1: more' });
    (menu.element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('menuitem', { name: /^Move up/ })).toHaveAttribute('aria-disabled', 'true');
    await expect.poll(wrongs).toEqual([]);
    await page.getByRole('menuitem', { name: /^Remove the row/ }).click();
    await expect.poll(async () => (await rows()).length).toBe(4);
  });
  test('that somebody else changed meanwhile is not written over', async () => {
    await shown();
    cell(1, 2).click();
    await card().getByLabelText('Who answers for it').selectOptions('carrier');
    desk.failNext('save_policy_draft', new Failure('conflict'));
    await card().getByRole('button', { name: 'Keep' }).click();
    await expect.poll(() => toasts.list.at(-1)?.kind).toBe('bad');
    // What was chosen stands still in the card.
    await expect.element(card().getByLabelText('Who answers for it')).toHaveValue('carrier');
  });
});

test('a draft whose text can’t be read is mended as text, not in place', async () => {
  const toml = (await draft()).toml.replace('seconds = 7200', 'seconds = soon');
  await desk.call('save_policy_draft', { id: 'hx-leather', toml, seen: null });
  await shown();
  await expect.element(page.getByText('The draft’s text can’t be read; mend it as text')).toBeVisible();
  expect(document.querySelector('[data-cell]')).toBeNull();
});

test('while a draft makes no sense the version in force answers what one tries, and says so', async () => {
  await shown();
  cell(4, 0).focus();
  await userEvent.keyboard('{Delete}');
  await expect.element(page.getByText('one row gone')).toBeVisible();
  await userEvent.keyboard('t');
  await expect.element(page.getByText('The draft has problems, so version 2 answers.')).toBeVisible();
});

describe('the conditions of a clock', () => {
  const solution = () => page.getByRole('row', { name: /^Solution HX-8/ });
  test('are ticked in place, all facts of a case at once', async () => {
    await shown('hx-leather');
    const button = solution().getByRole('button', { name: 'Mail, customisation or wholesale' });
    await expect.element(button).toBeVisible();
    (button.element() as HTMLElement).click();
    await expect.element(card()).toHaveAccessibleName('Solution holds for');
    await expect.poll(wrongs).toEqual([]);
    const within = (group: string, name: string) =>
      card().getByRole('group', { name: group }).getByRole('checkbox', { name }).element() as HTMLElement;
    within('Channel', 'Web').click();
    within('Type', 'anything').click();
    await userEvent.keyboard('{Enter}');
    await expect.element(card()).not.toBeInTheDocument();
    await expect
      .poll(async () => (await draft()).values.find((v) => v.clause === 'HX-8')?.when)
      .toEqual([{ fact: 'channel', values: ['mail', 'web'] }]);
    await expect.element(page.getByRole('row', { name: /^Solution HX-8 Mail or web/ })).toBeVisible();
  });
  test('with every declared state ticked it does not hold where nothing is declared', async () => {
    await shown('hx-leather');
    const button = solution().getByRole('button', { name: 'Mail, customisation or wholesale' });
    await expect.element(button).toBeVisible();
    (button.element() as HTMLElement).click();
    await expect.element(card()).toHaveAccessibleName('Solution holds for');
    for (const one of ['Peak season', 'High volume', 'Force majeure']) tick(one);
    await userEvent.keyboard('{Enter}');
    await expect.element(card()).not.toBeInTheDocument();
    const when = async () =>
      (await draft()).values.find((v) => v.clause === 'HX-8')?.when.find((c) => c.fact === 'declared');
    await expect.poll(when).toEqual({ fact: 'declared', values: ['peak', 'high_volume', 'force_majeure'] });
    // Nothing ticked is anything.
    (solution().getByTitle('When it holds: change it').element() as HTMLElement).click();
    await expect.element(card()).toHaveAccessibleName('Solution holds for');
    for (const one of ['Peak season', 'High volume', 'Force majeure']) tick(one);
    await userEvent.keyboard('{Enter}');
    await expect.poll(when).toBeUndefined();
  });
  test('of a target that is added and removed', async () => {
    await shown('hx-leather');
    const clocks = async () => (await draft()).values.filter((v) => v.sort === 'clock').length;
    const before = await clocks();
    await solution().getByRole('button', { name: 'Solution: more' }).click();
    await page.getByRole('menuitem', { name: 'Another target below' }).click();
    await expect.poll(clocks).toBe(before + 1);
    await solution().nth(1).getByRole('button', { name: 'Solution: more' }).click();
    await page.getByRole('menuitem', { name: 'Remove this target' }).click();
    await expect.poll(clocks).toBe(before);
  });
});
