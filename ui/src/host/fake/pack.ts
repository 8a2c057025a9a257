/** What a pack of the example desk is made of. */
import type { Amount, Both } from '../../data/api.gen';

export type When = Record<string, string[]>;
type Answer = Record<string, string | string[]>;
/** One value: where it stands, what it is, its amount, clause, stated or chosen, reading. */
export interface Val {
  key: string;
  sort:
    'row' | 'clock' | 'calendar' | 'number' | 'rule' | 'survey' | 'warranty' | 'return' | 'group' | 'form' | 'template';
  code: string;
  name?: Both;
  when?: When;
  amount: Amount;
  field?: string;
  clause: string;
  stated: boolean;
  reading?: [string, string];
}
export interface Row {
  when: When;
  answer: Answer;
  clause: string;
  stated: boolean;
  reading?: [string, string];
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
/** Facts that a case has when it comes in, with their words. */
export const caseFacts = {
  channel: ['mail', 'telephone', 'video', 'remote', 'on_site', 'web', 'chat'],
  category: ['unclassified', 'product_quality', 'delivery', 'use', 'order', 'customisation', 'wholesale', 'other'],
  urgency: ['low', 'normal', 'high', 'stopped'],
  complexity: ['general', 'complex'],
};
/** Facts that are asked for by tables and targets, and that nobody sets by hand. */
export const otherFacts = {
  leg: ['to_us', 'to_customer'],
  declared: ['peak', 'high_volume', 'force_majeure'],
};
/** Every fact with the words that a pack knows. */
export const wordsOf = (pack: FakePack): Record<string, string[]> => ({ ...caseFacts, ...otherFacts, ...pack.facts });

/** What a row of each sort of table may answer. */
export const PARTS: Record<string, { key: string; words: string[]; many: boolean; needed: boolean }[]> = {
  liability: [
    {
      key: 'party',
      words: ['us', 'customer', 'carrier', 'authority', 'nobody', 'undetermined'],
      many: false,
      needed: true,
    },
  ],
  charge: [
    {
      key: 'charge',
      words: ['free', 'necessary_costs', 'inspection_and_repair', 'paid', 'settle_later'],
      many: false,
      needed: true,
    },
    { key: 'labour', words: ['true', 'false'], many: false, needed: false },
  ],
  freight: [{ key: 'payer', words: ['us', 'customer', 'carrier', 'as_agreed'], many: false, needed: true }],
  remedies: [
    {
      key: 'remedies',
      words: [
        'return',
        'exchange',
        'replacement',
        'next_shipment',
        'parts',
        'repair',
        'refund',
        'credit_note',
        'alternative',
        'guidance',
        'paid_support',
        'carrier_claim',
        'negotiation',
      ],
      many: true,
      needed: true,
    },
  ],
  return: [{ key: 'fits', words: ['true', 'false'], many: false, needed: true }],
  routing: [
    { key: 'group', words: [], many: false, needed: true },
    { key: 'alert', words: ['normal', 'at_once'], many: false, needed: false },
  ],
  step: [
    {
      key: 'step',
      words: [
        'serve_free',
        'serve_then_settle',
        'quote',
        'send_in',
        'claim_carrier',
        'offer_paid_support',
        'guide',
        'ask_facts',
        'negotiate',
        'go_to_court',
        'refuse',
        'record',
      ],
      many: false,
      needed: true,
    },
  ],
};
