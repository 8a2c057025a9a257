import { expect, test } from 'vitest';
import { tagsOf } from '../../src/data/tags';

test('a page is asked again when what stands on it changes', () => {
  expect(tagsOf(['case', { case: 'c1' }])).toEqual(['case:c1', 'customers']);
  expect(tagsOf(['customer', { customer: 'u1' }])).toEqual(['customer:u1', 'cases']);
  expect(tagsOf(['desk', null])).toEqual(['desk']);
});

test('what is not asked yet, or is no query, depends on nothing', () => {
  expect(tagsOf(['case', undefined])).toEqual([]);
  expect(tagsOf(['solve', { case: 'c1' }])).toEqual([]);
});
