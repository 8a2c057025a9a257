// Civil time in a named zone. Every date on a screen goes through here, because the desk's zone counts and the computer's
// never does. Works on Intl's zone data only; no arithmetic with fixed offsets, so DST days come out right.

/** A civil instant: what calendar and clock on a wall of that zone show. */
export interface Civil {
  year: number;
  month: number;
  day: number;
  /** 1 = Monday … 7 = Sunday. */
  weekday: number;
  hour: number;
  minute: number;
  second: number;
}

/** An instant as the API gives it, or what JavaScript has. */
export type Instant = string | number | Date;

const cache = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let found = cache.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    cache.set(zone, found);
  }
  return found;
}

/** Milliseconds since 1970. */
export function millis(at: Instant): number {
  if (typeof at === 'number') return at;
  return at instanceof Date ? at.getTime() : Date.parse(at);
}

/** 1 = Monday … 7 = Sunday of a civil day. */
export function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7;
}

/** The civil time of an instant in a zone. Throws RangeError for an unknown zone or an invalid instant. */
export function civil(at: Instant, zone: string): Civil {
  const field: Record<string, number> = {};
  for (const part of formatter(zone).formatToParts(millis(at))) {
    if (part.type !== 'literal') field[part.type] = Number(part.value);
  }
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field;
  return { year, month, day, weekday: weekdayOf(year, month, day), hour, minute, second };
}

/** Whether Intl knows the zone. */
export function zoneKnown(zone: string): boolean {
  try {
    formatter(zone);
    return zone.trim() !== '';
  } catch {
    return false;
  }
}

const two = (n: number): string => String(n).padStart(2, '0');

/** "09:00". */
export function clockTime(at: Instant, zone: string): string {
  const c = civil(at, zone);
  return `${two(c.hour)}:${two(c.minute)}`;
}

/** "2026-11-25", for tables that are exported, and for comparing days. */
export function isoDay(at: Instant, zone: string): string {
  const c = civil(at, zone);
  return `${String(c.year).padStart(4, '0')}-${two(c.month)}-${two(c.day)}`;
}

/** "2026-11-25 09:00", for tables. */
export function isoMinute(at: Instant, zone: string): string {
  return `${isoDay(at, zone)} ${clockTime(at, zone)}`;
}

/** Reads "2026-11-25"; null when it is no day of the calendar. */
export function parseDay(text: string): { year: number; month: number; day: number } | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? { year, month, day } : null;
}

/** Days from one civil day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  const [a, b] = [parseDay(from), parseDay(to)];
  if (!a || !b) return NaN;
  return Math.round((Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / 86_400_000);
}

/** A civil day moved by whole days. */
export function addDays(day: string, days: number): string {
  const d = parseDay(day);
  if (!d) return day;
  return new Date(Date.UTC(d.year, d.month - 1, d.day + days)).toISOString().slice(0, 10);
}
