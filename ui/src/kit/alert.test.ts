// Alerts in both languages, against the real .ftl files.
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { expect, test } from 'vitest';
import type { AlertView } from '../data/api.gen';
import enNotify from '../i18n/en/notify.ftl?raw';
import en from '../i18n/en/time.ftl?raw';
import zhNotify from '../i18n/zh-CN/notify.ftl?raw';
import zh from '../i18n/zh-CN/time.ftl?raw';
import { alertText, type Speaks } from './alert';

function speaker(locale: string, ...sources: string[]): Speaks {
  const bundle = new FluentBundle(locale, { useIsolating: false });
  for (const source of sources) expect(bundle.addResource(new FluentResource(source))).toEqual([]);
  const t: Speaks['t'] = (id, args) => {
    const errors: Error[] = [];
    const text = bundle.formatPattern(bundle.getMessage(id)?.value ?? `no message ${id}`, args, errors);
    expect(errors).toEqual([]);
    return text;
  };
  return { locale, t };
}
const E = speaker('en', en, enNotify);
const Z = speaker('zh-CN', zh, zhNotify);
const soon: AlertView = {
  keys: ['k1'],
  kind: 'soon',
  case: '018f3c1e-0000-7000-8000-000000000001',
  label: 'C-4127',
  party: 'Ana',
  subject: '拉链坏了',
  clock: 'first_response',
  task: null,
  at: '2026-11-20T03:30:00Z',
  late: 0,
  soon: 1,
  now: '2026-11-20T01:32:00Z',
  zone: 'Asia/Shanghai',
};

test('a deadline that comes near', () => {
  expect(alertText(soon, E)).toEqual({
    title: 'C-4127 · Response: 1 h 58 min left',
    body: 'Ana · 拉链坏了 · due 11:30',
  });
  expect(alertText(soon, Z)).toEqual({
    title: 'C-4127 · 响应：还剩 1 小时 58 分',
    body: 'Ana · 拉链坏了 · 11:30 到期',
  });
});

test('one that passed, and is told in the desk’s zone', () => {
  const late: AlertView = { ...soon, kind: 'late', now: '2026-11-20T03:30:01Z', zone: 'Europe/Berlin' };
  expect(alertText(late, E)).toEqual({ title: 'C-4127 · Response is late', body: 'Ana · 拉链坏了 · was due 04:30' });
});

test('something to do, whose own words are the title', () => {
  const task: AlertView = {
    ...soon,
    kind: 'task',
    clock: null,
    task: 'Ask for the photos again',
    at: '2026-11-20T01:32:00Z',
    soon: 0,
  };
  expect(alertText(task, E)).toEqual({ title: 'C-4127 · Ask for the photos again', body: 'Ana · 拉链坏了' });
  expect(alertText(task, Z)).toEqual({ title: 'C-4127 · Ask for the photos again', body: 'Ana · 拉链坏了' });
});

test('several at once', () => {
  const many: AlertView = {
    ...soon,
    keys: ['a', 'b', 'c'],
    kind: 'summary',
    case: null,
    clock: null,
    at: null,
    late: 2,
  };
  expect(alertText(many, E)).toEqual({
    title: '3 deadlines while nobody looked',
    body: '2 late, 1 still open. First: C-4127 · Ana',
  });
  expect(alertText(many, Z).title).toBe('无人查看期间有 3 个时限到期');
});
