/** Tables, columns and problems as words. */
import type { ExportKind, RowProblem, TableKind } from '../../data/api.gen';
import { has, t } from '../../i18n';

const dashed = (code: string): string => code.replaceAll('_', '-');

export const kinds: TableKind[] = ['customers', 'contacts', 'contracts', 'orders', 'order_lines', 'lots', 'units'];
export const lists: ExportKind[] = ['cases', ...kinds, 'surveys', 'forms'];
export const encodings = ['utf-8', 'gbk', 'utf-16le', 'big5', 'windows-1252', 'shift_jis', 'euc-kr'];

export const tableWord = (kind: ExportKind): string => t(`table-${dashed(kind)}`);

export function columnWord(kind: TableKind, field: string): string {
  const own = `column-${dashed(kind)}-${dashed(field)}`;
  return has(own) ? t(own) : t(`column-${dashed(field)}`);
}

/** What is wrong with a cell, after the cell itself. */
export function problemWord(problem: RowProblem, kind: TableKind | null): string {
  const id = `import-problem-${dashed(problem.code)}`;
  const said = has(id) ? t(id, { value: problem.value }) : problem.code;
  const field = problem.column;
  // A field without a column goes by our own name for it.
  const column = field && kind && has(`column-${dashed(field)}`) ? columnWord(kind, field) : field;
  const cell = problem.value && !['twice_in_file', 'header_twice'].includes(problem.code) ? `“${problem.value}” ` : '';
  const what = `${cell}${said}`;
  return column ? t('exchange-problem-at', { column, what }) : what;
}

/** The last part of a path. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
