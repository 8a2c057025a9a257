// Where a clause's words are a value: "within 2 hours" is the two hours of a clock. Pure; the document draws it.

import type { ValueView } from '../../data/api.gen';

/** A stretch of a quote; `keys` are the values that are meant by it. */
export interface Stretch {
  text: string;
  keys: string[];
}

const EN = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const ZH = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

const either = (n: number): string => [String(n), EN[n], ZH[n]].filter(Boolean).join('|');
const lead = '(?:at least once (?:in |every )|within |at least once |in )?';
const range = '(?:\\d+\\s*(?:–|-|to|至)\\s*)?';
const kind = '\\s*(?:个)?\\s*(?:business|working|natural|calendar|service|工作|自然|营业|服务)?\\s*';

/** The ways in which a document may say this amount. */
function patterns(value: ValueView): string[] {
  const a = value.amount;
  const hours = (n: number): string => `${lead}${range}(?:${either(n)})${kind}(?:hours?|小时)(?:\\s*内)?`;
  const days = (n: number): string => `${lead}${range}(?:${either(n)})${kind}(?:days?|天|日)(?:\\s*内)?`;
  const months = (n: number): string => `${lead}(?:${either(n)})${kind}(?:months?|月)`;
  switch (a.type) {
    case 'measure': {
      const { seconds, days: n } = a.measure;
      if (n !== null) return [days(n)];
      if (seconds === null) return [];
      return seconds % 86_400 === 0 ? [hours(seconds / 3600), days(seconds / 86_400)] : [hours(seconds / 3600)];
    }
    case 'period':
      return a.months !== null ? [months(a.months)] : a.days !== null ? [days(a.days)] : [];
    case 'number':
      return a.unit === 'days' ? [days(a.value)] : a.unit === 'months' ? [months(a.value)] : [];
    case 'hours':
      return [
        '5\\s*[×x*]\\s*12\\s*(?:hours|小时)',
        '24 hours a day(?:, 7 days a week)?',
        '全天\\s*24\\s*小时(?:、每周\\s*7\\s*天)?',
      ];
    default:
      return [];
  }
}

/** The quote in stretches. Where no value can be found in the words, the whole quote stands for all of them. */
export function stretches(quote: string, values: ValueView[]): Stretch[] {
  const found: { from: number; to: number; keys: string[] }[] = [];
  for (const value of values) {
    for (const pattern of patterns(value)) {
      // 12 hours are not 2 hours, nor 十二小时 二小时.
      const hit = new RegExp(`(?<![\\dA-Za-z.一二三四五六七八九十])(?:${pattern})`, 'iu').exec(quote);
      if (!hit) continue;
      const [from, to] = [hit.index, hit.index + hit[0].length];
      const over = found.find((one) => from < one.to && to > one.from);
      if (over) {
        over.from = Math.min(over.from, from);
        over.to = Math.max(over.to, to);
        over.keys.push(value.key);
      } else found.push({ from, to, keys: [value.key] });
      break;
    }
  }
  if (found.length === 0) return [{ text: quote, keys: values.map((value) => value.key) }];
  found.sort((a, b) => a.from - b.from);
  const out: Stretch[] = [];
  let at = 0;
  for (const one of found) {
    if (one.from > at) out.push({ text: quote.slice(at, one.from), keys: [] });
    out.push({ text: quote.slice(one.from, one.to), keys: one.keys });
    at = one.to;
  }
  if (at < quote.length) out.push({ text: quote.slice(at), keys: [] });
  return out;
}
