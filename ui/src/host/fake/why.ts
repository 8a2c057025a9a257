/**
 * "Why" on the example desk: 09:00 to 21:00 in Shanghai, Monday to Friday, counted as the program counts, so that the
 * pictures add up. A sum that ends while the desk is closed moves to the next opening.
 */
import type { ClockView, Lane, PauseView, Span, Why } from '../../data/api.gen';
import type { FakeCase } from './seed';

const MIN = 60_000;
const DAY = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();
const ms = (at: string): number => Date.parse(at);
const midnight = (at: number): number => Math.floor((at + 8 * 60 * MIN) / DAY) * DAY - 8 * 60 * MIN;

/** The opening of the civil day in which an instant lies. */
export function openOn(at: number): Span[] {
  const day = midnight(at);
  const week = new Date(day + 12 * 60 * MIN).getUTCDay();
  return week === 0 || week === 6 ? [] : [{ from: iso(day + 9 * 60 * MIN), to: iso(day + 21 * 60 * MIN) }];
}

function pausesOf(c: FakeCase, k: ClockView, now: number): PauseView[] {
  if (k.clock !== 'solution') return [];
  const pauses: PauseView[] = [];
  for (const [i, { at, what }] of c.timeline.entries()) {
    if (what.type !== 'waiting' || at < k.started) continue;
    const next = c.timeline.slice(i + 1).find((e) => e.what.type === 'received' || e.what.type === 'resumed');
    pauses.push({ from: at, to: next?.at ?? null, reason: what.reason, what: what.what });
    if (next === undefined && ms(at) > now) pauses.pop();
  }
  for (const [i, { what }] of c.timeline.entries()) {
    if (what.type !== 'declared' || what.sort !== 'force_majeure' || k.pause_reason !== 'force_majeure') continue;
    const over = c.timeline.slice(i + 1).some((e) => e.what.type === 'declaration_ended');
    if (!over && k.paused_since) pauses.push({ from: k.paused_since, to: null, reason: what.sort, what: what.reason });
  }
  return pauses;
}

/** `base` without the pauses. */
function without(base: Span[], pauses: { from: number; to: number }[]): { from: number; to: number }[] {
  let left = base.map((s) => ({ from: ms(s.from), to: ms(s.to) }));
  for (const p of pauses)
    left = left.flatMap((s) =>
      p.to <= s.from || p.from >= s.to
        ? [s]
        : [
            { from: s.from, to: p.from },
            { from: p.to, to: s.to },
          ].filter((part) => part.from < part.to),
    );
  return left;
}

type Words = Pick<Why, 'quote' | 'section' | 'reading_en' | 'reading_zh'>;
/** The example cases have clocks of the first pack only. */
const words: Partial<Record<ClockView['clock'], Words>> = {
  first_response: {
    quote: 'respond within 2 hours of the notice',
    section: '1.2',
    reading_en: 'Counted in service hours.',
    reading_zh: '按服务时间计算。',
  },
  next_response: {
    quote: 'respond within 2 hours of the notice',
    section: '1.2',
    reading_en: 'Each further message counts as a notice of its own, in service hours.',
    reading_zh: '每封后续来信视为新的通知，按服务时间计算。',
  },
  update: {
    quote: 'keep the customer informed of progress',
    section: '1.2',
    reading_en: 'Within 8 service hours after each answer while the case is open.',
    reading_zh: '案件未结期间，每次答复后 8 个服务小时内告知进度。',
  },
  solution: {
    quote: 'provide solutions within 24 hours for general problems, within 48 hours for complex problems',
    section: '1.2',
    reading_en: 'All hours of days that have an opening.',
    reading_zh: '有服务时间的日子，全天计入。',
  },
};

export function whyOf(c: FakeCase, k: ClockView, now: number): Why {
  const end = k.due ? ms(k.due) : now;
  const pauses = pausesOf(c, k, now);
  const cut = pauses.map((p) => ({ from: ms(p.from), to: p.to ? ms(p.to) : Math.max(now, end) }));
  let left = (k.measure.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  let reached: string | null = null;
  const lanes: Lane[] = [];
  for (let day = midnight(ms(k.started)); day <= end; day += DAY) {
    const open = openOn(day);
    const base = k.measure.kind === 'service' ? open : open.length ? [{ from: iso(day), to: iso(day + DAY) }] : [];
    const since = base
      .map((s) => ({ from: iso(Math.max(ms(s.from), ms(k.started))), to: iso(Math.min(ms(s.to), end)) }))
      .filter((s) => s.from < s.to);
    const counted: Span[] = [];
    for (const s of without(since, cut)) {
      const length = Math.min(s.to - s.from, left);
      if (length <= 0) continue;
      left -= length;
      counted.push({ from: iso(s.from), to: iso(s.from + length) });
      if (left === 0) reached = iso(s.from + length);
    }
    const before = lanes.at(-1);
    if (open.length === 0 && before && before.open.length === 0) {
      before.until = iso(day + 8 * 60 * MIN).slice(0, 10);
      before.ends = iso(day + DAY);
      before.paused = cut
        .map((p) => ({ from: iso(Math.max(p.from, ms(before.starts))), to: iso(Math.min(p.to, day + DAY)) }))
        .filter((p) => p.from < p.to);
      continue;
    }
    lanes.push({
      date: iso(day + 8 * 60 * MIN).slice(0, 10),
      until: null,
      starts: iso(day),
      ends: iso(day + DAY),
      open,
      counted,
      paused: cut
        .map((p) => ({ from: iso(Math.max(p.from, day)), to: iso(Math.min(p.to, day + DAY)) }))
        .filter((p) => p.from < p.to),
      seconds: counted.reduce((sum, s) => sum + (ms(s.to) - ms(s.from)) / 1000, 0),
    });
  }
  const change = c.timeline.find((e) => e.what.type === 'classified' && e.what.was === 'general');
  return {
    label: c.label,
    party: c.customer?.name ?? c.party,
    clock: k,
    ...(words[k.clock] ?? { quote: '', section: '', reading_en: null, reading_zh: null }),
    zone: 'Asia/Shanghai',
    lanes,
    normal: null,
    total: lanes.reduce((sum, l) => sum + l.seconds, 0),
    reached,
    pauses,
    others:
      k.clock === 'solution' && change && k.due
        ? [
            {
              measure: { ...k.measure, seconds: 24 * 3600 },
              clause: k.clause,
              due: iso(ms(k.due) - DAY),
              superseded_at: change.at,
            },
          ]
        : [],
    pack: c.pack,
    pack_version: 1,
    calendar: 'service',
    calendar_revision: 'service 2 · cn 2026-11-22 · tz 2026a',
    now: iso(now),
  };
}
