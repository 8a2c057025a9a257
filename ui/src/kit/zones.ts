// All time zones by their IANA ids, to be searched by city, by what a zone is called in both languages, and by its offset. Pure:
// the reader's language and the instant are arguments; names come from Intl, which knows them in every language.

import { cityOf } from './cities';

export interface ZoneLine {
  /** Such as `Asia/Shanghai`. */
  id: string;
  /** "Shanghai" · "上海". */
  city: string;
  /** "China Standard Time" · "中国标准时间"; may be the city again. */
  name: string;
  /** "UTC+8", at the instant that was asked for. */
  offset: string;
  /** Minutes east of UTC then. */
  minutes: number;
}

/** Ids that some browsers list by the name they had before. */
const RENAMED: Record<string, string> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Europe/Kiev': 'Europe/Kyiv',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'America/Godthab': 'America/Nuuk',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
};
const known = (zone: string): boolean => {
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    return false;
  }
};
let ids: string[] | null = null;
/** Every id there is, UTC among them. */
export function zoneIds(): string[] {
  if (ids) return ids;
  const listed = Intl.supportedValuesOf('timeZone').map((id) => {
    const now = RENAMED[id];
    return now && known(now) ? now : id;
  });
  return (ids = [...new Set([...listed, 'UTC'])].sort());
}

const part = (zone: string, locale: string, at: number, style: 'longOffset' | 'longGeneric'): string =>
  new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style })
    .formatToParts(at)
    .find((one) => one.type === 'timeZoneName')?.value ?? '';

/** "UTC+8", "UTC+5:30", "UTC". */
export function offsetOf(zone: string, at: number): { offset: string; minutes: number } {
  const [, sign, h, m] = /([+-])(\d{2}):(\d{2})/.exec(part(zone, 'en', at, 'longOffset')) ?? [];
  const minutes = (Number(h ?? 0) * 60 + Number(m ?? 0)) * (sign === '-' ? -1 : 1);
  const short = `${Number(h ?? 0)}${m && m !== '00' ? `:${m}` : ''}`;
  return { offset: minutes === 0 ? 'UTC' : `UTC${sign === '-' ? '−' : '+'}${short}`, minutes };
}

export function zoneLine(id: string, locale: string, at: number): ZoneLine {
  return { id, city: cityOf(id, locale), name: part(id, locale, at, 'longGeneric'), ...offsetOf(id, at) };
}

// What a zone is found by, in both languages: made once, for it takes a moment.
const words = new Map<string, string>();
function wordsOf(id: string, at: number): string {
  const made =
    words.get(id) ??
    ['en', 'zh-CN']
      .flatMap((locale) => [cityOf(id, locale), part(id, locale, at, 'longGeneric')])
      .concat(id, id.replaceAll('_', ' '))
      .join('\n')
      .toLowerCase();
  words.set(id, made);
  return made;
}

/**
 * The zones that fit what was typed ("shang", "上海", "china", "utc+8", "+5:30"), those whose city begins with it first; nothing
 * typed: all of them, from west to east.
 */
export function findZones(typed: string, locale: string, at: number): ZoneLine[] {
  const text = typed.trim().toLowerCase().replaceAll('−', '-');
  const offset = /^(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?$/.exec(text);
  const wanted = offset ? (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) * (offset[1] === '-' ? -1 : 1) : null;
  const fits = zoneIds().filter((id) =>
    wanted !== null ? offsetOf(id, at).minutes === wanted : wordsOf(id, at).includes(text),
  );
  const starts = (line: ZoneLine): number =>
    +!(text && [line.city, cityOf(line.id, 'en')].some((city) => city.toLowerCase().startsWith(text)));
  return fits
    .map((id) => zoneLine(id, locale, at))
    .sort((a, b) => starts(a) - starts(b) || a.minutes - b.minutes || (a.id < b.id ? -1 : 1));
}
