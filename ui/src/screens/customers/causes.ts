/**
 * What a completed order may bring, said before it is saved. When a survey falls due is the policy's to say and the
 * program's to compute; so nothing is foretold here but that it happens, and the customer's page shows the day after.
 */
import type { CustomerPage, OrderView } from '../../data/api.gen';

/** What follows from saving an order. */
export type Cause = 'completes' | 'exempt' | 'none';

/** Whether saving it completes the order, and whether surveys are wanted at all. */
export function causeOf(page: CustomerPage, order: OrderView): Cause {
  const before = page.orders.find((o) => o.id !== null && o.id === order.id);
  if (!order.completed_on || before?.completed_on === order.completed_on) return 'none';
  return page.no_surveys ? 'exempt' : 'completes';
}
