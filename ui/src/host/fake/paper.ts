/** Sheets of the example desk: the program lays out the real ones; these are only as long and as wide. */
import type { Category, Urgency, Why } from '../../data/api.gen';
import type { FakeCase } from './seed';

const kinds: Record<Category, string> = {
  product_quality: 'Product quality · 产品质量',
  delivery: 'Delivery · 交付',
  use: 'Use · 使用',
  order: 'Order · 订单',
  customisation: 'Customisation · 定制',
  wholesale: 'Wholesale · 批发',
  other: 'Other · 其他',
  return: 'Return',
  information: 'Product information',
  technical: 'Technical',
  payment: 'Payment',
  experience: 'Experience',
  complaint: 'Complaint',
  suggestion: 'Suggestion',
};
const urgency: Record<Urgency, string> = {
  low: 'Low · 低',
  normal: 'Normal · 一般',
  high: 'High · 高',
  stopped: 'Work stands still · 停工',
};

type Line = [label: string, value: string];
const safe = (s: string): string => s.replace(/[<>&]/g, ' ');

function page(en: string, zh: string, number: string, lines: Line[]): string {
  const drawn = lines.map(([label, value], i) => {
    const y = 150 + i * 35;
    return `<text x="56" y="${y}" font-size="11" fill="#555">${label}</text><text x="220" y="${y}" font-size="13">${safe(value)}</text><path d="M56 ${y + 10}H539" stroke="#111" stroke-width=".6"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842" font-family="sans-serif"><rect width="595" height="842" fill="#fff"/><text x="56" y="72" font-size="20" font-weight="600">${en}</text><text x="56" y="96" font-size="15">${zh}</text><text x="539" y="72" font-size="12" text-anchor="end">${number}</text>${drawn.join('')}<text x="56" y="760" font-size="11">Signature · 签字</text><path d="M150 762H330" stroke="#111"/><text x="350" y="760" font-size="11">Chop · 盖章</text></svg>`;
}

const about = (c: FakeCase): Line[] => [
  ['Case · 案件', c.label],
  ['Customer · 客户', c.customer?.name ?? c.party],
  ['Matter · 事由', c.subject],
];

export const formPaper = (c: FakeCase, number: string): string =>
  page('Customer Information Processing Form', '客户信息处理单', number, [
    ...about(c),
    ['Type · 类型', kinds[c.category ?? 'other']],
    ['Urgency · 紧急程度', urgency[c.urgency]],
  ]);

const hours = (seconds: number): string =>
  `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}`;
const local = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

export const whyPaper = (c: FakeCase, why: Why): string =>
  page('Why this deadline', '期限的由来', c.label, [
    ...about(c),
    ['Due · 到期', why.clock.due ? local(why.clock.due) : '–'],
    ...why.lanes.map((lane): Line => [lane.date, hours(lane.seconds)]),
    ['Sum · 合计', hours(why.total)],
    ['Clause · 条款', why.clock.clause],
  ]);

export const verdictPaper = (c: FakeCase): string =>
  page('Verdict', '结论', c.label, [...about(c), ['Policy · 规则', c.pack]]);
