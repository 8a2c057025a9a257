/** What a pack of the example desk is made of. */
import type { Amount, Both } from '../../data/api.gen';

export type When = Record<string, string[]>;
type Answer = Record<string, string | string[]>;
/** One value: where it stands, what it is, its amount, clause, stated or chosen, reading. */
export interface Val {
  key: string;
  sort: 'clock' | 'calendar' | 'number' | 'rule' | 'survey' | 'warranty' | 'return' | 'group' | 'form' | 'template';
  code: string;
  name?: Both;
  when?: When;
  amount: Amount;
  field?: string;
  clause: string;
  stated: boolean;
  reading: [string, string];
}
export interface Row {
  when: When;
  answer: Answer;
  clause: string;
  stated: boolean;
  reading: [string, string];
  note?: [string, string];
}
export interface Table {
  id: string;
  decides: string;
  title: [string, string];
  inputs: string[];
  rows: Row[];
}
export interface FakePack {
  id: string;
  name: Both;
  document: string;
  sections: [string, string, string][];
  clauses: [string, string, string, string][];
  values: Val[];
  tables: Table[];
  facts: Record<string, string[]>;
  days: string[];
}

export const service = (seconds: number): Amount => ({
  type: 'measure',
  measure: { kind: 'service', seconds, days: null },
  pauses: false,
  warn: null,
});
export const elapsed = (seconds: number): Amount => ({
  type: 'measure',
  measure: { kind: 'elapsed_service', seconds, days: null },
  pauses: true,
  warn: null,
});
export const workdays = (days: number): Amount => ({
  type: 'measure',
  measure: { kind: 'business_days', seconds: null, days },
  pauses: false,
  warn: null,
});
export const natural = (days: number): Amount => ({
  type: 'measure',
  measure: { kind: 'natural_days', seconds: null, days },
  pauses: false,
  warn: null,
});
export const number = (value: number, unit: string): Amount => ({ type: 'number', value, unit });
export const on: Amount = { type: 'flag', on: true };
export const week = (from: string, to: string, last = 5, zone = 'Asia/Shanghai'): Amount => ({
  type: 'hours',
  days: [
    { first: 1, last, hours: [[from, to]] },
    ...(last < 7 ? [{ first: last + 1, last: 7, hours: [] as [string, string][] }] : []),
  ],
  zone,
  public_days: zone === 'Asia/Shanghai' ? 'cn' : null,
});

export const CAUSES = [
  'design',
  'material',
  'workmanship',
  'our_error',
  'transport',
  'human',
  'environment',
  'improper_use',
  'undetermined',
];
export const ours = ['design', 'material', 'workmanship', 'our_error'];
export const theirs = ['transport', 'human', 'environment'];
export const caseFacts = {
  channel: ['mail', 'telephone', 'video', 'remote', 'on_site', 'web', 'chat'],
  category: ['unclassified', 'product_quality', 'delivery', 'use', 'order', 'customisation', 'wholesale', 'other'],
  urgency: ['low', 'normal', 'high', 'stopped'],
  complexity: ['general', 'complex'],
};
