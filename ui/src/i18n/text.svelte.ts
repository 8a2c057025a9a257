/** Loads the sentences of both languages and gives them out in the reader's. Switching needs no restart. */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { Failure } from '../host';

export const languages = ['en', 'zh-CN'] as const;
export type Locale = (typeof languages)[number];

const files = import.meta.glob<string>('./*/*.ftl', { eager: true, query: '?raw', import: 'default' });

function bundle(locale: Locale): FluentBundle {
  const made = new FluentBundle(locale, { useIsolating: false });
  for (const [path, text] of Object.entries(files)) {
    if (!path.startsWith(`./${locale}/`)) continue;
    for (const problem of made.addResource(new FluentResource(text))) console.error(path, problem);
  }
  return made;
}

const bundles: Record<Locale, FluentBundle> = { en: bundle('en'), 'zh-CN': bundle('zh-CN') };
/** The program's language for whatever a system or setting says. */
export const pick = (said: string): Locale => (said.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');

// Before a desk says its language: the one of the last time, or what the system speaks.
const first = pick(localStorage.getItem('language') ?? navigator.language);
let current = $state<Locale>(first);
document.documentElement.lang = first;

/** The reader's language, reactive. */
export const lang = (): Locale => current;

export function setLanguage(next: Locale): void {
  current = next;
  document.documentElement.lang = next;
  localStorage.setItem('language', next);
}

/** The sentence with its values, in the reader's language. Reactive. */
export function t(id: string, values?: Record<string, FluentVariable>): string {
  return tIn(current, id, values);
}

/** The sentence in a language of one's choosing. */
export function tIn(locale: Locale, id: string, values?: Record<string, FluentVariable>): string {
  const [key = id, attribute] = id.split('.');
  const from = bundles[locale];
  const message = from.getMessage(key);
  const pattern = attribute ? message?.attributes[attribute] : message?.value;
  if (!pattern) {
    console.error(`no sentence ${id} in ${locale}`);
    return id;
  }
  const problems: Error[] = [];
  const text = from.formatPattern(pattern, values, problems);
  for (const problem of problems) console.error(id, problem);
  return text;
}

/** Whether there is such a sentence. */
export const has = (id: string): boolean => bundles[current].hasMessage(id);

/** Days that a sentence names stand there in words. */
function daysSaid(args: Record<string, string>): Record<string, string> {
  const word = (name: string, value: string): string => {
    const id = `day-${value.replace(/_on$/, '')}`;
    return (name === 'which' || name === 'other') && has(id) ? t(id) : value;
  };
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, word(name, value)]));
}

/** The sentence for a failure. */
export function errorText(thrown: unknown): string {
  const failure = Failure.from(thrown);
  if (failure.code === 'refused') {
    const why = `refusal-${(failure.args['refusal'] ?? '').replaceAll('_', '-')}`;
    if (has(why)) return t(why, failure.args);
  }
  if (failure.code === 'bad_input') {
    const [field, problem] = ['field', 'problem'].map((one) => (failure.args[one] ?? '').replaceAll('_', '-'));
    // The nearest sentence there is: of this field's very problem, of a day's, of the field.
    const which = [`problem-${field}-${problem}`, `problem-day-${problem}`, `problem-${field}`].find(has);
    if (which) return t(which, daysSaid(failure.args));
  }
  const changed = `conflict-${(failure.args['what'] ?? '').replaceAll('_', '-')}`;
  if (failure.code === 'conflict' && has(changed)) return t(changed, failure.args);
  const flaw = `flaw-${(failure.args['flaw'] ?? '').replaceAll('_', '-')}`;
  if (has(flaw)) return t(flaw, failure.args);
  const values = {
    detail: '',
    url: '',
    host: '',
    field: '',
    problem: '',
    path: '',
    refusal: '',
    what: '',
    ...failure.args,
  };
  return t(`error-${failure.code.replaceAll('_', '-')}`, values);
}
