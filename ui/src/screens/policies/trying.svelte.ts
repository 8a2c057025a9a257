/** What stands in "try it": kept while one goes from screen to screen, and filled from a case by "Try others". */
import type { MatterDays } from '../../data/api.gen';

export const noDays = (): MatterDays => ({
  shipped_on: null,
  purchased_on: null,
  received_on: null,
  requested_on: null,
  confirmed_on: null,
  sent_on: null,
  evidence_on: null,
  repairs: [],
});

let facts = $state.raw<Record<string, string>>({});
let declared = $state.raw<string[]>([]);
let days = $state.raw<MatterDays>(noDays());
let notice = $state.raw<string | null>(null);
let origin = $state.raw<{ id: string; label: string } | null>(null);
let open = $state(false);

export const trying = {
  get facts() {
    return facts;
  },
  set facts(to) {
    facts = to;
  },
  get declared() {
    return declared;
  },
  set declared(to) {
    declared = to;
  },
  get days() {
    return days;
  },
  set days(to) {
    days = to;
  },
  /** An instant; null for now. */
  get notice() {
    return notice;
  },
  set notice(to) {
    notice = to;
  },
  /** The case whose facts these are. */
  get origin() {
    return origin;
  },
  set origin(to) {
    origin = to;
  },
  get open() {
    return open;
  },
  set open(to) {
    open = to;
  },
  clear() {
    facts = {};
    declared = [];
    days = noDays();
    notice = null;
    origin = null;
  },
};
