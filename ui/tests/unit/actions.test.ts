import { describe, expect, test } from 'vitest';
import { caps, nameOf } from '../../src/actions/keys';
import { actionIds, entry } from '../../src/actions/table';

describe('the table of actions', () => {
  test('no key stands twice in one place', () => {
    for (const place of new Set(actionIds.map((id) => entry(id).at))) {
      const keys = actionIds
        .filter((id) => entry(id).at === place || entry(id).at === 'everywhere')
        .map((id) => entry(id).key)
        .filter((key) => key !== null);
      expect(
        keys.filter((key, i) => keys.indexOf(key) !== i),
        place,
      ).toEqual([]);
    }
  });
  test('no key begins a sequence of another', () => {
    for (const place of new Set(actionIds.map((id) => entry(id).at))) {
      const keys = actionIds
        .filter((id) => entry(id).at === place || entry(id).at === 'everywhere')
        .map((id) => entry(id).key)
        .filter((key) => key !== null);
      const starts = keys.filter((key) => key.includes(' ')).map((key) => key.split(' ')[0]);
      expect(
        keys.filter((key) => starts.includes(key)),
        place,
      ).toEqual([]);
    }
  });
});

const press = (key: string, more: Partial<KeyboardEvent> = {}): KeyboardEvent =>
  ({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more }) as KeyboardEvent;

describe('names of keys', () => {
  test.each([
    [press('k', { ctrlKey: true }), 'mod+k'],
    [press('W', { shiftKey: true }), 'shift+w'],
    [press('?', { shiftKey: true }), '?'],
    [press('Shift', { shiftKey: true }), null],
    [press('ñ', { ctrlKey: true, altKey: true, code: 'KeyN' }), 'mod+alt+n'],
    [press('Enter', { ctrlKey: true }), 'mod+enter'],
  ])('%#', (event, name) => expect(nameOf(event)).toBe(name));
  test('caps are for people', () => expect(caps('mod+alt+n')).toEqual(['Ctrl', 'Alt', 'N']));
});
