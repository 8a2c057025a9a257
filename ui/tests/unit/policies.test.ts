// The pure half of the policy's screens: values found in a text and typed over, words of a document that are values, instants
// of a zone, words of verdicts. Sentences come from the real files.
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Amount, DaySum, ValueView, Verdict, VerdictAnswer } from '../../src/data/api.gen';
import { decide } from '../../src/host/fake/decide';
import { packs } from '../../src/host/fake/packs';
import type { Reader } from '../../src/kit/format';
import {
  amountWords,
  answerWords,
  conditionWords,
  headWords,
  leading,
  sayWords,
  standOf,
  sumWords,
  whenWords,
} from '../../src/parts/policy/words';
import { fieldOf, instantOf } from '../../src/parts/policy/zone';
import { fieldAmount, placed, readAmount } from '../../src/screens/policies/edit';
import { stretches } from '../../src/screens/policies/quote';
import { literal, offsetOf, placeOf, withValue } from '../../src/screens/policies/toml';
import { noDays } from '../../src/screens/policies/trying.svelte';

function reader(locale: 'en' | 'zh-CN'): Reader {
  const bundle = new FluentBundle(locale, { useIsolating: false });
  for (const file of ['verdict', 'policies', 'time', 'why'])
    bundle.addResource(
      new FluentResource(readFileSync(join(import.meta.dirname, `../../src/i18n/${locale}/${file}.ftl`), 'utf8')),
    );
  const t = (id: string, args?: Record<string, string | number>): string => {
    const value = bundle.getMessage(id)?.value;
    return value ? bundle.formatPattern(value, args ?? null) : id;
  };
  return { locale, zone: 'Asia/Shanghai', t };
}
const E = reader('en');
const Z = reader('zh-CN');

const value = (amount: Amount, more: Partial<ValueView> = {}): ValueView => ({
  key: 'clocks[0]',
  sort: 'clock',
  code: 'first_response',
  name: null,
  when: [],
  amount,
  clause: 'HX-6',
  stated: true,
  reading: null,
  was: null,
  changed: false,
  field: 'seconds',
  ...more,
});
const seconds = (n: number, kind = 'service'): Amount => ({
  type: 'measure',
  measure: { kind, seconds: n, days: null },
  pauses: false,
  warn: null,
});

const TOML = `# comment with seconds = 1
id = "x"
[[clocks]]
clock = "first_response"   # the first
seconds = 7200 # two hours
reading = { en = "two, as \\"said\\"", zh = "两小时" }

[[clocks]]
clock = "solution"
seconds = 86400
when = { complexity = ["general", "complex"] }

[warranty]
pauses_during_repair = false
[[warranty.periods]]
id = "with_proof"
length = { days = 180 }
[[warranty.periods]]
length = { months = 12 }

[returns]
window = { from = "received", days = 7 }
[[templates]]
body = """
seconds = 99
"""
[[rules]]
on = true
`;

describe('a value in the text of a pack', () => {
  it('is found where it stands, and nowhere else', () => {
    expect(literal(TOML, 'clocks[0]', 'seconds')).toBe('7200');
    expect(literal(TOML, 'clocks[1]', 'seconds')).toBe('86400');
    expect(placeOf(TOML, 'clocks[1]', 'seconds')).toMatchObject({ line: 10, column: 11 });
    expect(literal(TOML, 'returns.window', 'days')).toBe('7');
    expect(literal(TOML, 'warranty.periods[0].length', 'days')).toBe('180');
    expect(literal(TOML, 'warranty.periods[1].length', 'months')).toBe('12');
    expect(literal(TOML, 'warranty', 'pauses_during_repair')).toBe('false');
    expect(literal(TOML, 'rules[0]', 'on')).toBe('true');
    expect(literal(TOML, 'templates[0]', 'seconds')).toBeNull();
    expect(literal(TOML, 'clocks[2]', 'seconds')).toBeNull();
  });
  it('is replaced alone: the rest of the text stays letter by letter', () => {
    const next = withValue(TOML, 'clocks[0]', 'seconds', 14_400) ?? '';
    expect(next).toBe(TOML.replace('seconds = 7200 #', 'seconds = 14400 #'));
    expect(withValue(TOML, 'returns.window', 'days', 14)).toBe(TOML.replace('days = 7 }', 'days = 14 }'));
    expect(withValue(TOML, 'rules[0]', 'on', false)).toContain('on = false');
    const read = withValue(TOML, 'clocks[0]', 'reading', { en: 'a "quote"', zh: '引' }) ?? '';
    expect(literal(read, 'clocks[0]', 'reading')).toBe('{ en = "a \\"quote\\"", zh = "引" }');
    expect(withValue(TOML, 'clocks[9]', 'seconds', 1)).toBeNull();
  });
  it('is reached by line and column', () => {
    expect(TOML.slice(offsetOf(TOML, 5, 11), offsetOf(TOML, 5, 15))).toBe('7200');
    expect(offsetOf('a\nbc', 9, 1)).toBe(4);
    expect(offsetOf('a\nbc', 1, 99)).toBe(1);
  });
});

describe('typing over a value', () => {
  it('speaks in hours and writes seconds', () => {
    const two = value(seconds(7200));
    expect(fieldAmount(two)).toBe('2 h');
    expect(readAmount(two, '4')).toBe(14_400);
    expect(readAmount(two, '90 min')).toBe(5400);
    expect(readAmount(two, '1.5 小时')).toBe(5400);
    expect(fieldAmount(value(seconds(900)))).toBe('15 min');
  });
  it.each(['', '0', '-2', 'soon', '2 weeks', '75 %'])('refuses %j as hours', (typed) => {
    expect(readAmount(value(seconds(7200)), typed)).toBeNull();
  });
  it('knows shares, periods, flags', () => {
    const share = value({ type: 'share', of: 'first_response', permille: 750 }, { field: 'permille' });
    expect([fieldAmount(share), readAmount(share, '80')]).toEqual(['75 %', 800]);
    const year = value(
      { type: 'period', from: 'received', days: null, months: 12 },
      { field: 'length', key: 'warranty.periods[1]' },
    );
    expect([fieldAmount(year), readAmount(year, '24 months'), readAmount(year, '24 days')]).toEqual(['12', 24, null]);
    expect(placed(year)).toEqual(['warranty.periods[1].length', 'months']);
    const flag = value({ type: 'flag', on: true }, { field: 'on' });
    expect([readAmount(flag, 'false'), readAmount(flag, 'perhaps')]).toEqual([false, null]);
  });
});

describe('the words of a clause', () => {
  const marks = (quote: string, ...values: ValueView[]) =>
    stretches(quote, values)
      .filter((s) => s.keys.length)
      .map((s) => s.text);
  it('mark the amounts of its values', () => {
    const quote = 'provide solutions within 24 hours for general after-sales, and within 48 hours for complex problems';
    const both = [value(seconds(86_400), { key: 'a' }), value(seconds(172_800), { key: 'b' })];
    expect(stretches(quote, both).filter((s) => s.keys.length)).toEqual([
      { text: 'within 24 hours', keys: ['a'] },
      { text: 'within 48 hours', keys: ['b'] },
    ]);
    expect(
      stretches(quote, both)
        .map((s) => s.text)
        .join(''),
    ).toBe(quote);
  });
  it('read numbers as words, ranges, and both languages', () => {
    const six = value({ type: 'number', value: 6, unit: 'months' });
    expect(marks('surveyed at least once every six months', six)).toEqual(['at least once every six months']);
    expect(marks('每六个月至少一次', six)).toEqual(['六个月']);
    const ten = value({
      type: 'measure',
      measure: { kind: 'business_days', seconds: null, days: 10 },
      pauses: false,
      warn: null,
    });
    expect(marks('typically within 5 – 10 business days', ten)).toEqual(['within 5 – 10 business days']);
    expect(marks('接到通知后 2 小时内响应', value(seconds(7200)))).toEqual(['2 小时内']);
    // 12 hours are not 2 hours.
    expect(marks('within 12 hours', value(seconds(7200)))).toEqual(['within 12 hours']);
  });
  it('stand for a value as a whole where no amount can be found', () => {
    const rule = value({ type: 'flag', on: true });
    expect(marks('one-to-one service', rule)).toEqual(['one-to-one service']);
    expect(stretches('nothing of the kind', [])).toEqual([{ text: 'nothing of the kind', keys: [] }]);
  });
});

describe('an instant in a zone', () => {
  it('goes there and back', () => {
    expect(instantOf('2026-11-24T00:00', 'Asia/Shanghai')).toBe('2026-11-23T16:00:00.000Z');
    expect(fieldOf('2026-11-23T16:00:00Z', 'Asia/Shanghai')).toBe('2026-11-24T00:00');
    expect(instantOf('2026-07-01T09:00', 'Europe/Berlin')).toBe('2026-07-01T07:00:00.000Z');
    expect(instantOf('2026-13-01T09:00', 'Asia/Shanghai')).toBeNull();
    expect(instantOf('soon', 'Asia/Shanghai')).toBeNull();
  });
  it('moves an hour that a spring day skips', () => {
    expect(fieldOf(instantOf('2026-03-29T02:30', 'Europe/Berlin') ?? '', 'Europe/Berlin')).toMatch(
      /^2026-03-29T0[13]:30$/,
    );
  });
});

const leather = packs[0];
const say = (facts: Record<string, string>, received: string | null = null): Verdict => {
  if (!leather) throw new Error('no pack');
  return decide(leather, leather.values, facts, { ...noDays(), received_on: received }, '2026-11-23');
};

describe('a verdict in words', () => {
  it('decided: who pays, freight, and that nothing waits', () => {
    const v = say({ cause: 'material', service: 'repair' }, '2026-08-14');
    expect(standOf(v)).toBe('decided');
    expect(headWords(v, E)).toBe('Free of charge');
    expect(sayWords(v, E)).toBe('We answer for it. We pay freight both ways. Serving does not wait for anything.');
    expect(headWords(v, Z)).toBe('免费');
    expect(sayWords(v, Z)).toBe('由我方负责。往返运费由我方承担。服务不因此等待。');
    expect(leading(v)).toMatchObject({ decides: 'charge', row: 3 });
  });
  it('needs facts: says which, and blocks nothing', () => {
    const v = say({ service: 'repair' });
    expect(standOf(v)).toBe('needs_facts');
    expect(headWords(v, E)).toBe('Needs facts: cause, warranty');
    expect(headWords(v, Z)).toBe('待查：原因、保修');
    expect(sayWords(v, E)).toBe('Until then serve as usual; nothing is blocked.');
  });
  it('undetermined: served first, settled later', () => {
    const v = say({ cause: 'undetermined', service: 'repair' });
    expect(standOf(v)).toBe('undetermined');
    expect(headWords(v, E)).toBe('Serve first, settle the cost later');
    expect(sayWords(v, E)).toContain('Freight is paid as agreed.');
  });
  it('names what differs between the legs', () => {
    const v = say({ cause: 'material', service: 'repair' }, '2024-08-14');
    expect(headWords(v, E)).toBe('Only necessary costs');
    expect(sayWords(v, E)).toBe(
      'The customer answers for it. Labour is never charged. Freight to us: the customer, freight back: as agreed. Serving does not wait for anything.',
    );
  });
  it('a return is excluded by one condition, and open while one is', () => {
    const fits = (said: 'true' | 'false' | null): VerdictAnswer => ({
      decides: 'return',
      leg: null,
      state: said ? 'decided' : 'needs_facts',
      answer: said ? { fits: [said] } : {},
      needs: said ? [] : ['proof'],
      table: 'return',
      row: 1,
      open_rows: [],
      clause: 'CK-1',
      stated: true,
      reading: null,
      note: null,
    });
    const of = (...answers: VerdictAnswer[]): Verdict => ({ answers, sums: [], facts: {}, needs: [], needs_days: [] });
    expect(headWords(of(fits('true'), fits('false'), fits(null)), E)).toBe('The return is excluded');
    expect(headWords(of(fits('true'), fits(null)), E)).toBe('Needs facts: proof of purchase');
    expect(headWords(of(fits('true'), fits('true')), E)).toBe('The return is accepted');
  });
  it('adds days up before the eye', () => {
    const sum = say({}, '2026-08-14').sums[0] as DaySum;
    expect(sumWords(sum, E)).toBe('Within: received 14 Aug 2026 + 12 months, last day 14 Aug 2027 included');
    expect(sumWords(sum, Z)).toBe('期内：收货 2026年8月14日 + 12 个月，含最后一天 2027年8月14日');
    expect(sumWords({ ...sum, start: null, last_day: null }, E)).toBe('12 months from “received”, day not known');
    expect(sumWords({ ...sum, holds: false }, E)).toMatch(/^does not decide: received/);
  });
});

describe('conditions and amounts in words', () => {
  it('join, and say "not" where that is shorter', () => {
    const causes = leather?.facts['cause'] ?? [];
    const c = (values: string[]) => ({ fact: 'cause', values });
    expect(conditionWords(c(['design', 'material', 'workmanship']), causes, E)).toBe('Design, material or workmanship');
    expect(conditionWords(c(causes.filter((v) => v !== 'transport')), causes, E)).toBe('not transport');
    expect(conditionWords(c(['design', 'material']), causes, Z)).toBe('设计或材料');
    expect(whenWords([c(['material']), { fact: 'warranty', values: ['in'] }], E)).toBe('Material, in warranty');
    expect(answerWords({ charge: ['free'], labour: ['true'] }, E)).toBe('free');
  });
  it('say lengths, periods, hours, shares', () => {
    expect(amountWords(seconds(7200), E)).toBe('2 h service');
    expect(amountWords(seconds(172_800, 'elapsed_service'), Z)).toBe('48 小时（服务日）');
    expect(amountWords({ type: 'period', from: 'received', days: null, months: 12 }, E)).toBe('12 months from receipt');
    expect(amountWords({ type: 'share', of: 'first_response', permille: 750 }, E)).toBe('75 % of response, first');
    const hours: Amount = {
      type: 'hours',
      zone: 'Asia/Shanghai',
      public_days: 'cn',
      days: [
        {
          first: 1,
          last: 5,
          hours: [
            ['09:00', '12:30'],
            ['13:30', '21:00'],
          ],
        },
        { first: 6, last: 7, hours: [] },
      ],
    };
    expect(amountWords(hours, E)).toBe('Mon–Fri 09–12:30, 13:30–21');
    expect(amountWords(hours, Z)).toBe('周一至周五 09–12:30, 13:30–21');
  });
});
