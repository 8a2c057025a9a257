// What a completed order brings, said before it is saved. The desk's program decides; this only foretells with the values of
// the default pack (HX-15: 7 days after the first completion; HX-17: two completed orders in 24 months), so it says "falls due", never acts.

import type { CustomerPage, OrderView } from '../../data/api.gen';
import { addDays, daysBetween } from '../../kit/civil';

/** HX-15, chosen. */
export const FIRST_SURVEY_DAYS = 7;

/** What follows from saving an order. */
export type Cause = { kind: 'first'; due: string } | { kind: 'long_term' } | { kind: 'exempt' } | { kind: 'none' };

/** Foretells what an order, saved so, causes. */
export function causeOf(page: CustomerPage, order: OrderView): Cause {
  const before = page.orders.find((o) => o.id !== null && o.id === order.id);
  if (!order.completed_on || before?.completed_on === order.completed_on) return { kind: 'none' };
  if (page.no_surveys) return { kind: 'exempt' };
  const others = page.orders.filter((o) => o.completed_on && o.id !== order.id);
  const contracts = page.contracts.filter((c) => c.completed_on);
  const firstDone = page.surveys.some((s) => s.duty === 'first');
  if (others.length === 0 && contracts.length === 0 && !firstDone)
    return { kind: 'first', due: addDays(order.completed_on, FIRST_SURVEY_DAYS) };
  const recent = others.filter(
    (o) => o.completed_on && Math.abs(daysBetween(o.completed_on, order.completed_on ?? '')) <= 730,
  );
  if (!page.card.long_term && recent.length >= 1) return { kind: 'long_term' };
  return { kind: 'none' };
}
