// Filters in words above the list of cases: typed, chosen from the menu, taken away, and wrong ones told in their place.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { cleanup, render } from 'vitest-browser-svelte';
import App from '../../src/App.svelte';
import { client } from '../../src/data/query';
import { go } from '../../src/data/route.svelte';
import { useHost } from '../../src/host';
import { fake } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import { list } from '../../src/screens/cases/list.svelte';
import '../../src/styles/base.css';

beforeEach(async () => {
  client.clear();
  setLanguage('en');
  list.text = '';
  useHost(fake({ frozen: true, delay: 0, ready: true }));
  go('cases');
  await render(App);
  await expect.element(search()).toBeVisible();
});
afterEach(() => cleanup());

const search = () => page.getByRole('textbox', { name: 'Search cases' });
const chip = (term: string) => page.getByRole('button', { name: `Remove ${term}` });

test('what is typed becomes a chip, and a chip is taken away', async () => {
  await search().fill('channel:chat');
  await expect.element(chip('channel:chat')).toBeVisible();

  (chip('channel:chat').element() as HTMLElement).click();
  await expect.element(search()).toHaveValue('');
  await expect.element(chip('channel:chat')).not.toBeInTheDocument();
});

test('the menu writes what one could type', async () => {
  await search().fill('zip');
  const menu = page.getByRole('button', { name: 'Filter', exact: true });
  (menu.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('menuitem', { name: 'Late', exact: true })).toBeVisible();
  await userEvent.keyboard('{Enter}');
  await expect.element(search()).toHaveValue('is:late zip');
  await expect.element(chip('is:late')).toBeVisible();
});

test('a value that a key does not have is told, and nothing is listed', async () => {
  await search().fill('urgency:huge');
  await expect.element(page.getByText('“huge” is nothing that “urgency” knows here')).toBeVisible();
  await expect.element(page.getByText("can't be read")).toBeVisible();
});
