// A verdict as lines of plain text: each answer with clause and row, each sum of days.

import type { Verdict } from '../../data/api.gen';
import type { Reader } from '../../kit/format';
import { decidesWord, oneAnswer, sumWords, upper, valueWord } from './words';

export const answersText = (verdict: Verdict, r: Reader, groups: Record<string, string> = {}): string[] =>
  verdict.answers.map((a) => {
    const leg = a.leg ? ` (${valueWord('leg', a.leg, r)})` : '';
    const source = [a.clause, a.row ? r.t('verdict-row', { row: a.row }) : null].filter(Boolean).join(' · ');
    return `${decidesWord(a.decides, r)}${leg}: ${upper(oneAnswer(a, r, groups))}${source ? `\t${source}` : ''}`;
  });

export const sumsText = (verdict: Verdict, r: Reader): string[] =>
  verdict.sums.map((sum) => `${r.t(`sum-what-${sum.what.replaceAll('_', '-')}`)}: ${sumWords(sum, r)}\t${sum.clause}`);
