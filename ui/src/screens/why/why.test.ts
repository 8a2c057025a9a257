// The example of the mock-up: 48 hours of service days, waiting left out, the sum ends at night and hops to the opening.
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { describe, expect, it } from 'vitest';
import type { Why } from '../../data/api.gen';
import timeEn from '../../i18n/en/time.ftl?raw';
import whyEn from '../../i18n/en/why.ftl?raw';
import timeZh from '../../i18n/zh-CN/time.ftl?raw';
import whyZh from '../../i18n/zh-CN/why.ftl?raw';
import type { Reader } from '../../kit/format';
import { axisHours, laneShapes, sumOf, waited } from './lanes';
import { dueText, headline, laneAmount, laneDay, sentence, totalText, whyText } from './words';

function reader(locale: string, ...sources: string[]): Reader {
  const bundle = new FluentBundle(locale, { useIsolating: false });
  for (const source of sources) bundle.addResource(new FluentResource(source));
  return {
    locale,
    zone: 'Asia/Shanghai',
    t: (id, args) => {
      const pattern = bundle.getMessage(id)?.value;
      if (!pattern) throw new Error(`no message ${id}`);
      return bundle.formatPattern(pattern, args);
    },
  };
}
const E = reader('en', timeEn, whyEn);
const Z = reader('zh-CN', timeZh, whyZh);
const sh = (text: string): string => new Date(`2026-11-${text}:00+08:00`).toISOString();
const NOW = Date.parse('2026-11-23T15:42:00+08:00');
const span = (from: string, to: string) => ({ from: sh(from), to: sh(to) });

const why: Why = {
  label: 'C-4127',
  party: 'Tidemark Travel Retail',
  clock: {
    clock: 'solution',
    cycle: 1,
    state: 'running',
    started: sh('20T10:12'),
    due: sh('25T09:00'),
    warn_at: sh('24T12:00'),
    stopped: null,
    breached_at: null,
    paused_since: null,
    pause_reason: null,
    used_permille: 280,
    measure: { kind: 'elapsed_service', seconds: 172_800, days: null },
    clause: 'HX-7',
    stated: true,
  },
  quote: 'provide solutions within 48 hours for complex problems',
  section: '§1.2',
  reading_en: 'all hours of days that have an opening',
  reading_zh: '计入有服务时间的日子的全部小时',
  zone: 'Asia/Shanghai',
  lanes: [
    {
      date: '2026-11-20',
      until: null,
      starts: sh('20T00:00'),
      ends: sh('21T00:00'),
      open: [span('20T09:00', '20T21:00')],
      counted: [span('20T10:12', '20T17:10')],
      paused: [span('20T17:10', '21T00:00')],
      seconds: 25_080,
    },
    {
      date: '2026-11-21',
      until: '2026-11-22',
      starts: sh('21T00:00'),
      ends: sh('23T00:00'),
      open: [],
      counted: [],
      paused: [],
      seconds: 0,
    },
    {
      date: '2026-11-23',
      until: null,
      starts: sh('23T00:00'),
      ends: sh('24T00:00'),
      open: [span('23T09:00', '23T21:00')],
      counted: [span('23T09:24', '24T00:00')],
      paused: [span('23T00:00', '23T09:24')],
      seconds: 52_560,
    },
    {
      date: '2026-11-24',
      until: null,
      starts: sh('24T00:00'),
      ends: sh('25T00:00'),
      open: [span('24T09:00', '24T21:00')],
      counted: [span('24T00:00', '25T00:00')],
      paused: [],
      seconds: 86_400,
    },
    {
      date: '2026-11-25',
      until: null,
      starts: sh('25T00:00'),
      ends: sh('26T00:00'),
      open: [span('25T09:00', '25T21:00')],
      counted: [span('25T00:00', '25T02:26')],
      paused: [],
      seconds: 8_760,
    },
  ],
  normal: null,
  total: 172_800,
  reached: sh('25T02:26'),
  pauses: [{ from: sh('20T17:10'), to: sh('23T09:24'), reason: 'customer', what: 'three photographs' }],
  others: [
    {
      measure: { kind: 'elapsed_service', seconds: 86_400, days: null },
      clause: 'HX-7',
      due: sh('24T09:00'),
      superseded_at: sh('20T10:40'),
    },
  ],
  pack: 'hx-leather',
  pack_version: 1,
  calendar: 'Shanghai service hours',
  calendar_revision: '7',
  now: new Date(NOW).toISOString(),
};

describe('lanes', () => {
  it('add up to the target', () => {
    expect(sumOf(why)).toBe(why.total);
    expect(totalText(why, E)).toBe('48 h 00');
  });
  it('part what is used from what will be, at now', () => {
    const monday = laneShapes(why, NOW)[2];
    expect(monday?.used).toEqual([{ from: 9.4 / 24, to: 15.7 / 24 }]);
    expect(monday?.ahead).toEqual([{ from: 15.7 / 24, to: 1 }]);
    expect(monday?.pins.map((p) => p.kind)).toEqual(['now']);
  });
  it('hop from where the sum ended to the opening', () => {
    const last = laneShapes(why, NOW)[4];
    expect(last?.hop?.from).toBeCloseTo(2.4333 / 24, 5);
    expect(last?.hop?.to).toBeCloseTo(9 / 24, 5);
    expect(last?.pins.map((p) => p.kind)).toEqual(['reached', 'due']);
  });
  it('count nothing as ahead once it stopped', () => {
    const stopped = { ...why, clock: { ...why.clock, state: 'met' as const, stopped: sh('23T12:00') } };
    const shapes = laneShapes(stopped, Date.parse(sh('24T12:00')));
    expect(shapes.flatMap((s) => s.pins.map((p) => p.kind))).not.toContain('now');
    expect(shapes[2]?.used[0]?.to).toBeCloseTo(0.5);
  });
  it('place hours by the length of the day, also on one of 23 hours', () => {
    const lane = {
      date: '2026-03-29',
      until: null,
      starts: '2026-03-28T23:00:00Z',
      ends: '2026-03-29T22:00:00Z',
      open: [],
      counted: [{ from: '2026-03-28T23:00:00Z', to: '2026-03-29T22:00:00Z' }],
      paused: [],
      seconds: 82_800,
    };
    const spring = {
      ...why,
      lanes: [lane],
      clock: { ...why.clock, started: '2026-03-28T23:00:00Z', due: '2026-03-29T22:00:00Z' },
      reached: null,
    };
    const [shape] = laneShapes(spring, Date.parse('2026-03-29T10:30:00Z'));
    expect(shape?.used).toEqual([{ from: 0, to: 0.5 }]);
    expect(shape?.pins.map((p) => [p.kind, p.x])).toEqual([
      ['notice', 0],
      ['now', 0.5],
      ['due', 1],
    ]);
  });
  it('write the opening hours over themselves', () => {
    expect(axisHours(why)).toEqual([0, 6, 9, 12, 18, 21, 24]);
  });
});

describe('words', () => {
  it('say due, sum, waiting and hop', () => {
    expect(headline(why, E)).toBe('Solution is due');
    expect(dueText(why, NOW, E)).toBe('Wed 25 Nov, 09:00');
    expect(dueText(why, NOW, Z)).toBe('11月25日 周三 09:00');
    expect(waited(why, NOW)).toBe(231_240);
    expect(sentence(why, NOW, E)).toBe(
      '48 h of service days from the notice. 64 h 14 min of waiting left out. The sum ends while we are closed, so the promise moves to the next opening.',
    );
    expect(sentence(why, NOW, Z)).toBe(
      '自收到通知起 48 小时，只计服务日。已扣除等待 64 小时 14 分。总和止于休息时段，期限移至下次开门。',
    );
  });
  it('count waiting that overlaps once', () => {
    const flood = { from: sh('22T00:00'), to: sh('23T12:00'), reason: 'force_majeure' as const, what: null };
    expect(waited({ ...why, pauses: [flood, ...why.pauses] }, NOW)).toBe(231_240 + 9_360);
  });
  it('count days for a target in days', () => {
    const measure = { kind: 'business_days', seconds: null, days: 2 };
    const days = { ...why, clock: { ...why.clock, measure } };
    const [lane] = why.lanes;
    expect(lane && laneAmount({ ...lane, seconds: 1 }, days, E)).toBe('1 d');
    expect(lane && laneAmount({ ...lane, seconds: 1 }, days, Z)).toBe('1 天');
    expect(lane && laneAmount(lane, why, E)).toBe('6 h 58');
  });
  it('name folded days', () => {
    const folded = why.lanes[1];
    expect(folded && laneDay(folded, NOW, E)).toBe('Sat, Sun');
    expect(folded && laneDay(folded, NOW, Z)).toBe('周六、周日');
    expect(folded && laneDay({ ...folded, until: '2026-11-27' }, NOW, E)).toBe('21 Nov to 27 Nov');
  });
  it('copy the whole sum', () => {
    const text = whyText(why, NOW, E);
    expect(text).toContain('Fri 20 Nov\t6 h 58\t10:12–17:10');
    expect(text).toContain('=\t48 h 00');
    expect(text).toContain('“provide solutions within 48 hours for complex problems” §1.2 · HX-7 · stated');
    expect(text).toContain('Waiting: Fri 17:10 to Mon 09:24, customer, three photographs');
    expect(text).toContain('Before: 24 h: Tue 24 Nov, 09:00, until Fri 20 Nov, 10:40');
  });
});
