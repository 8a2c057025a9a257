// What changes while its first answer is on the way is asked again: the answer may be older than the change.
import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { client, touch } from '../../src/data/query';
import { go } from '../../src/data/route.svelte';
import { useHost, type CallName, type Host } from '../../src/host';
import { fake } from '../../src/host/fake';
import { setLanguage } from '../../src/i18n';
import Keyed from './Keyed.svelte';
import { Screen } from '../../src/screens/customers';
import '../../src/styles/base.css';

/** Holds back the first answer to a call, and lets it go when told. */
function slow(held: CallName): { host: Host; asked: () => number; letGo: () => void } {
  const desk = fake({ frozen: true, delay: 0, ready: true });
  let asked = 0;
  let letGo = () => {};
  const gate = new Promise<void>((done) => (letGo = done));
  const host: Host = {
    listen: (fn) => desk.listen(fn),
    call: async (name, args) => {
      // As the program answers: read first, on the way for a while after.
      const answer = await desk.call(name, args);
      if (name === held && ++asked === 1) await gate;
      return answer;
    },
  };
  return { host, asked: () => asked, letGo };
}

beforeEach(() => {
  client.clear();
  setLanguage('en');
});

test('a first answer on its way is not kept over what changed meanwhile', async () => {
  const { host, asked, letGo } = slow('customer');
  useHost(host);
  const facts = {
    id: 'c-corvane',
    name: 'Corvane & Fils',
    emails: [],
    phones: [],
    contact: null,
    language: 'en' as const,
  };
  go('customers', 'c-corvane');
  await render(Keyed, { Screen, id: 'c-corvane' });
  await expect.poll(asked).toBe(1);
  await host.call('save_customer', {
    ...facts,
    zone: null,
    country: null,
    long_term_since: null,
    no_surveys: false,
  });
  touch(['customer:c-corvane']);
  letGo();
  await expect.element(page.getByRole('heading', { name: 'Corvane & Fils' })).toBeVisible();
  expect(asked()).toBe(2);
});
