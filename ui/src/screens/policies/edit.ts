// A value as it is typed over: in the unit in which people say it, written back in the unit of the pack.

import type { AnswerPart, Both, Condition, ValueView } from '../../data/api.gen';
import { copiedEntry } from './blocks';
import { dropValue, putValue, withValue, written } from './toml';

/** The unit of what is typed. */
export type Unit = 'h' | 'min' | 'd' | 'months' | 'percent' | 'plain';

export function unitOf(value: ValueView): Unit {
  const a = value.amount;
  if (value.field === 'seconds') return a.type === 'measure' && (a.measure.seconds ?? 0) % 3600 !== 0 ? 'min' : 'h';
  if (value.field === 'permille' || (a.type === 'number' && a.unit === 'permille')) return 'percent';
  if (value.field === 'length') return a.type === 'period' && a.months !== null ? 'months' : 'd';
  if (value.field === 'days' || (a.type === 'number' && a.unit === 'days')) return 'd';
  if (value.field === 'months' || (a.type === 'number' && a.unit === 'months')) return 'months';
  return 'plain';
}
const factor: Record<Unit, number> = { h: 3600, min: 60, d: 1, months: 1, percent: 10, plain: 1 };

/** What stands in the pack's field now. */
function raw(value: ValueView): number | boolean | null {
  const a = value.amount;
  switch (a.type) {
    case 'measure':
      return value.field === 'days' ? a.measure.days : a.measure.seconds;
    case 'period':
      return a.months ?? a.days;
    case 'number':
      return a.value;
    case 'share':
      return a.permille;
    case 'flag':
      return a.on;
    default:
      return null;
  }
}

/** What the field shows: "2 h", "15 min", "7"; a flag "true" or "false". */
export function fieldAmount(value: ValueView): string {
  const now = raw(value);
  if (typeof now === 'boolean') return String(now);
  if (now === null) return '';
  const unit = unitOf(value);
  const shown = String(now / factor[unit]);
  return unit === 'h' || unit === 'min' ? `${shown} ${unit}` : unit === 'percent' ? `${shown} %` : shown;
}

const WORDS: [RegExp, number][] = [
  [/^(h|hours?|小时|时)$/i, 3600],
  [/^(m|min|minutes?|分|分钟)$/i, 60],
  [/^(d|days?|天|日)$/i, 86_400],
];

/** Reads "2", "2 h", "90 min", "1.5 小时", "75 %"; null when it says no whole amount above zero. */
export function readAmount(value: ValueView, typed: string): number | boolean | null {
  const text = typed.trim();
  if (value.amount.type === 'flag') return text === 'true' ? true : text === 'false' ? false : null;
  const match = /^(\d+(?:[.,]\d+)?)\s*(\p{L}+|%)?$/u.exec(text);
  if (!match) return null;
  const n = Number((match[1] ?? '').replace(',', '.'));
  const said = match[2];
  const unit = unitOf(value);
  let by = factor[unit];
  if (said && said !== '%') {
    const known = WORDS.find(([word]) => word.test(said));
    if (unit === 'h' || unit === 'min') {
      if (!known) return null;
      by = known[1];
    } else if (unit === 'd' ? !/^(d|days?|天|日)$/i.test(said) : !/^(months?|个?月)$/i.test(said) || unit !== 'months')
      return null;
  } else if (said === '%' && unit !== 'percent') return null;
  const whole = n * by;
  return whole > 0 && Number.isInteger(Math.round(whole * 1000) / 1000) ? Math.round(whole) : null;
}

/** Key and field in the pack's text: a length is a table of its own, `length = { days = 180 }`. */
export function placed(value: ValueView): [string, string] | null {
  if (!value.field) return null;
  if (value.field !== 'length') return [value.key, value.field];
  return [`${value.key}.length`, value.amount.type === 'period' && value.amount.months !== null ? 'months' : 'days'];
}

/** The text with the words of one fact of a row's or target's condition; none: anything. */
export function withWhen(toml: string, key: string, fact: string, words: string[] | null): string | null {
  return words ? putValue(toml, `${key}.when`, fact, words) : (dropValue(toml, `${key}.when`, fact) ?? toml);
}

/** The text with one part of a row's answer; none: it is not said. */
export function withAnswer(toml: string, key: string, part: AnswerPart, words: string[]): string | null {
  const [first] = words;
  if (first === undefined) return dropValue(toml, `${key}.answer`, part.key);
  const flag = part.words.every((word) => word === 'true' || word === 'false');
  return putValue(toml, `${key}.answer`, part.key, part.many ? words : flag ? first === 'true' : first);
}

/** Where a row comes from and how it was read; a text that is empty in both languages is none. */
export interface RowSource {
  clause: string;
  stated: boolean;
  reading: Both;
  note: Both;
}
export function withSource(toml: string, key: string, was: RowSource, to: RowSource): string | null {
  let text: string | null = toml;
  if (was.clause !== to.clause) text = withValue(text, key, 'clause', to.clause);
  if (text !== null && was.stated !== to.stated) text = withValue(text, key, 'basis', to.stated ? 'stated' : 'chosen');
  for (const what of ['reading', 'note'] as const) {
    const [en, zh] = [to[what].en.trim(), to[what].zh.trim()];
    if (text === null || (was[what].en === en && was[what].zh === zh)) continue;
    // What is written in one language only stands for both until the other one is.
    text = en || zh ? putValue(text, key, what, { en: en || zh, zh: zh || en }) : (dropValue(text, key, what) ?? text);
  }
  return text;
}

/** The text with a new row below one: it answers as that one does, for these conditions, and says that the desk chose it. */
export const withRowBelow = (toml: string, key: string, when?: Condition[]): string | null =>
  copiedEntry(toml, key, when ? { when: whenText(when) } : {});
const whenText = (when: Condition[]): string => `{ ${when.map((c) => `${c.fact} = ${written(c.values)}`).join(', ')} }`;

/** The text with another target of the same clock below one; it holds as that one does until its conditions are changed. */
export const withTargetBelow = (toml: string, key: string): string | null => copiedEntry(toml, key);
