/** Customers of the example desk, what they ordered, and the surveys owed to them. */
import type { CustomerCard, CustomerRow } from '../../data/api.gen';
import { Failure } from '../index';
import { customer as newCustomer, orders, row, surveys } from './seed';
import { iso, MIN, type Answers, type World } from './world';

export function customerCalls({ cases, people, now, changed, openCases, next }: World) {
  const erased = new Map<string, string>();
  const asRow = (p: CustomerCard): CustomerRow => ({
    id: p.id,
    name: p.name,
    email: p.emails[0] ?? null,
    phone: p.phones[0] ?? null,
    language: p.language,
    open_cases: openCases(p.id),
    orders: orders[p.id]?.length ?? 0,
    long_term: p.long_term,
  });
  return {
    customers: ({ text }) => ({
      rows: people.filter((p) => !text || JSON.stringify(p).toLowerCase().includes(text.toLowerCase())).map(asRow),
      next: null,
    }),
    callers: ({ number }) => {
      const tail = (text: string): string => text.replace(/\D/g, '').slice(-8);
      const known = people.filter((p) => p.phones.some((phone) => tail(phone) === tail(number)));
      return known.map(asRow);
    },
    customer: ({ customer: id }) => {
      const card = people.find((p) => p.id === id);
      if (!card) throw new Failure('not_found');
      return {
        card: { ...card, open_cases: openCases(id) },
        long_term_since: card.long_term ? '2026-01-09' : null,
        no_surveys: false,
        contracts: card.contract ? [card.contract] : [],
        orders: orders[id] ?? [],
        cases: cases.filter((c) => c.customer?.id === id).map(row),
        surveys: surveys.filter((s) => s.customer === id),
        erased: erased.get(id) ?? null,
        now: iso(now()),
      };
    },
    erasure: ({ customer: id }) => {
      const card = people.find((p) => p.id === id);
      if (!card) throw new Failure('not_found');
      const theirs = cases.filter((c) => c.customer?.id === id).length;
      return {
        name: card.name,
        cases: theirs,
        open: openCases(id),
        units: 0,
        backups: 3,
        backup_days: 30,
        erased: erased.get(id) ?? null,
      };
    },
    erase_customer: (a) => {
      const card = people.find((p) => p.id === a.customer);
      if (!card) throw new Failure('not_found');
      if (card.name !== a.name.trim()) throw new Failure('bad_input', { field: 'name', problem: 'other' });
      if (openCases(card.id) > 0) throw new Failure('cases_open', { count: String(openCases(card.id)) });
      Object.assign(card, { name: '', contact: null, emails: [], phones: [] });
      erased.set(card.id, iso(now()));
      changed('customers', `customer:${card.id}`);
      return null;
    },
    surveys: () => ({ rows: surveys, today: iso(now() + 8 * 60 * MIN).slice(0, 10) }),
    save_customer: (a) => {
      if (!a.name.trim()) throw new Failure('bad_input', { field: 'name', problem: 'empty' });
      const found = people.find((p) => p.id === a.id);
      const card = {
        ...(found ?? newCustomer(`c-${people.length + 1}`, a.name)),
        name: a.name,
        contact: a.contact,
        language: a.language,
        zone: a.zone,
        country: a.country,
        emails: a.emails,
        phones: a.phones,
        long_term: a.long_term_since !== null,
      };
      if (found) people.splice(people.indexOf(found), 1, card);
      else people.push(card);
      changed('customers', `customer:${card.id}`);
      return card.id;
    },
    save_contract: (a) => {
      changed('customers', `customer:${a.customer}`);
      return a.contract.id ?? 'k-new';
    },
    save_order: (a) => {
      const saved = { ...a.order, id: a.order.id ?? `o-${next()}` };
      orders[a.customer] = [...(orders[a.customer] ?? []).filter((o) => o.id !== saved.id), saved];
      changed('customers', `customer:${a.customer}`, 'surveys');
      return saved.id;
    },
    settle_survey: (a) => {
      const found = surveys.find((s) => s.customer === a.customer && s.duty === a.duty);
      if (found) Object.assign(found, a.by ? { state: 'sent', sent_on: '2026-11-23' } : { state: 'dropped' });
      return changed('surveys', 'desk', `customer:${a.customer}`);
    },
  } satisfies Partial<Answers>;
}
