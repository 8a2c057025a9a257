// A case's verdict as plain text, beside the sum of its deadline: the sentence, facts with who found them, days, answers.

import type { CaseVerdict, PolicyView } from '../../data/api.gen';
import type { Reader } from '../../kit/format';
import { answersText, sumsText } from '../../parts/policy/text';
import { factLine, factWord, headWords, remedyWords, said, sayWords, stepWords } from '../../parts/policy/words';

export function verdictText(found: CaseVerdict, policy: PolicyView | undefined, r: Reader): string {
  const { verdict } = found;
  const asked = (policy?.facts ?? []).filter((f) => f.from !== 'case' && verdict.facts[f.fact]);
  const groups = Object.fromEntries(
    (policy?.values ?? []).filter((v) => v.sort === 'group').map((v) => [v.code, said(v.name, r)]),
  );
  const [remedies, step] = [remedyWords(verdict, r), stepWords(verdict, r)];
  return [
    `${r.t('verdict-title')}: ${headWords(verdict, r) || r.t('verdict-no-tables', { version: found.version })}`,
    ...(verdict.answers.length ? [sayWords(verdict, r)] : []),
    ...asked.map((f) => `${factWord(f.fact, r)}: ${factLine(f.fact, verdict, found.found, r)}`),
    ...(found.note ? [`${r.t('verdict-noted')}: ${found.note}`] : []),
    ...sumsText(verdict, r),
    ...answersText(verdict, r, groups, policy?.tables),
    ...(remedies ? [`${r.t('verdict-allowed')}: ${remedies}`] : []),
    ...(step ? [`${r.t('verdict-next')}: ${step}`] : []),
    r.t('verdict-source', { pack: policy ? said(policy.name, r) : found.pack, version: found.version }),
  ].join('\n');
}
