// The wording rules of LOOK.md as examples, in both languages, against the real .ftl files.
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';
import en from '../i18n/en/time.ftl?raw';
import zh from '../i18n/zh-CN/time.ftl?raw';
import * as f from './format';

function reader(locale: string, source: string, zone = 'Asia/Shanghai'): f.Reader {
  const bundle = new FluentBundle(locale, { useIsolating: false });
  expect(bundle.addResource(new FluentResource(source))).toEqual([]);
  const t: f.Translate = (id, args) => {
    const pattern = bundle.getMessage(id)?.value;
    if (!pattern) throw new Error(`no message ${id}`);
    const errors: Error[] = [];
    const text = bundle.formatPattern(pattern, args, errors);
    expect(errors).toEqual([]);
    return text;
  };
  return { locale, zone, t };
}
const E = reader('en', en);
const Z = reader('zh-CN', zh);
const NOW = '2026-11-23T07:42:30Z'; // Mon 15:42:30 in Shanghai

function clock(over: Partial<f.ClockLike>): f.ClockLike {
  return {
    state: 'running',
    due: null,
    warn_at: null,
    stopped: null,
    breached_at: null,
    paused_since: null,
    pause_reason: null,
    ...over,
  };
}
const both = (c: f.ClockLike): string[] => [
  f.clockText(c, NOW, E),
  f.clockChip(c, NOW, E),
  f.clockText(c, NOW, Z),
  f.clockChip(c, NOW, Z),
];

describe('dates', () => {
  it('are written in the zone given, not the computer’s', () => {
    expect(f.dayTime('2026-11-25T01:00:00Z', NOW, E)).toBe('Wed 25 Nov, 09:00');
    expect(f.dayTime('2026-11-25T01:00:00Z', NOW, Z)).toBe('11月25日 周三 09:00');
    expect(f.dayTime('2026-11-25T01:00:00Z', NOW, reader('en', en, 'America/New_York'))).toBe('Tue 24 Nov, 20:00');
  });
  it('write another year', () => {
    expect(f.dayTime('2027-01-01T01:00:00Z', NOW, E)).toBe('Fri 1 Jan 2027, 09:00');
    expect(f.dayTime('2027-01-01T01:00:00Z', NOW, Z)).toBe('2027年1月1日 周五 09:00');
    // 31 Dec 17:00 UTC is already the new year in Shanghai.
    expect(f.dayOf('2026-12-31T17:00:00Z', NOW, E)).toBe('Fri 1 Jan 2027');
    expect(f.civilDay('2026-03-12', '2026-11-23', 'en')).toBe('12 Mar');
    expect(f.civilDay('2027-08-14', '2026-11-23', 'en')).toBe('14 Aug 2027');
    expect(f.civilDay('2027-08-14', '2026-11-23', 'zh-CN')).toBe('2027年8月14日');
    expect(f.longDay('2026-11-23', 'en')).toBe('Monday 23 November');
    expect(f.longDay('2026-11-23', 'zh-CN')).toBe('11月23日 星期一');
  });
  it('shorten without becoming unclear', () => {
    expect(f.shortInstant('2026-11-23T09:40:00Z', NOW, E)).toBe('17:40');
    expect(f.shortInstant('2026-11-25T01:00:00Z', NOW, E)).toBe('Wed 09:00');
    expect(f.shortInstant('2026-11-25T01:00:00Z', NOW, Z)).toBe('周三 09:00');
    expect(f.shortInstant('2026-11-30T01:00:00Z', NOW, E)).toBe('30 Nov');
    expect(f.shortInstant('2027-01-30T01:00:00Z', NOW, Z)).toBe('2027年1月30日');
  });
  it('hold on days of 23 and 25 hours', () => {
    const berlin = 'Europe/Berlin';
    expect(f.clockTime('2026-03-29T00:59:59Z', berlin)).toBe('01:59');
    expect(f.clockTime('2026-03-29T01:00:00Z', berlin)).toBe('03:00');
    expect(f.clockTime('2026-10-25T00:30:00Z', berlin)).toBe('02:30');
    expect(f.clockTime('2026-10-25T01:30:00Z', berlin)).toBe('02:30');
    expect(f.isoMinute('2026-10-25T23:00:00Z', berlin)).toBe('2026-10-26 00:00');
    expect(f.daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(f.addDays('2026-02-27', 2)).toBe('2026-03-01');
  });
  it('show midnight as 00:00, never as 24:00', () => {
    expect(f.clockTime('2026-11-22T16:00:00Z', 'Asia/Shanghai')).toBe('00:00');
  });
  it('refuse days that no calendar has', () => {
    expect(f.parseDay('2026-02-29')).toBeNull();
    expect(f.parseDay('2028-02-29')).toEqual({ year: 2028, month: 2, day: 29 });
    expect(f.parseDay('26-2-1')).toBeNull();
    expect(f.zoneKnown('Asia/Nowhere')).toBe(false);
    expect(f.zoneKnown('Australia/Melbourne')).toBe(true);
  });
});

describe('clocks', () => {
  it('say what remains', () => {
    expect(both(clock({ due: '2026-11-23T09:40:00Z' }))).toEqual([
      '1 h 58 min left',
      '1 h 58 m',
      '还剩 1 小时 58 分',
      '1 时 58 分',
    ]);
    expect(both(clock({ due: '2026-11-23T08:08:00Z' }))).toEqual(['26 min left', '26 m', '还剩 26 分钟', '26 分']);
    expect(both(clock({ due: '2026-11-23T09:42:30Z' }))).toEqual(['2 h left', '2 h', '还剩 2 小时', '2 小时']);
  });
  it('say the due instant beyond 24 h', () => {
    expect(both(clock({ due: '2026-11-25T01:00:00Z' }))).toEqual([
      'Wed 25 Nov, 09:00',
      'Wed 09:00',
      '11月25日 周三 09:00',
      '周三 09:00',
    ]);
    expect(f.clockText(clock({ due: '2026-11-24T07:42:30Z' }), NOW, E)).toBe('24 h left');
    expect(f.clockText(clock({ due: '2026-11-24T07:43:31Z' }), NOW, E)).toBe('Tue 24 Nov, 15:43');
  });
  it('say by how much they are late', () => {
    expect(both(clock({ due: '2026-11-23T07:10:00Z' }))).toEqual([
      '32 min late',
      '32 m late',
      '已超 32 分钟',
      '超 32 分',
    ]);
    expect(both(clock({ due: '2026-11-23T05:10:00Z' }))).toEqual([
      '2 h 32 min late',
      '2 h 32 m late',
      '已超 2 小时 32 分',
      '超 2 时 32 分',
    ]);
    expect(both(clock({ due: '2026-11-19T05:10:00Z' }))).toEqual(['4 d late', '4 d late', '已超 4 天', '超 4 天']);
    expect(both(clock({ due: '2026-11-23T07:42:00Z' }))).toEqual(['just late', 'just late', '刚超时', '刚超时']);
  });
  it('say that a late promise was kept late', () => {
    const c = clock({
      state: 'breached',
      due: '2026-11-10T01:00:00Z',
      breached_at: '2026-11-10T01:00:00Z',
      stopped: '2026-11-14T02:00:00Z',
    });
    expect(both(c)).toEqual(['kept, 4 d late', 'kept, 4 d late', '已完成，晚 4 天', '已完成，晚 4 天']);
    expect(f.clockState(c, NOW)).toBe('late');
    expect(f.keptLate(c)).toBe(true);
  });
  it('say for whom they wait', () => {
    const c = clock({ state: 'paused', paused_since: '2026-11-21T07:00:00Z', pause_reason: 'customer' });
    expect(both(c)).toEqual(['paused 2 d, customer', '2 d, customer', '等客户 2 天', '等客户 2 天']);
    expect(f.clockText({ ...c, pause_reason: 'force_majeure' }, NOW, E)).toBe('paused 2 d, force majeure');
  });
  it('change with now alone', () => {
    const c = clock({ due: '2026-11-23T08:00:00Z', warn_at: '2026-11-23T07:30:00Z' });
    expect(f.clockState(c, '2026-11-23T07:29:59Z')).toBe('running');
    expect(f.clockState(c, '2026-11-23T07:30:00Z')).toBe('soon');
    expect(f.clockState(c, '2026-11-23T08:00:00Z')).toBe('soon');
    expect(f.clockState(c, '2026-11-23T08:00:00.001Z')).toBe('late');
    expect(f.clockState(clock({ state: 'met', stopped: NOW, due: NOW }), NOW)).toBe('met');
    expect(f.clockState(clock({ state: 'cancelled' }), NOW)).toBe('cancelled');
    const breachedThenPaused = clock({
      state: 'paused',
      breached_at: '2026-11-20T01:00:00Z',
      paused_since: '2026-11-21T01:00:00Z',
    });
    expect(f.clockState(breachedThenPaused, NOW)).toBe('late');
  });
  it('put the time of day beside the chip of today', () => {
    expect(f.clockChipWithDue(clock({ due: '2026-11-23T08:08:00Z' }), NOW, E)).toBe('26 m, 16:08');
    expect(f.clockChipWithDue(clock({ due: '2026-11-23T08:08:00Z' }), NOW, Z)).toBe('26 分，16:08');
    expect(f.clockChipWithDue(clock({ due: '2026-11-25T01:00:00Z' }), NOW, E)).toBe('Wed 09:00');
  });
});

describe('figures', () => {
  it('count and measure', () => {
    expect(f.count(5000)).toBe('5,000');
    expect(f.fileSize(999)).toBe('999 B');
    expect(f.fileSize(84_200)).toBe('84 kB');
    expect(f.fileSize(2_100_000)).toBe('2.1 MB');
    expect(f.fileSize(999_700)).toBe('1.0 MB');
    expect(f.amount(25_080, E.t)).toBe('6 h 58');
    expect(f.amount(172_800, E.t)).toBe('48 h 00');
    expect(f.measure({ kind: 'business_days', seconds: null, days: 2 }, E.t)).toBe('2 business days');
    expect(f.measure({ kind: 'service', seconds: 7200, days: null }, Z.t)).toBe('2 小时');
    expect(f.callLength(400, E.t)).toBe('6 min 40 s');
    expect(f.callLength(400, Z.t)).toBe('6 分 40 秒');
  });
  it('give the customer’s time with the part of the day', () => {
    expect(f.localTime(NOW, 'Australia/Melbourne', E)).toBe('18:42 Melbourne, evening');
    expect(f.localTime(NOW, 'Australia/Melbourne', Z)).toBe('18:42 墨尔本，傍晚');
    expect(f.localTime(NOW, 'America/New_York', E)).toBe('02:42 New York, night');
    expect(f.stamp(NOW, E)).toBe('Mon 23 Nov 15:42 Shanghai');
    expect(f.stamp(NOW, Z)).toBe('11月23日 周一 15:42 上海');
  });
});
