// What the page makes of answers that come late, against a desk that answers when it is told to.
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Asking from './Asking.svelte';
import { client, touch } from '../../src/data/query';
import { useHost, type Answer, type CallName } from '../../src/host';

let asked: ((answer: unknown) => void)[];
beforeEach(() => {
  client.clear();
  asked = [];
  useHost({
    call: <K extends CallName>() => new Promise<Answer<K>>((ok) => asked.push(ok as (answer: unknown) => void)),
    listen: () => () => {},
  });
});

const wrap = (list: boolean, house: string): unknown => (list ? { rows: [house], next: null } : { house });

describe.each([
  ['a record', false, 'settings'],
  ['the first page of a list', true, 'cases'],
] as const)('%s', (_, list, tag) => {
  test.each([
    ['before', 0],
    ['after', 1],
  ])(
    'on its way when it changed is asked again, and what it answers %s the second counts for nothing',
    async (_, first) => {
      await render(Asking, { list });
      await expect.poll(() => asked.length).toBe(1);
      touch([tag]);
      await expect.poll(() => asked.length).toBe(2);
      const answers = ['from before', 'from after'];
      for (const at of [first, 1 - first]) asked[at]?.(wrap(list, answers[at] as string));
      await expect.element(page.getByText('from after')).toBeVisible();
      await expect.element(page.getByText('from before')).not.toBeInTheDocument();
    },
  );

  test('that something else does not touch is asked once', async () => {
    await render(Asking, { list });
    await expect.poll(() => asked.length).toBe(1);
    touch(['surveys']);
    asked[0]?.(wrap(list, 'the only one'));
    await expect.element(page.getByText('the only one')).toBeVisible();
    expect(asked).toHaveLength(1);
  });
});
