import { expect, test } from 'vitest';
import { inOrder, quickAt } from '../../src/parts/tasks/words';

const ZONE = 'Asia/Shanghai';
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const local = (which: Parameters<typeof quickAt>[0], now: string, zone = ZONE): string | null =>
  quickAt(which, at(now), zone);
const iso = (text: string): string => new Date(at(text)).toISOString();

test('this afternoon is the next of 14:00 and 17:00 that is an hour away, and none late in the day', () => {
  expect(local('afternoon', '2026-11-23T09:00')).toBe(iso('2026-11-23T14:00'));
  expect(local('afternoon', '2026-11-23T13:01')).toBe(iso('2026-11-23T17:00'));
  expect(local('afternoon', '2026-11-23T16:01')).toBeNull();
});

test('other days begin at nine in the desk’s zone, over the end of the year and of summer time', () => {
  expect(local('tomorrow', '2026-11-23T23:50')).toBe(iso('2026-11-24T09:00'));
  expect(local('three-days', '2026-12-30T10:00')).toBe(iso('2027-01-02T09:00'));
  expect(local('week', '2026-11-23T10:00')).toBe(iso('2026-11-30T09:00'));
  expect(quickAt('tomorrow', Date.parse('2026-10-24T10:00:00Z'), 'Europe/Berlin')).toBe('2026-10-25T08:00:00.000Z');
});

test('next week is its Monday, from any day', () => {
  expect(local('next-week', '2026-11-23T10:00')).toBe(iso('2026-11-30T09:00'));
  expect(local('next-week', '2026-11-29T10:00')).toBe(iso('2026-11-30T09:00'));
});

test('a call-back without a time comes first, what has none last', () => {
  const task = (id: string, sort: 'call_back' | 'todo', due: string | null) => ({ id, sort, what: id, due });
  const tasks = [
    task('some day', 'todo', null),
    task('later', 'todo', '2026-11-25T00:00:00Z'),
    task('soon', 'todo', '2026-11-24T00:00:00Z'),
    task('call', 'call_back', null),
  ];
  expect(inOrder(tasks).map((one) => one.id)).toEqual(['call', 'soon', 'later', 'some day']);
});
