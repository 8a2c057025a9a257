// "Try it" as plain text, to be pasted into a mail or a file: facts, answers with clause and row, days, deadlines.

import type { MatterDays, PolicyView, Tried } from '../../data/api.gen';
import { civilDay, dayTime, measure, type Reader } from '../../kit/format';
import { clockName, factWord, headWords, said, sayWords, valueWord } from '../../parts/policy/words';
import { answersText, sumsText } from '../../parts/policy/text';

interface Given {
  facts: Record<string, string>;
  declared: string[];
  days: MatterDays;
  notice: string | null;
}

export function triedText(
  policy: PolicyView,
  tried: Tried,
  given: Given,
  now: number,
  r: Reader,
  groups: Record<string, string>,
): string {
  const { verdict } = tried;
  const day = (name: string): string | null =>
    (given.days as unknown as Record<string, string | null>)[`${name}_on`] ?? null;
  return [
    `${said(policy.name, r)} · ${r.t('policy-version', { version: tried.version })}`,
    ...policy.facts.flatMap((f) => {
      const value = verdict.facts[f.fact];
      return value ? [`${factWord(f.fact, r)}: ${valueWord(f.fact, value, r)}`] : [];
    }),
    ...given.declared.map((one) => `${factWord('declared', r)}: ${valueWord('declared', one, r)}`),
    ...policy.days.flatMap((name) => {
      const on = day(name);
      return on ? [`${r.t(`day-${name.replaceAll('_', '-')}`)}: ${civilDay(on, '0001-01-01', r.locale)}`] : [];
    }),
    `${r.t('policy-notice')}: ${dayTime(tried.notice, now, r)}`,
    '',
    ...(verdict.answers.length
      ? [headWords(verdict, r), sayWords(verdict, r), ...answersText(verdict, r, groups, policy.tables)]
      : []),
    ...sumsText(verdict, r),
    '',
    ...tried.deadlines.map(
      (d) => `${clockName(d.clock, r)}\t${dayTime(d.due, now, r)}\t${measure(d.measure, r.t)} · ${d.clause}`,
    ),
    r.zone,
  ].join('\n');
}
