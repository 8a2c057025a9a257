/** A chat as the program would have looked at it: read simply, one line a message, `20/11/26, 09:00 - Name: text`. */
import type { Answer, Args } from '..';
import { Failure } from '..';
import type { ChatReading, DayOrder } from '../../data/api.gen';

/** What the example desk finds in a file. */
const FILE = [
  '20/11/26, 08:59 - Messages and calls are end-to-end encrypted.',
  '20/11/26, 09:00 - Orla Fenwick: 60 of the gift boxes came in wet',
  '20/11/26, 09:01 - Orla Fenwick: IMG-20261120-WA0003.jpg (file attached)',
  '20/11/26, 09:20 - Mei Lin: Thank you. Which lot is it?',
  '20/11/26, 09:31 - Orla Fenwick: lot 2026-07',
].join('\n');

export interface Line {
  at: string;
  author: string;
  text: string;
}
interface Read {
  lines: Line[];
  notices: number;
  order: DayOrder | null;
  readings: ChatReading[];
}

/** By what a longer export finds a message again. */
export const mark = (line: Line): string => `${line.at} ${line.author} ${line.text}`;

const years: Record<DayOrder, (a: string, b: string, c: string) => string[]> = {
  dmy: (a, b, c) => [c, b, a],
  mdy: (a, b, c) => [c, a, b],
  ymd: (a, b, c) => [a, b, c],
};

export function readChat(asked: Pick<Args<'chat_preview'>, 'path' | 'text' | 'order'>): Read {
  const heads = (asked.path ? FILE : (asked.text ?? '')).split('\n').flatMap((line) => {
    const found = /^(\d\d)\/(\d\d)\/(\d\d), (\d\d:\d\d) - (?:([^:]+): )?(.*)$/.exec(line);
    return found ? [found.slice(1)] : [];
  });
  const as = (order: DayOrder, [a = '', b = '', c = '', time = '']: string[]): string | null => {
    const [year, month, day] = years[order](a, b, c);
    return Number(month) <= 12 && Number(day) <= 31 ? `20${year}-${month}-${day}T${time}:00` : null;
  };
  const readings = (['dmy', 'mdy'] as const).flatMap((order) => {
    const times = heads.map((head) => as(order, head));
    const [first, last] = [times[0], times.at(-1)];
    return first && last && times.every(Boolean) ? [{ order, first, last, likely: true }] : [];
  });
  const said = heads.filter((head) => head[4]);
  if (!readings[0] || said.length === 0) throw new Failure('bad_input', { field: 'file', problem: 'no_chat' });
  const order = asked.order ?? (readings.length === 1 ? readings[0].order : null);
  const read = order ?? readings[0].order;
  return {
    order,
    readings,
    notices: heads.length - said.length,
    lines: said.map((head) => ({ at: as(read, head) ?? '', author: head[4] ?? '', text: head[5] ?? '' })),
  };
}

export function chatPreview(
  asked: Args<'chat_preview'>,
  known: Set<string>,
  joins: Answer<'chat_preview'>['joins'],
): Answer<'chat_preview'> {
  const { lines, notices, order, readings } = readChat(asked);
  const names = [...new Set(lines.map((line) => line.author))];
  const ours = asked.ours ?? names.filter((name) => name === 'Mei Lin');
  const before = lines.filter((line) => known.has(mark(line))).length;
  const utc = (line: Line | undefined): string | null => (line ? new Date(`${line.at}+08:00`).toISOString() : null);
  return {
    participants: names.map((name) => ({
      name,
      messages: lines.filter((line) => line.author === name).length,
      ours: ours.includes(name),
    })),
    order,
    readings,
    zone: asked.zone ?? 'Asia/Shanghai',
    first_at: utc(lines[0]),
    last_at: utc(lines.at(-1)),
    new: lines.length - before,
    known: before,
    notices,
    deleted: 0,
    missed_calls: 0,
    files: 0,
    files_missing: lines.filter((line) => line.text.includes('(file attached)')).length,
    future: 0,
    skipped: 0,
    joins: before > 0 ? joins : null,
  };
}
