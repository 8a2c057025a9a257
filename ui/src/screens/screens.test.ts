// The pure half of Today, surveys, customers and settings: geometry, foretelling, what is wrong with what was typed.
import { describe, expect, it } from 'vitest';
import type { ClockView, CustomerPage, DayLine, OrderView, PromiseRow, SurveyRow } from '../data/api.gen';
import { causeOf } from './customers/causes';
import { checkContract, checkCustomer, checkOrder, lines, mailLike, readDay } from './customers/check';
import { checkSettings, readDays, readLead, splitPath } from './settings/check';
import { dayX, monthsAround, seamOf, standOf, surveyCounts } from './surveys/seam';
import { axisOf, dayCounts, dayPins, xOf } from './today/pins';

const ZONE = 'Asia/Shanghai';
const NOW = Date.parse('2026-11-23T15:42:00+08:00');
const at = (text: string): string => new Date(`2026-11-23T${text}:00+08:00`).toISOString();
const day: DayLine = {
  date: '2026-11-23',
  open: [{ from: at('09:00'), to: at('21:00') }],
  is_open: true,
  changes_at: at('21:00'),
};

function promise(due: string, more: Partial<ClockView> = {}): PromiseRow {
  const clock: ClockView = {
    clock: 'solution',
    cycle: 1,
    state: 'running',
    started: at('08:00'),
    due,
    warn_at: due,
    stopped: null,
    breached_at: null,
    paused_since: null,
    pause_reason: null,
    used_permille: 0,
    measure: { kind: 'service', seconds: 7200, days: null },
    clause: 'HX-6',
    stated: true,
    ...more,
  };
  return { case: due, label: 'C-1', party: 'Qinghe', subject: '', clock };
}

describe('the day', () => {
  it('shows whole hours around the openings, lunch or not', () => {
    expect(axisOf(day, ZONE)).toEqual({ first: 9, last: 21, closed: false });
    const lunch = {
      ...day,
      open: [
        { from: at('08:30'), to: at('12:00') },
        { from: at('13:00'), to: at('17:30') },
      ],
    };
    expect(axisOf(lunch, ZONE)).toEqual({ first: 8, last: 18, closed: false });
  });
  it('runs to midnight when the opening crosses it', () => {
    const night = { ...day, open: [{ from: at('22:00'), to: '2026-11-23T22:00:00Z' }] };
    expect(axisOf(night, ZONE)).toEqual({ first: 22, last: 24, closed: false });
  });
  it('stays a day when nothing opens', () => {
    expect(axisOf({ ...day, open: [] }, ZONE)).toEqual({ first: 9, last: 21, closed: true });
  });
  it('places instants of today only, inside the line', () => {
    const axis = axisOf(day, ZONE);
    expect(xOf(at('15:00'), day, axis, ZONE)).toBe(0.5);
    expect(xOf(at('23:30'), day, axis, ZONE)).toBe(1);
    expect(xOf('2026-11-24T02:00:00Z', day, axis, ZONE)).toBeNull();
  });
  it('labels the nearest first and never two on one another', () => {
    const rows = ['15:10', '15:34', '16:08', '16:13', '16:20', '16:25'].map((time) => promise(at(time)));
    const pins = dayPins(rows, day, axisOf(day, ZONE), ZONE, NOW, () => 0.12);
    expect(pins).toHaveLength(6);
    expect(pins.find((p) => p.row.case === at('15:34'))?.place).toEqual({ row: 0, side: 'left' });
    expect(pins.some((p) => p.place === null)).toBe(true);
  });
  it('counts late, near and later ones of today, and leaves paused ones out', () => {
    const rows = [
      promise(at('15:10')),
      promise(at('16:00')),
      promise(at('18:00')),
      promise('2026-11-24T04:00:00Z'),
      promise(at('17:00'), { state: 'paused', due: null }),
    ];
    expect(dayCounts(rows, day, ZONE, NOW)).toEqual({ late: 1, hour: 1, today: 1 });
  });
});

const survey = (more: Partial<SurveyRow>): SurveyRow => ({
  customer: 'c',
  name: 'Heming',
  duty: 'periodic',
  form: 'service',
  since: '2026-07-09',
  planned_on: '2026-12-26',
  last_day: '2027-01-09',
  state: 'planned',
  sent_on: null,
  clause: 'HX-17',
  because: '',
  ...more,
});

describe('the seam', () => {
  const months = monthsAround('2026-11-23');
  it('spans twelve months from four before today', () => {
    expect([months.from, months.to, months.marks.length]).toEqual(['2026-07-01', '2027-07-01', 12]);
    expect(monthsAround('2026-02-10').from).toBe('2025-10-01');
  });
  it('is sewn up to today and ends with the last day', () => {
    const seam = seamOf(survey({}), '2026-11-23', months);
    expect(seam?.sewn).toBe(dayX('2026-11-23', months));
    expect(seam?.last).toBe(dayX('2027-01-10', months));
    expect(seam?.late).toBeNull();
    expect(seam?.planned).toBe(dayX('2026-12-26', months));
  });
  it('is not late on the last day, and late on the next', () => {
    const row = survey({ last_day: '2026-11-23', state: 'due' });
    expect(seamOf(row, '2026-11-23', months)?.late).toBeNull();
    const late = seamOf({ ...row, state: 'late' }, '2026-11-25', months)?.late;
    expect(late).toEqual({ from: dayX('2026-11-24', months), to: dayX('2026-11-25', months) });
  });
  it('keeps a lapse visible after a late sending', () => {
    const row = survey({ last_day: '2026-11-10', sent_on: '2026-11-14', state: 'sent_late' });
    expect(seamOf(row, '2026-11-23', months)?.late).not.toBeNull();
    expect(standOf(row)).toBe('met');
  });
  it('is no seam for the exempt', () => {
    expect(seamOf(survey({ state: 'exempt' }), '2026-11-23', months)).toBeNull();
    expect(
      surveyCounts([survey({ state: 'exempt' }), survey({ state: 'late' }), survey({ state: 'sent_late' })]),
    ).toEqual({ late: 1, due: 0, planned: 0, sent: 1, exempt: 1 });
  });
});

const order = (more: Partial<OrderView>): OrderView => ({
  id: null,
  number: 'OR-1',
  contract: null,
  goods: '',
  customised: false,
  ordered_on: null,
  received_on: null,
  completed_on: null,
  ...more,
});
const customer = (more: Partial<CustomerPage>): CustomerPage => ({
  card: {
    id: 'c',
    name: 'N',
    contact: null,
    language: 'en',
    zone: null,
    country: null,
    emails: [],
    phones: [],
    contract: null,
    without_contract: true,
    long_term: false,
    survey: null,
    open_cases: 0,
  },
  long_term_since: null,
  no_surveys: false,
  contracts: [],
  orders: [],
  cases: [],
  surveys: [],
  erased: null,
  now: new Date(NOW).toISOString(),
  ...more,
});

describe('what an order causes', () => {
  it('is said when saving completes it, and only then', () => {
    expect(causeOf(customer({}), order({ completed_on: '2026-11-03' }))).toBe('completes');
    expect(causeOf(customer({}), order({}))).toBe('none');
    const kept = order({ id: 'o', completed_on: '2026-11-03' });
    expect(causeOf(customer({ orders: [kept] }), { ...kept, goods: 'bags' })).toBe('none');
  });
  it('is nothing where surveys are not wanted', () =>
    expect(causeOf(customer({ no_surveys: true }), order({ completed_on: '2026-11-03' }))).toBe('exempt'));
});

describe('what was typed', () => {
  it('of a customer', () => {
    const good = {
      id: null,
      name: 'Heming',
      emails: ['a@b.cn'],
      phones: [],
      contact: null,
      language: 'zh' as const,
      zone: 'Asia/Shanghai',
      country: null,
      long_term_since: null,
      no_surveys: false,
    };
    expect(checkCustomer(good)).toEqual({});
    expect(
      Object.keys(
        checkCustomer({
          ...good,
          name: ' ',
          emails: ['a@b.cn', 'x'],
          zone: 'Mars/Base',
          long_term_since: '2026-02-30',
        }),
      ).sort(),
    ).toEqual(['emails', 'long_term_since', 'name', 'zone']);
    expect(mailLike('a b@c')).toBe(false);
    expect(['20261125', '2026/3/2', '2026年11月5日', ' ', '2026-1'].map(readDay)).toEqual([
      '2026-11-25',
      '2026-03-02',
      '2026-11-05',
      null,
      '2026-1',
    ]);
    expect(lines(' a@b \n\n; c@d')).toEqual(['a@b', 'c@d']);
  });
  it('of contracts and orders', () => {
    expect(checkContract({ id: null, number: 'CT', signed_on: '2026-03-12', completed_on: '2026-03-11' })).toEqual({
      completed_on: { id: 'customers-bad-signed' },
    });
    expect(
      checkOrder(order({ ordered_on: '2026-03-12', received_on: '2026-03-12', completed_on: '2026-03-12' })),
    ).toEqual({});
    expect(
      Object.keys(checkOrder(order({ number: '', ordered_on: '2026-03-12', received_on: '2026-03-01' }))).sort(),
    ).toEqual(['number', 'received_on']);
  });
  it('of settings', () => {
    expect(readLead('15，60 60')).toEqual([60, 15]);
    expect(readLead('')).toEqual([]);
    expect(readLead('0')).toBeNull();
    expect(readLead('1.5')).toBeNull();
    expect(readDays('30')).toBe(30);
    expect(readDays('-1')).toBeNull();
    expect(Object.keys(checkSettings({ house: '', addresses: ['x'], lead: 'soon', days: '0' })).sort()).toEqual([
      'addresses',
      'backup_days',
      'house',
      'lead_minutes',
    ]);
    expect(splitPath('/a/long/way/desk.db')).toEqual({ head: '/a/long/way', tail: '/desk.db' });
    expect(splitPath('C:\\data\\desk\\')).toEqual({ head: 'C:\\data', tail: '\\desk\\' });
  });
});
