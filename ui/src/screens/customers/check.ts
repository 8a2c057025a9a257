// What is wrong with what was typed, before it is sent; the program checks again. Gives message ids with their values.

import type { ContractView, OrderView, SaveCustomer } from '../../data/api.gen';
import { parseDay, zoneKnown } from '../../kit/civil';

/** A message id and its values. */
export interface Wrong {
  id: string;
  args?: Record<string, string>;
}
export type Wrongs<T> = Partial<Record<keyof T, Wrong>>;

/** Something, an at sign, a host; no spaces. The real check is whether mail arrives. */
export const mailLike = (text: string): boolean => /^[^\s@,;]+@[^\s@,;]+$/.test(text);

/** Lines of a field of many. */
export const lines = (text: string): string[] =>
  text
    .split(/[\n;]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** A typed day: none when empty, written as ISO when eight figures or another sign between them say so, else as it was typed. */
export function readDay(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return null;
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? /^(\d{4})[./年](\d{1,2})[./月](\d{1,2})日?$/.exec(text);
  return match ? `${match[1]}-${(match[2] ?? '').padStart(2, '0')}-${(match[3] ?? '').padStart(2, '0')}` : typed;
}

const badDay = (day: string | null): boolean => day !== null && parseDay(day) === null;

export function checkCustomer(c: SaveCustomer): Wrongs<SaveCustomer> {
  const wrong: Wrongs<SaveCustomer> = {};
  if (c.name.trim() === '') wrong.name = { id: 'customers-bad-name' };
  const email = c.emails.find((e) => !mailLike(e));
  if (email !== undefined) wrong.emails = { id: 'customers-bad-email', args: { value: email } };
  if (c.zone !== null && !zoneKnown(c.zone)) wrong.zone = { id: 'customers-bad-zone' };
  if (badDay(c.long_term_since)) wrong.long_term_since = { id: 'customers-bad-day' };
  return wrong;
}

export function checkContract(c: ContractView): Wrongs<ContractView> {
  const wrong: Wrongs<ContractView> = {};
  if (c.number.trim() === '') wrong.number = { id: 'customers-bad-number' };
  if (badDay(c.signed_on)) wrong.signed_on = { id: 'customers-bad-day' };
  if (badDay(c.completed_on)) wrong.completed_on = { id: 'customers-bad-day' };
  else if (c.signed_on && c.completed_on && c.completed_on < c.signed_on)
    wrong.completed_on = { id: 'customers-bad-signed' };
  return wrong;
}

export function checkOrder(o: OrderView): Wrongs<OrderView> {
  const wrong: Wrongs<OrderView> = {};
  if (o.number.trim() === '') wrong.number = { id: 'customers-bad-number' };
  for (const key of ['ordered_on', 'received_on', 'completed_on'] as const) {
    if (badDay(o[key])) wrong[key] = { id: 'customers-bad-day' };
  }
  if (o.ordered_on && o.received_on && !wrong.received_on && o.received_on < o.ordered_on)
    wrong.received_on = { id: 'customers-bad-received' };
  if (o.ordered_on && o.completed_on && !wrong.completed_on && o.completed_on < o.ordered_on)
    wrong.completed_on = { id: 'customers-bad-completed' };
  return wrong;
}
