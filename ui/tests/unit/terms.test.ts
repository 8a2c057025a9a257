/** Conditions put in and cut out of a search, as a person would have typed them. */
import { expect, test } from 'vitest';
import { read } from '../../src/host/fake/seek';
import { cut, put, written } from '../../src/screens/cases/terms';

const after = (text: string, key: string, value: string): string => put(text, read(text).terms, key, value);

test('a condition stands before the words, and over one of its key', () => {
  expect(after('zip', 'owner', 'me')).toBe('owner:me zip');
  expect(after('channel:mail zip pull', 'channel', 'chat')).toBe('channel:chat zip pull');
  expect(after('', 'group', 'Service desk')).toBe('group:"Service desk"');
});

test('a case is late and unanswered at once, but stands in one list', () => {
  expect(after('is:late', 'is', 'unanswered')).toBe('is:unanswered is:late');
  expect(after('is:late is:waiting', 'is', 'solved')).toBe('is:solved is:late');
  expect(after('is:late zip', 'is', 'late')).toBe('is:late zip');
});

test('what is cut leaves the rest as it was', () => {
  const text = 'zip  is:late pull';
  const [term] = read(text).terms;
  expect(term && cut(text, term)).toBe('zip pull');
  expect(written('due', 'today')).toBe('due:today');
});
