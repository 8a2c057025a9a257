// A draft that two desks write: nobody's text is written over unseen, neither by an edit nor by its way back.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Keyed from './Keyed.svelte';
import { follow } from '../../src/data/now.svelte';
import { client } from '../../src/data/query';
import { setZone } from '../../src/data/reader.svelte';
import { go } from '../../src/data/route.svelte';
import { useHost } from '../../src/host';
import { fake, type FakeDesk } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { canUndo, dismiss, toasts, undo } from '../../src/kit/toasts.svelte';
import { Screen } from '../../src/screens/policies';
import { trying } from '../../src/screens/policies/trying.svelte';
import '../../src/styles/base.css';

let desk: FakeDesk;
/** Whether the screen learns of what changes. */
let hears = true;
beforeEach(async () => {
  client.clear();
  setLanguage('en');
  setZone('Asia/Shanghai');
  hears = true;
  trying.clear();
  trying.open = false;
  desk = fake({ frozen: true, ready: true });
  desk.listen((event) => {
    if (hears && event.type === 'changed') void client.invalidateQueries();
  });
  useHost(desk);
  follow((await desk.call('desk', null)).now);
  go('policies', null, true);
});
afterEach(() => {
  toasts.list.forEach((one) => dismiss(one.id));
});

const shown = (id = 'hx-leather') => render(Keyed, { Screen, id });
const draft = () => desk.call('policy', { id: 'hx-leather', version: null, draft: true });
const row = async () => (await desk.call('policies', null)).rows.find((one) => one.id === 'hx-leather');
/** Another desk makes something of the draft. */
async function elsewhere(change: (toml: string) => string) {
  const { toml, saved_at } = await draft();
  await desk.call('save_policy_draft', { id: 'hx-leather', toml: change(toml), seen: saved_at });
}
/** The first answer within four hours, typed over in place. */
async function fourHours() {
  await page.getByRole('button', { name: '2 h service' }).first().click();
  await userEvent.keyboard('{Control>}a{/Control}4 h{Enter}');
}
const refused = () => expect.poll(() => toasts.list.at(-1)?.kind).toBe('bad');

describe('the way back', () => {
  test('of an edit drops nobody else’s draft', async () => {
    await shown();
    await fourHours();
    await expect.poll(canUndo).toBe(true);
    await elsewhere((toml) => `${toml}# theirs\n`);
    undo();
    await refused();
    expect((await draft()).toml).toContain('# theirs');
  });
  test('of a second edit puts no older text over somebody else’s', async () => {
    await elsewhere((toml) => `${toml}# before\n`);
    await shown();
    await fourHours();
    await expect.poll(canUndo).toBe(true);
    await elsewhere((toml) => `${toml}# theirs\n`);
    // Seen on this screen by now, and still not what the edit left.
    await expect.poll(async () => (await row())?.draft?.saved_at).toBe((await draft()).saved_at);
    undo();
    await refused();
    expect((await draft()).toml).toContain('# theirs');
  });
  test('of dropping brings the draft’s own text back, and not over a new draft', async () => {
    await elsewhere((toml) => `${toml}# mine\n`);
    await shown('hx-leather/versions/1');
    const drop = page.getByRole('button', { name: 'Drop the draft' });
    await drop.click();
    await expect.poll(canUndo).toBe(true);
    expect((await row())?.draft).toBeNull();
    undo();
    await expect.poll(async () => (await draft()).toml).toContain('# mine');
    await drop.click();
    await expect.poll(canUndo).toBe(true);
    await elsewhere((toml) => `${toml}# theirs\n`);
    undo();
    await refused();
    expect((await draft()).toml).toContain('# theirs');
  });
  test('is offered when it can be gone, not while the screen still learns of the step', async () => {
    await shown();
    await expect.element(page.getByText('within 2 hours')).toBeVisible();
    let open = () => {};
    const gate = new Promise<void>((ok) => (open = ok));
    const call = desk.call.bind(desk);
    let saved = false;
    desk.call = async (name, args) => {
      if (name === 'policies' && saved) await gate;
      const answer = await call(name, args);
      if (name === 'save_policy_draft') saved = true;
      return answer;
    };
    await fourHours();
    await expect.poll(() => saved).toBe(true);
    undo();
    open();
    await expect.poll(canUndo).toBe(true);
    undo();
    await expect.poll(async () => (await row())?.draft).toBeNull();
  });
});

test('a draft is dropped by who has seen it, not by who has seen another', async () => {
  await elsewhere((toml) => `${toml}# mine\n`);
  await shown('hx-leather/versions');
  const drop = page.getByRole('button', { name: 'Drop the draft' }).first();
  await expect.element(drop).toBeVisible();
  hears = false;
  await elsewhere((toml) => `${toml}# theirs\n`);
  await drop.click();
  await refused();
  expect((await draft()).toml).toContain('# theirs');
});

describe('the text', () => {
  const text = () => page.getByRole('textbox', { name: 'The draft as text' });
  const value = () => (text().element() as HTMLTextAreaElement).value;
  async function written() {
    await elsewhere((toml) => `${toml}# before\n`);
    await shown('hx-leather/versions');
    await page.getByRole('button', { name: 'Edit as text' }).click();
    await expect.poll(value).toContain('# before');
    await text().fill(`${value()}# mine\n`);
    await elsewhere((toml) => `${toml}# theirs\n`);
    await expect.element(page.getByText('changed meanwhile by somebody else', { exact: false })).toBeVisible();
    expect(value()).toContain('# mine');
  }
  const save = () => page.getByRole('button', { name: 'Save the draft' });
  test('that somebody else kept meanwhile is not written over before one says so', async () => {
    await written();
    await expect.element(save()).toHaveAttribute('aria-disabled', 'true');
    await userEvent.keyboard('{Control>}s{/Control}');
    expect((await draft()).toml).toContain('# theirs');
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await save().click();
    await expect.poll(async () => (await draft()).toml).toContain('# mine');
    expect((await draft()).toml).not.toContain('# theirs');
  });
  test('gives way to theirs where one wants it', async () => {
    await written();
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await expect.poll(value).toContain('# theirs');
    expect(value()).not.toContain('# mine');
    await expect.element(page.getByText('changed meanwhile', { exact: false })).not.toBeInTheDocument();
  });
  test('goes on after one’s own saving, also what is typed while it runs', async () => {
    await shown('hx-leather/versions');
    await page.getByRole('button', { name: 'Edit as text' }).click();
    await text().fill(`${value()}# one\n`);
    await save().click();
    await text().fill(`${value()}# two\n`);
    await expect.poll(async () => (await draft()).toml).toContain('# one');
    await expect.poll(canUndo).toBe(true);
    await expect.element(page.getByText('changed meanwhile', { exact: false })).not.toBeInTheDocument();
    await save().click();
    await expect.poll(async () => (await draft()).toml).toContain('# two');
  });
});

test('the version in force, opened by its number beside a draft, is read and not changed', async () => {
  await elsewhere((toml) => `${toml}# mine\n`);
  await shown('hx-leather/tables/2');
  await expect.element(page.getByText('You read version 2 as it is in force. Draft 3 stands beside it.')).toBeVisible();
  await expect.element(page.getByText('Draft 3 stands: changes go there')).toBeVisible();
  expect(document.querySelector('[data-cell]')).toBeNull();
});
