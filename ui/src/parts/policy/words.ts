// Facts, values, answers and sums of days as words. Pure: the reader and "today" are arguments, the sentences stand in
// verdict.ftl and policies.ftl. Shared by the case, Why, Try it and the policy's screens, so that all say the same.

import type {
  Amount,
  Both,
  Condition,
  DaySum,
  FoundFact,
  PolicyView,
  TableRow,
  ValueView,
  Verdict,
  VerdictAnswer,
} from '../../data/api.gen';
import { civilDay, measure, type Reader } from '../../kit/format';

export const isZh = (r: Reader): boolean => r.locale.startsWith('zh');
const dashed = (code: string): string => code.replaceAll('_', '-');
/** "a, b" · "a、b". */
export const listed = (parts: string[], r: Reader): string => parts.join(isZh(r) ? '、' : ', ');
const after = (r: Reader): string => (isZh(r) ? '，' : ', ');
/** Sentences in a row. */
const sentences = (said: string[], r: Reader): string =>
  said.map((one) => r.t('verdict-sentence', { said: upper(one) })).join(isZh(r) ? '' : ' ');
export const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
export const lower = (text: string): string =>
  // A word with a capital inside, such as RMA, stays as it is.
  /^[A-Z][A-Z]/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);

/** A text of the pack in the reader's language, else in the other one. */
export const said = (both: Both | null | undefined, r: Reader): string =>
  both ? (isZh(r) ? both.zh || both.en : both.en || both.zh) : '';

export const factWord = (fact: string, r: Reader): string => r.t(`matter-${dashed(fact)}`);
export const valueWord = (fact: string, value: string, r: Reader): string =>
  r.t(`word-${dashed(fact)}-${dashed(value)}`);
export const decidesWord = (decides: string, r: Reader): string => r.t(`decides-${dashed(decides)}`);

/** "cause, warranty and 3 more": what is wanted, in a breath. */
export function factNames(facts: string[], r: Reader): string {
  const names = facts.map((f) => lower(factWord(f, r)));
  const few = listed(names.slice(0, 3), r);
  return names.length <= 4 ? listed(names, r) : r.t('verdict-and-more', { facts: few, n: names.length - 3 });
}

/** "Design, material or workmanship" · "设计、材料或工艺". */
export function either(values: string[], r: Reader): string {
  if (values.length < 2) return values[0] ?? '';
  const [last, rest] = [values.at(-1) ?? '', values.slice(0, -1)];
  return r.t('policy-or', { first: listed(rest, r), last });
}

/** The words of one condition; many values of a fact are "not A" when that is shorter. */
export function conditionWords(c: Condition, all: string[] | undefined, r: Reader): string {
  const words = (values: string[]): string[] =>
    values.map((value, i) => (i === 0 ? valueWord(c.fact, value, r) : lower(valueWord(c.fact, value, r))));
  const others = all?.filter((value) => !c.values.includes(value)) ?? [];
  if (all && others.length > 0 && c.values.length > 4 && others.length < 4)
    return r.t('policy-not', { what: either(words(others).map(lower), r) });
  return either(words(c.values), r);
}

/** "Material, in warranty": a row's or value's conditions; nothing when it holds for everything. */
export function whenWords(when: Condition[], r: Reader, all: Record<string, string[]> = {}): string {
  return when
    .map((c, i) => (i === 0 ? conditionWords(c, all[c.fact], r) : lower(conditionWords(c, all[c.fact], r))))
    .join(after(r));
}

/** The name of a part of an answer: "Labour". */
export const partWord = (key: string, r: Reader): string => r.t(`part-${dashed(key)}`);
/** One word of a part of an answer; of a group its name. */
export const saysWord = (key: string, value: string, r: Reader, groups: Record<string, string> = {}): string =>
  key === 'group' ? (groups[value] ?? value) : r.t(`says-${dashed(key)}-${dashed(value)}`);

/** "free, no labour": an answer as a table's last column says it. */
export function answerWords(answer: TableRow['answer'], r: Reader, groups: Record<string, string> = {}): string {
  const parts = Object.entries(answer).flatMap(([key, values]) =>
    // Labour is said where it is waived; that it may be charged is the rule.
    key === 'labour' && values[0] === 'true' ? [] : values.map((value) => saysWord(key, value, r, groups)),
  );
  return listed(parts, r);
}

const has = (answers: VerdictAnswer[], decides: string, leg: string | null = null): VerdictAnswer | undefined =>
  answers.find((a) => a.decides === decides && (leg === null || a.leg === leg));
const first = (answer: VerdictAnswer | undefined, key: string): string | undefined => answer?.answer[key]?.[0];

/** The conditions of a return taken together: one that is not met excludes it, else one that is open leaves it open. */
const returning = (answers: VerdictAnswer[]): VerdictAnswer | undefined => {
  const all = answers.filter((a) => a.decides === 'return');
  return all.find((a) => a.answer['fits']?.[0] === 'false') ?? all.find((a) => a.state !== 'decided') ?? all[0];
};

/** The answer that heads the card: charge, else liability, else return, else the first. */
export function leading(verdict: Verdict): VerdictAnswer | undefined {
  return (
    (verdict.facts['category'] === 'return' ? returning(verdict.answers) : undefined) ??
    has(verdict.answers, 'charge') ??
    has(verdict.answers, 'liability') ??
    returning(verdict.answers) ??
    verdict.answers[0]
  );
}

export type Stand = VerdictAnswer['state'];
export function standOf(verdict: Verdict): Stand {
  const liability = has(verdict.answers, 'liability');
  if (liability?.state === 'undetermined') return 'undetermined';
  return leading(verdict)?.state ?? 'needs_facts';
}

/** "Free of charge", "Needs facts: cause", "Serve first, settle the cost later". */
export function headWords(verdict: Verdict, r: Reader): string {
  const lead = leading(verdict);
  if (!lead) return '';
  const stand = standOf(verdict);
  if (stand === 'undetermined') return r.t('verdict-charge-settle-later');
  if (stand === 'outside') return r.t('verdict-outside');
  if (stand === 'needs_facts') {
    const needs = lead.needs.length ? lead.needs : verdict.needs;
    return r.t('verdict-needs', { facts: factNames(needs, r) });
  }
  const key = { charge: 'charge', liability: 'party', return: 'fits' }[lead.decides];
  const word = key && lead.answer[key]?.[0];
  return word ? r.t(`verdict-${key}-${dashed(word)}`) : upper(answerWords(lead.answer, r));
}

/** Who pays freight, both ways in one sentence where they agree; nothing while unknown. */
export function freightWords(verdict: Verdict, r: Reader): string | null {
  const [there, back] = [
    first(has(verdict.answers, 'freight', 'to_us'), 'payer'),
    first(has(verdict.answers, 'freight', 'to_customer'), 'payer'),
  ];
  if (there && there === back) return r.t(`verdict-freight-both-${dashed(there)}`);
  const parts = [
    there && r.t('verdict-freight-to-us', { payer: r.t(`says-payer-${dashed(there)}`) }),
    back && r.t('verdict-freight-to-customer', { payer: r.t(`says-payer-${dashed(back)}`) }),
  ].filter((part): part is string => !!part);
  return parts.length ? upper(parts.join(after(r))) : null;
}

/** The sentences below the head. */
export function sayWords(verdict: Verdict, r: Reader): string {
  const stand = standOf(verdict);
  const parts: (string | null)[] = [];
  if (stand === 'undetermined') parts.push(r.t('verdict-undetermined-say'));
  else {
    const party = first(has(verdict.answers, 'liability'), 'party');
    if (party && leading(verdict)?.decides !== 'liability') parts.push(r.t(`verdict-party-${dashed(party)}`));
  }
  const charge = has(verdict.answers, 'charge');
  if (first(charge, 'labour') === 'false' && first(charge, 'charge') !== 'free') parts.push(r.t('verdict-no-labour'));
  parts.push(freightWords(verdict, r));
  parts.push(stand === 'needs_facts' || stand === 'outside' ? r.t('verdict-needs-say') : r.t('verdict-never-waits'));
  return sentences(
    parts.filter((part) => part !== null),
    r,
  );
}

/** What an answer is about: "Charge"; of several conditions of the same sort each has its table's title. */
export function aboutWords(a: VerdictAnswer, verdict: Verdict, titles: Record<string, string>, r: Reader): string {
  const several = verdict.answers.some((b) => b.decides === a.decides && b.table !== a.table);
  return (several && titles[a.table]) || decidesWord(a.decides, r);
}

/** "us", "needs facts: cause": one answer in a table of answers. */
export function oneAnswer(a: VerdictAnswer, r: Reader, groups: Record<string, string> = {}): string {
  if (a.state === 'needs_facts') return lower(r.t('verdict-needs', { facts: factNames(a.needs, r) }));
  return answerWords(a.answer, r, groups);
}

/** Remedies allowed now, joined with middle dots. */
export function remedyWords(verdict: Verdict, r: Reader): string {
  const values = has(verdict.answers, 'remedies')?.answer['remedies'] ?? [];
  return upper(values.map((v) => r.t(`says-remedies-${dashed(v)}`)).join(' · '));
}

export function stepWords(verdict: Verdict, r: Reader): string {
  // A dispute has a step of its own beside the matter's.
  const steps = verdict.answers.filter((a) => a.decides === 'step');
  const values = [...new Set(steps.flatMap((a) => a.answer['step'] ?? []))];
  return values.map((v) => r.t(`says-step-${dashed(v)}`)).join(isZh(r) ? '；' : '. ');
}

/** "12 months", "7 days". */
export const periodWords = (days: number | null, months: number | null, r: Reader): string =>
  months !== null ? r.t('sum-months', { n: months }) : r.t('sum-days', { n: days ?? 0 });

/** "received 14 Aug 2026 + 12 months, last day 14 Aug 2027 included". */
export function sumWords(sum: DaySum, r: Reader): string {
  // The year always stands: warranties cross it.
  const day = (d: string): string => civilDay(d, '0001-01-01', r.locale);
  const from = r.t(`sum-day-${dashed(sum.from)}`);
  const added = periodWords(sum.days, sum.months, r);
  if (!sum.start || !sum.last_day) return r.t('sum-line-open', { from, length: added });
  const paused = sum.paused_days ? `${after(r)}${r.t('sum-paused', { n: sum.paused_days })}` : '';
  const line = r.t('sum-line', { from, start: day(sum.start), length: `${added}${paused}`, last: day(sum.last_day) });
  if (!sum.holds) return r.t('sum-beside', { sum: line });
  if (sum.value === 'in' || sum.value === 'in_time') return r.t('sum-within', { sum: line });
  if (sum.value === 'out' || sum.value === 'late') return r.t('sum-after', { sum: line });
  return upper(line);
}

/** "Material, found by Technical support"; what dates gave says so. */
export function factLine(fact: string, verdict: Verdict, found: FoundFact[], r: Reader): string {
  const value = verdict.facts[fact];
  if (!value) return r.t('verdict-unknown');
  const word = valueWord(fact, value, r);
  const by = found.find((f) => f.fact === fact && f.value === value)?.by;
  if (by) return r.t('verdict-found-by', { value: word, who: by.name });
  return verdict.sums.some((sum) => sum.fact === fact && sum.value === value)
    ? r.t('verdict-from-days', { value: word })
    : word;
}

/** Whether earlier repairs move a day of this pack: an extension, or a warranty that pauses. */
export const countsRepairs = (policy: PolicyView): boolean =>
  policy.values.some(
    (v) =>
      v.sort === 'warranty' &&
      (v.code === 'extension' || (v.code === 'pauses' && v.amount.type === 'flag' && v.amount.on)),
  );

/** A value's amount: "2 h service", "12 months", "Mon–Fri 09–21", "on". */
export function amountWords(amount: Amount, r: Reader): string {
  switch (amount.type) {
    case 'measure': {
      const { kind } = amount.measure;
      const much = measure(amount.measure, r.t);
      return kind === 'service' || kind === 'elapsed' || kind === 'elapsed_service'
        ? r.t(`policy-amount-${dashed(kind)}`, { amount: much })
        : much;
    }
    case 'share':
      return r.t('policy-amount-share', { percent: String(amount.permille / 10), of: lower(clockName(amount.of, r)) });
    case 'period': {
      const much = periodWords(amount.days, amount.months, r);
      return amount.from
        ? r.t('policy-amount-from', { amount: much, from: r.t(`policy-day-${dashed(amount.from)}`) })
        : much;
    }
    case 'number':
      return amount.unit === 'permille'
        ? `${amount.value / 10} %`
        : r.t(`policy-unit-${dashed(amount.unit)}`, { n: amount.value });
    case 'flag':
      return r.t(amount.on ? 'policy-on' : 'policy-off');
    case 'hours':
      return listed(
        amount.days
          .filter((d) => d.hours.length > 0)
          .map((d) => `${weekdays(d.first, d.last, r)} ${hoursWords(d.hours)}`),
        r,
      );
    case 'words':
      // An address stands as it is; a code has its word.
      return amount.words.every((w) => /^[a-z_]+$/.test(w))
        ? upper(
            listed(
              amount.words.map((w) => r.t(`policy-word-${dashed(w)}`)),
              r,
            ),
          )
        : listed(amount.words, r);
    case 'answer':
      return upper(answerWords(amount.answer, r));
    case 'text':
      return said(amount.text, r);
  }
}

/** "09–21"; minutes only where there are some. */
const hoursWords = (hours: [string, string][]): string =>
  hours.map(([from, to]) => `${from.replace(/:00$/, '')}–${to.replace(/:00$/, '')}`).join(', ');

const DAYS = { en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'], zh: ['一', '二', '三', '四', '五', '六', '日'] };
export function weekdays(from: number, to: number, r: Reader): string {
  const name = (n: number): string => (isZh(r) ? `周${DAYS.zh[n - 1]}` : (DAYS.en[n - 1] ?? ''));
  return from === to ? name(from) : `${name(from)}${isZh(r) ? '至' : '–'}${name(to)}`;
}

export const clockName = (clock: string, r: Reader): string => r.t(`policy-clock-${dashed(clock)}`);

/** Where packs give names of their own: those we have words for. Others stand as the pack writes them. */
const NAMED: Partial<Record<ValueView['sort'], string[]>> = {
  template: [
    'acknowledgement',
    'reply',
    'ask_details',
    'delay_notice',
    'return_instructions',
    'refund_status',
    'policy_change',
    'repair_status',
    'evidence_request',
  ],
  warranty: ['period', 'with_proof', 'without_proof', 'from_receipt', 'extension', 'pauses'],
};

/** A value's name: "Solution", "Warranty"; the pack's own words where it has them, and a code it made up itself. */
export function valueName(value: ValueView, r: Reader): string {
  if (value.sort === 'form' || value.sort === 'calendar' || value.sort === 'group' || value.sort === 'contact')
    return said(value.name, r) || value.code;
  if (value.sort === 'choice') return r.t(`policy-choice-${dashed(value.code)}`);
  if (value.sort === 'row') return said(value.name, r) || value.code;
  if (value.sort === 'clock') return clockName(value.code, r);
  return NAMED[value.sort]?.includes(value.code) === false
    ? r.t(`policy-sort-${value.sort}`, { name: value.code.replaceAll('_', ' ') })
    : r.t(`policy-${value.sort}-${dashed(value.code)}`);
}

/** What a choice is, for it has no other amount: the pack's own word. */
export const worthWords = (value: ValueView, r: Reader): string =>
  value.sort === 'choice' && value.name ? said(value.name, r) : amountWords(value.amount, r);
