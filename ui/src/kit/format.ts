// Dates, lengths and clock states in the wording of the house (LOOK.md, "Words"). Pure: the zone, the reader's language and
// `now` are arguments. Sentences stand in time.ftl; the order of figures in a date is decided here.

import { cityOf } from './cities';
import { civil, clockTime, isoDay, millis, parseDay, weekdayOf, type Instant } from './civil';

export { addDays, civil, clockTime, daysBetween, isoDay, isoMinute, millis, parseDay, zoneKnown } from './civil';
export type { Civil, Instant } from './civil';
export { cityOf } from './cities';

/** Looks a message up; the loader of `src/i18n` gives one. */
export type Translate = (id: string, args?: Record<string, string | number>) => string;

/** For whom something is written: the window's language, the zone of all civil times, the messages. */
export interface Reader {
  locale: string;
  zone: string;
  t: Translate;
}

/** The part of `ClockView` that wording needs. */
export interface ClockLike {
  state: string;
  due: string | null;
  warn_at: string | null;
  stopped: string | null;
  breached_at: string | null;
  paused_since: string | null;
  pause_reason: string | null;
}

/** How a clock stands at an instant: shape, colour and word hang on it. */
export type ClockStand = 'running' | 'soon' | 'late' | 'paused' | 'met' | 'cancelled';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const EN_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const EN_DAYS_LONG = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const EN_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const EN_MONTHS_LONG = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const ZH_DAYS = ['一', '二', '三', '四', '五', '六', '日'];

const isZh = (locale: string): boolean => locale.startsWith('zh');

interface Ymd {
  year: number;
  month: number;
  day: number;
}

function writeDay(d: Ymd, locale: string, year: boolean, weekday: boolean): string {
  const w = weekdayOf(d.year, d.month, d.day) - 1;
  if (isZh(locale)) {
    return `${year ? `${d.year}年` : ''}${d.month}月${d.day}日${weekday ? ` 周${ZH_DAYS[w]}` : ''}`;
  }
  return `${weekday ? `${EN_DAYS[w]} ` : ''}${d.day} ${EN_MONTHS[d.month - 1]}${year ? ` ${d.year}` : ''}`;
}

/** "Wed" · "周三". */
export function weekday(at: Instant, r: Reader): string {
  const w = civil(at, r.zone).weekday - 1;
  return isZh(r.locale) ? `周${ZH_DAYS[w]}` : (EN_DAYS[w] ?? '');
}

/** "Wed 25 Nov" · "11月25日 周三"; another year than now's is written. */
export function dayOf(at: Instant, now: Instant, r: Reader): string {
  const c = civil(at, r.zone);
  return writeDay(c, r.locale, c.year !== civil(now, r.zone).year, true);
}

/** "Wed 25 Nov, 09:00" · "11月25日 周三 09:00"; another year than now's is written. */
export function dayTime(at: Instant, now: Instant, r: Reader): string {
  return `${dayOf(at, now, r)}${isZh(r.locale) ? ' ' : ', '}${clockTime(at, r.zone)}`;
}

/** A civil day from the API (`2026-11-25`): "25 Nov" · "11月25日"; another year than `today`'s is written. */
export function civilDay(day: string, today: string, locale: string, withWeekday = false): string {
  const d = parseDay(day);
  if (!d) return day;
  return writeDay(d, locale, d.year !== parseDay(today)?.year, withWeekday);
}

/** "Monday 23 November" · "11月23日 星期一", the title of Today. */
export function longDay(day: string, locale: string): string {
  const d = parseDay(day);
  if (!d) return day;
  const w = weekdayOf(d.year, d.month, d.day) - 1;
  return isZh(locale)
    ? `${d.month}月${d.day}日 星期${ZH_DAYS[w]}`
    : `${EN_DAYS_LONG[w]} ${d.day} ${EN_MONTHS_LONG[d.month - 1]}`;
}

/** The shortest due instant that is still clear: today "17:40", within six days "Wed 09:00" · "周三 09:00", else "25 Nov". */
export function shortInstant(at: Instant, now: Instant, r: Reader): string {
  if (isoDay(at, r.zone) === isoDay(now, r.zone)) return clockTime(at, r.zone);
  const apart = millis(at) - millis(now);
  if (Math.abs(apart) < 6 * DAY) return `${weekday(at, r)} ${clockTime(at, r.zone)}`;
  const c = civil(at, r.zone);
  return writeDay(c, r.locale, c.year !== civil(now, r.zone).year, false);
}

/** A length in words: "1 h 58 min" · "1 小时 58 分"; only minutes: "32 min" · "32 分钟"; whole hours: "24 h" · "24 小时". */
export function length(ms: number, t: Translate): string {
  const minutes = Math.floor(ms / MINUTE);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return t('time-min', { m: String(m) });
  return m === 0 ? t('time-hours', { h: String(h) }) : t('time-hour-min', { h: String(h), m: String(m) });
}

/** The same for chips: "1 h 58 m" · "1 时 58 分". */
export function lengthShort(ms: number, t: Translate): string {
  const minutes = Math.floor(ms / MINUTE);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return t('time-min-short', { m: String(m) });
  return m === 0 ? t('time-hours-short', { h: String(h) }) : t('time-hour-min-short', { h: String(h), m: String(m) });
}

/** An amount to be added up by eye: "6 h 58", "48 h 00" · "6:58", "48:00". Rounded down to the minute. */
export function amount(seconds: number, t: Translate): string {
  const minutes = Math.floor(seconds / 60);
  return t('time-amount', { h: String(Math.floor(minutes / 60)), m: String(minutes % 60).padStart(2, '0') });
}

/** "2 d", "5 h", "12 min": one unit, rounded down; for pauses and lateness, where the exact instant stands beside it. */
function oneUnit(ms: number, t: Translate, short: boolean): string {
  if (ms >= DAY) return t('time-days', { d: String(Math.floor(ms / DAY)) });
  return short ? lengthShort(ms, t) : length(ms, t);
}

// What remains is rounded up, what is over is rounded down: so "now" and "due" as shown on screen give the same sum.
const left = (due: number, now: number): number => Math.ceil((due - now) / MINUTE) * MINUTE;
const over = (due: number, now: number): number => Math.floor((now - due) / MINUTE) * MINUTE;

/** How a clock stands at `now`: soon from `warn_at`, late once `due` is past, whatever the answer from the desk said before. */
export function clockState(c: ClockLike, now: Instant): ClockStand {
  const at = millis(now);
  if (c.state === 'cancelled') return 'cancelled';
  if (c.stopped) return c.state === 'breached' || c.breached_at ? 'late' : 'met';
  if (c.state === 'met') return 'met';
  if (c.breached_at && millis(c.breached_at) <= at) return 'late';
  if (c.state === 'paused') return 'paused';
  if (c.due && at > millis(c.due)) return 'late';
  if (c.state === 'breached') return 'late';
  return c.warn_at && at >= millis(c.warn_at) ? 'soon' : 'running';
}

/** Stopped, but after its due instant: kept late. */
export function keptLate(c: ClockLike): boolean {
  return c.stopped !== null && c.state !== 'cancelled' && (c.state === 'breached' || c.breached_at !== null);
}

function whom(reason: string | null, t: Translate): string {
  return t(`time-for-${(reason ?? 'customer').replaceAll('_', '-')}`);
}

function wording(c: ClockLike, now: Instant, r: Reader, short: boolean): string {
  const at = millis(now);
  const due = c.due ?? c.breached_at;
  const id = short ? '-chip' : '';
  if (keptLate(c) && c.stopped && due) {
    const by = over(millis(due), millis(c.stopped));
    return by < MINUTE
      ? r.t(`time-kept-just-late${id}`)
      : r.t(`time-kept-late${id}`, { length: oneUnit(by, r.t, short) });
  }
  switch (clockState(c, now)) {
    case 'cancelled':
      return r.t('time-cancelled');
    case 'met':
      return r.t('time-kept');
    case 'paused': {
      const since = c.paused_since ? at - millis(c.paused_since) : 0;
      return r.t(`time-paused${id}`, { length: oneUnit(since, r.t, short), whom: whom(c.pause_reason, r.t) });
    }
    case 'late': {
      const by = due ? over(millis(due), at) : 0;
      return by < MINUTE ? r.t('time-just-late') : r.t(`time-late${id}`, { length: oneUnit(by, r.t, short) });
    }
    default: {
      if (!due) return r.t('time-no-due');
      const remains = left(millis(due), at);
      if (remains > DAY) return short ? shortInstant(due, now, r) : dayTime(due, now, r);
      return short ? lengthShort(remains, r.t) : r.t('time-left', { length: length(remains, r.t) });
    }
  }
}

/** The live words of a clock: "1 h 58 min left", "32 min late", "paused 2 d, customer", "kept, 4 d late"; beyond 24 h the due instant. */
export function clockText(c: ClockLike, now: Instant, r: Reader): string {
  return wording(c, now, r, false);
}

/** The same in a chip: "1 h 58 m", "32 m late", "2 d, customer"; beyond 24 h the due instant, "Wed 09:00". */
export function clockChip(c: ClockLike, now: Instant, r: Reader): string {
  return wording(c, now, r, true);
}

/** Chip with the time of day beside it while less than a day remains: "26 m, 16:08" · "26 分，16:08". */
export function clockChipWithDue(c: ClockLike, now: Instant, r: Reader): string {
  const stand = clockState(c, now);
  const chip = clockChip(c, now, r);
  if (!c.due || (stand !== 'running' && stand !== 'soon') || millis(c.due) - millis(now) > DAY) return chip;
  return r.t('time-chip-with-due', { chip, due: shortInstant(c.due, now, r) });
}

/** A promise's amount: "48 h" · "48 小时", "2 business days" · "2 个工作日". */
export function measure(m: { kind: string; seconds: number | null; days: number | null }, t: Translate): string {
  if (m.seconds !== null) return length(m.seconds * 1000, t);
  return t(m.kind === 'natural_days' ? 'time-natural-days' : 'time-business-days', { d: m.days ?? 0 });
}

/** The customer's own time: "18:42 Melbourne, evening" · "18:42 墨尔本，傍晚". */
export function localTime(at: Instant, zone: string, r: Reader): string {
  const { hour } = civil(at, zone);
  const part =
    hour < 6 || hour >= 21 ? 'night' : hour < 12 ? 'morning' : hour < 14 ? 'noon' : hour < 18 ? 'afternoon' : 'evening';
  return r.t('time-there', { time: clockTime(at, zone), city: cityOf(zone, r.locale), part: r.t(`time-part-${part}`) });
}

/** "Mon 23 Nov 15:42 Shanghai" · "11月23日 周一 15:42 上海", the status line. */
export function stamp(now: Instant, r: Reader): string {
  return `${dayOf(now, now, r)} ${clockTime(now, r.zone)} ${cityOf(r.zone, r.locale)}`;
}

/** "5,000" in both languages. */
export function count(n: number): string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 }).format(n);
}

/** "84 kB", "2.1 MB": steps of 1,000, one digit after the point below 10. */
export function fileSize(bytes: number): string {
  if (bytes < 1000) return `${Math.max(0, Math.round(bytes))} B`;
  let value = bytes;
  let unit = -1;
  while (value >= 999.5 && unit < 3) {
    value /= 1000;
    unit += 1;
  }
  return `${value < 9.95 ? value.toFixed(1) : count(Math.round(value))} ${['kB', 'MB', 'GB', 'TB'][unit]}`;
}

/** The length of a call or session: "6 min 40 s" · "6 分 40 秒". */
export function callLength(seconds: number, t: Translate): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  if (h > 0) return length(seconds * 1000, t);
  if (m > 0) return t('time-min-sec', { m: String(m), s: String(s) });
  return t('time-sec', { s: String(s) });
}
