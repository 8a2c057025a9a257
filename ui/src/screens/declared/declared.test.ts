// The pure half of the declared states: how one stands, in which order, and which dates of a case are its normal ones.
import { describe, expect, it } from 'vitest';
import type { DeclarationRow, OtherDue, TimelineEntry, Why } from '../../data/api.gen';
import type { Reader } from '../../kit/format';
import { instantBefore, normals, nowWord, ordered, scopeWord, stateAt } from './words';

const NOW = Date.parse('2026-11-23T15:42:00+08:00');
const iso = (hours: number): string => new Date(NOW + hours * 3_600_000).toISOString();
const r: Reader = {
  locale: 'en',
  zone: 'Asia/Shanghai',
  t: (id, values) => [id, ...Object.values(values ?? {})].join(' | '),
};
const row = (from: number, to: number | null, more: Partial<DeclarationRow> = {}): DeclarationRow => ({
  id: `${from} ${to}`,
  sort: 'peak',
  state: 'on',
  pack: null,
  channels: [],
  categories: [],
  countries: [],
  from: iso(from),
  to: to === null ? null : iso(to),
  reason: 'fair',
  by: null,
  at: iso(-1),
  ended_at: null,
  end_reason: null,
  ...more,
});

describe('how a declared state stands', () => {
  it('begins with its first instant and is over with the instant after its last', () => {
    expect(stateAt(row(0, null), NOW)).toBe('on');
    expect(stateAt(row(1, null), NOW)).toBe('planned');
    expect(stateAt(row(-1, 0), NOW)).toBe('over');
    expect(stateAt(row(-1, 0), NOW - 1)).toBe('on');
  });
  it('never was when it ends where it began, whatever the time', () => {
    expect(stateAt(row(1, 1), NOW)).toBe('taken_back');
    expect(stateAt(row(-1, -2), NOW)).toBe('taken_back');
  });
  it('lists what runs first, and keeps the order in which they come', () => {
    const groups = ordered([row(-9, -8), row(2, 3), row(-1, null), row(-2, null), row(1, 1)], NOW);
    expect(groups.map((g) => [g.state, g.rows.map((one) => one.id)])).toEqual([
      ['on', ['-1 null', '-2 null']],
      ['planned', ['2 3']],
      ['over', ['-9 -8']],
      ['taken_back', ['1 1']],
    ]);
    expect(ordered([], NOW)).toEqual([]);
  });
});

describe('in words', () => {
  it('says for which cases', () => {
    expect(scopeWord(row(0, 1), [], r)).toBe('declared-all-packs');
    expect(scopeWord(row(0, 1, { pack: 'gone', channels: ['on_site', 'web'], categories: ['return'] }), [], r)).toBe(
      'gone · channel-on-site, channel-web · category-return',
    );
    expect(scopeWord(row(0, 1, { countries: ['DE', 'FR'] }), [], r)).toBe('declared-all-packs · Germany, France');
    expect(scopeWord(row(0, 1, { countries: ['DE'] }), [], { ...r, locale: 'zh-CN' })).toBe(
      'declared-all-packs · 德国',
    );
  });
  it('names what is on now, and nothing else', () => {
    expect(nowWord([row(-2, -1), row(1, 2), row(0, 0)], [], NOW, r)).toBe('');
    const said = nowWord([row(-2, null), row(-1, 1, { sort: 'force_majeure' })], [], NOW, r);
    expect(said.split('; ')).toHaveLength(2);
    expect(said).toContain('declared-now-open | word-declared-peak');
    expect(said).toContain('declared-now-until | word-declared-force-majeure');
  });
});

const declared = (at: number, sort: 'peak' | 'force_majeure' = 'peak'): TimelineEntry => ({
  seq: 3,
  at: iso(at),
  entered_at: null,
  by: null,
  what: { type: 'declared', declaration: 'd', sort, from: iso(at), to: null, reason: 'fair' },
});
const other = (superseded: number | null): OtherDue => ({
  measure: { kind: 'service', seconds: 7200, days: null },
  clause: 'HX-6',
  due: iso(2),
  superseded_at: superseded === null ? null : iso(superseded),
});
const why = (started: number, others: OtherDue[], pauses: Why['pauses'] = [], due = 4): Why =>
  ({ clock: { started: iso(started), due: iso(due) }, others, pauses }) as unknown as Why;

describe('normal dates', () => {
  it('are those that gave way when it was declared', () => {
    const [gave, beside, earlier] = [other(-1), other(null), other(-3)];
    const found = normals(why(-4, [gave, beside, earlier]), [declared(-1)]);
    expect(found).toEqual([{ seq: 3, sort: 'peak', other: gave }]);
  });
  it('are not laid to a force majeure that was declared at the same instant', () => {
    const both = [declared(-1, 'force_majeure'), { ...declared(-1), seq: 4 }];
    expect(normals(why(-4, [other(-1)]), both).map((n) => [n.seq, n.sort])).toEqual([[4, 'peak']]);
  });
  it('are none once it was taken back: the clock runs to the same instant again', () => {
    expect(normals(why(-4, [other(-1)], [], 2), [declared(-1)])).toEqual([]);
  });
  it('of a clock that began under it gave way as it began', () => {
    expect(normals(why(-1, [other(-1)]), [declared(-5)])).toHaveLength(1);
    expect(normals(why(-1, [other(-1)]), [])).toEqual([]);
  });
  it('under a force majeure are those of the instant before, and only where it holds the clock up', () => {
    const held = { from: iso(-1), to: null, reason: 'force_majeure' as const, what: null };
    expect(instantBefore(why(-4, [], [held]), declared(-1, 'force_majeure'))).toBe(
      new Date(Date.parse(iso(-1)) - 1).toISOString(),
    );
    expect(instantBefore(why(-4, [], [{ ...held, reason: 'customer' }]), declared(-1, 'force_majeure'))).toBeNull();
    expect(instantBefore(why(-4, [], [held]), declared(-1, 'peak'))).toBeNull();
    expect(instantBefore(undefined, declared(-1, 'force_majeure'))).toBeNull();
  });
});
