/** A little of the filters in words: enough for the example desk. */
import type { SeekTerm } from '../../data/api.gen';
import type { FakeCase } from './seed';

const values: Record<string, (value: string) => boolean> = {
  is: (v) => ['open', 'waiting', 'solved', 'closed', 'late', 'unanswered'].includes(v),
  owner: (v) => v === 'me',
  group: () => true,
  channel: (v) => ['mail', 'telephone', 'video', 'remote', 'on_site', 'web', 'chat'].includes(v),
  category: () => true,
  urgency: (v) => ['low', 'normal', 'high', 'stopped'].includes(v),
  due: () => true,
  opened: () => true,
};

export function read(text: string): { words: string; terms: SeekTerm[] } {
  const terms: SeekTerm[] = [];
  const words = text.replace(
    /(?<=^|\s)(-?)([a-z]+):("[^"]*"|\S*)/g,
    (all: string, not: string, key: string, raw: string, from: number) => {
      const known = values[key];
      if (!known) return all;
      const value = raw.replaceAll('"', '');
      const wrong = value === '' ? 'empty' : known(value) ? null : 'unknown';
      terms.push({ from, to: from + all.length, key, value, not: not !== '', wrong });
      return '';
    },
  );
  return { words: words.replace(/\s+/g, ' ').trim(), terms };
}

/** Whether a condition leaves a case; of those that the example desk can't tell, all. */
export function leaves(term: SeekTerm, c: FakeCase): boolean {
  const is =
    term.key === 'channel'
      ? c.channel === term.value
      : term.key === 'urgency'
        ? c.urgency === term.value
        : term.key === 'category'
          ? c.category === term.value
          : term.key === 'is' && ['open', 'waiting', 'solved', 'closed'].includes(term.value)
            ? c.status === term.value
            : !term.not;
  return is !== term.not;
}
