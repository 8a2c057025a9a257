// The sentences of "why", shared by the dialog and by "copy as text", so that both say the same.

import type { Lane, OtherDue, PauseView, Why } from '../../data/api.gen';
import {
  amount,
  civilDay,
  clockTime,
  dayOf,
  dayTime,
  isoDay,
  length,
  measure,
  weekday,
  type Reader,
} from '../../kit/format';
import { sortWord, type Normal } from '../declared/words';
import { waited } from './lanes';

export const clockName = (why: Why, r: Reader): string => r.t(`why-clock-${why.clock.clock.replaceAll('_', '-')}`);

/** "Solution is due", or was, once it is over. */
export function headline(why: Why, r: Reader): string {
  return r.t(why.clock.stopped ? 'why-was-due' : 'why-is-due', { clock: clockName(why, r) });
}

/** The due instant in words. */
export function dueText(why: Why, now: number, r: Reader): string {
  return why.clock.due ? dayTime(why.clock.due, now, r) : r.t('why-no-due');
}

/** The sum in a sentence or three. */
export function sentence(why: Why, now: number, r: Reader): string {
  const kind = why.clock.measure.kind.replaceAll('_', '-');
  const parts = [r.t(`why-say-${kind}`, { amount: measure(why.clock.measure, r.t) })];
  const seconds = waited(why, now);
  if (why.pauses.length > 0 && seconds >= 60)
    parts.push(r.t('why-say-waiting', { length: length(seconds * 1000, r.t) }));
  if (!why.clock.due) parts.push(r.t('why-say-waiting-open'));
  if (why.reached && why.clock.due && why.reached < why.clock.due) parts.push(r.t('why-say-hop'));
  return parts.join(r.locale.startsWith('zh') ? '' : ' ');
}

/** The day of a lane: "Fri 20 Nov"; two folded ones "Sat, Sun"; more "1 Oct to 8 Oct". */
export function laneDay(lane: Lane, now: number, r: Reader): string {
  if (!lane.until || lane.until === lane.date) return dayOf(lane.starts, now, r);
  const days = Math.round((Date.parse(lane.until) - Date.parse(lane.date)) / 86_400_000) + 1;
  if (days === 2) {
    const second = Date.parse(lane.starts) + 30 * 3_600_000;
    return `${weekday(lane.starts, r)}${r.locale.startsWith('zh') ? '、' : ', '}${weekday(second, r)}`;
  }
  const today = isoDay(now, r.zone);
  return r.t('why-folded', { from: civilDay(lane.date, today, r.locale), to: civilDay(lane.until, today, r.locale) });
}

/** What a lane adds: hours and minutes, or a day of a target in days. */
export function laneAmount(lane: Lane, why: Why, r: Reader): string {
  if (lane.seconds === 0) return r.t('why-none');
  return why.clock.measure.days === null ? amount(lane.seconds, r.t) : r.t('time-days', { d: String(lane.seconds) });
}

/** The sum under the lanes: days for day targets, else the amount. */
export function totalText(why: Why, r: Reader): string {
  return why.clock.measure.days !== null ? measure(why.clock.measure, r.t) : amount(why.total, r.t);
}

export function pauseText(p: PauseView, now: number, r: Reader): string {
  const near = (at: string): string => `${weekday(at, r)} ${clockTime(at, r.zone)}`;
  const far = Math.abs(Date.parse(p.from) - now) > 6 * 86_400_000;
  const from = far ? dayTime(p.from, now, r) : near(p.from);
  const span = p.to
    ? r.t('why-pause', { from, to: far ? dayTime(p.to, now, r) : near(p.to) })
    : r.t('why-pause-open', { from });
  const whom = r.t(`time-for-${p.reason.replaceAll('_', '-')}`);
  const join = r.locale.startsWith('zh') ? '，' : ', ';
  return [span, whom, p.what].filter(Boolean).join(join);
}

export function otherText(o: OtherDue, now: number, r: Reader): string {
  const due = o.due ? dayTime(o.due, now, r) : r.t('why-no-due');
  const said = r.t('why-other', { amount: measure(o.measure, r.t), due });
  const join = r.locale.startsWith('zh') ? '，' : ', ';
  return o.superseded_at ? `${said}${join}${r.t('why-other-until', { at: dayTime(o.superseded_at, now, r) })}` : said;
}

/** A date that a declared state put off, with what was declared. */
export function normalText({ sort, other }: Normal, now: number, r: Reader): string {
  const said = otherText({ ...other, superseded_at: null }, now, r);
  return r.t('declared-normal-by', { other: said, what: sortWord(sort, r) });
}

/** "§1.2", whether or not the pack writes the sign. */
export const sectionText = (why: Why, r: Reader): string =>
  r.t('why-section', { section: why.section.replace(/^§\s*/, '') });

export const basisText = (why: Why, r: Reader): string => r.t(why.clock.stated ? 'why-stated' : 'why-chosen');

export function readingText(why: Why, r: Reader): string | null {
  return (r.locale.startsWith('zh') ? (why.reading_zh ?? why.reading_en) : (why.reading_en ?? why.reading_zh)) || null;
}

export function computedText(why: Why, r: Reader): string {
  return r.t('why-computed-with', {
    pack: why.pack,
    version: String(why.pack_version),
    calendar: why.calendar,
    revision: why.calendar_revision,
  });
}

/** The whole sum as plain text, to be pasted into a mail or a file. */
export function whyText(why: Why, now: number, r: Reader, normal: Normal[] = []): string {
  const lines = [
    `${why.label} · ${why.party}`,
    `${headline(why, r)}: ${dueText(why, now, r)}`,
    sentence(why, now, r),
    '',
    ...why.lanes.map((lane) => {
      const spans = lane.counted.map((s) => `${clockTime(s.from, r.zone)}–${clockTime(s.to, r.zone)}`).join(', ');
      return `${laneDay(lane, now, r)}\t${laneAmount(lane, why, r)}${spans ? `\t${spans}` : ''}`;
    }),
    `=\t${totalText(why, r)}`,
    '',
    `${r.t('why-promise')}: ${r.t('why-quote', { quote: why.quote })} ${sectionText(why, r)} · ${why.clock.clause} · ${basisText(why, r)}`,
  ];
  const reading = readingText(why, r);
  if (reading) lines.push(`${r.t('why-reading')}: ${reading}`);
  for (const p of why.pauses) lines.push(`${r.t('why-pauses')}: ${pauseText(p, now, r)}`);
  for (const n of normal) lines.push(`${r.t('declared-normally')}: ${normalText(n, now, r)}`);
  for (const o of why.others.filter((one) => !normal.some(({ other }) => other === one)))
    lines.push(`${r.t(o.superseded_at ? 'why-before' : 'why-others')}: ${otherText(o, now, r)}`);
  lines.push(`${r.t('why-computed')}: ${computedText(why, r)}`, `${r.zone}`);
  return lines.join('\n');
}
