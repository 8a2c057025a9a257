/** A file of customers as the program would have looked at it. */
import type { RowProblem, TableKind, TableOptions, TablePreview, TableReport } from '../../data/api.gen';

const headers = ['客户编号', '客户名称', '联系人', '电话', '邮箱', '备注'];
const suggested = ['number', 'name', 'contact', 'phones', 'emails', null];
const names = ['number', 'name', 'contact', 'emails', 'phones', 'language', 'zone', 'long_term_since', 'no_surveys'];
const rows = [
  ['0001', '温州远航皮具有限公司', '陈小梅', '0577-86501234', 'mei@yuanhang.example', '老客户'],
  ['0002', 'Tidemark Travel Goods', 'Orla Fenwick', '+44 20 7946 0018', 'orla@tidemark.example', ''],
  ['0003', '广州海珠箱包厂', '李先生', '020-8123', '', ''],
  ['0004', 'Cobalt Koffer GmbH', 'Jürgen Weiß', '+49 30 901820', 'weiss@cobalt.example', 'nur Englisch'],
];
const problems: RowProblem[] = [
  { line: 6, column: '电话', code: 'not_a_phone', value: '020-8123' },
  { line: 214, column: '邮箱', code: 'not_an_address', value: 'sales at harbour' },
  { line: 301, column: null, code: 'twice_in_file', value: '4' },
];

export function previewOf(kind: TableKind, said: Partial<TableOptions>): TablePreview {
  const chosen = headers.map((header, n) => {
    const field = said.map ? said.map[header] || null : (suggested[n] ?? null);
    return kind === 'customers' ? field : field === 'name' ? 'customer' : null;
  });
  const needed = kind === 'customers' ? 'name' : 'number';
  return {
    sort: 'csv',
    encoding: said.encoding ?? 'gb18030',
    encoding_guessed: !said.encoding,
    encoding_broken: said.encoding === 'utf-8',
    delimiter: ',',
    sheets: [],
    sheet: null,
    header_line: said.header_line ?? 3,
    dates: said.dates ?? null,
    decimal: said.decimal ?? 'point',
    columns: headers.map((header, n) => ({
      header,
      field: chosen[n] ?? null,
      sample: rows.map((row) => row[n] ?? '').filter(Boolean),
    })),
    kept: false,
    twice: [],
    fields: names.map((name) => ({ name, needed: name === needed, many: name === 'emails' || name === 'phones' })),
    missing: chosen.includes(needed) ? [] : [needed],
    rows,
    total: 1200,
    counts: chosen.includes(needed)
      ? { rows: 1000, new: 981, changed: 4, unchanged: 12, bad: 3 }
      : { rows: 1000, new: 0, changed: 0, unchanged: 0, bad: 1000 },
    problems: said.country ? problems.slice(1) : problems,
  };
}

export const reportOf = (dry: boolean): TableReport => ({
  dry_run: dry,
  counts: { rows: 1200, new: 1180, changed: 4, unchanged: 13, bad: 3 },
  problems_total: problems.length,
  problems,
  cancelled: false,
});
