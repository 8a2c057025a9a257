// A verdict as lines of plain text: each answer with clause and row, each sum of days.

import type { TableView, Verdict } from '../../data/api.gen';
import type { Reader } from '../../kit/format';
import { aboutWords, oneAnswer, said, sumWords, upper, valueWord } from './words';

export const answersText = (
  verdict: Verdict,
  r: Reader,
  groups: Record<string, string> = {},
  tables: TableView[] = [],
): string[] =>
  verdict.answers.map((a) => {
    const leg = a.leg ? ` (${valueWord('leg', a.leg, r)})` : '';
    const source = [a.clause, a.row ? r.t('verdict-row', { row: a.row }) : null].filter(Boolean).join(' · ');
    const titles = Object.fromEntries(tables.map((table) => [table.id, said(table.title, r)]));
    return `${aboutWords(a, verdict, titles, r)}${leg}: ${upper(oneAnswer(a, r, groups))}${source ? `\t${source}` : ''}`;
  });

export const sumsText = (verdict: Verdict, r: Reader): string[] =>
  verdict.sums.map((sum) => `${r.t(`sum-what-${sum.what.replaceAll('_', '-')}`)}: ${sumWords(sum, r)}\t${sum.clause}`);
