/** Sheets of the example desk: looked at, filed, printed. */
import type { FormSheet } from '../../data/api.gen';
import { Failure } from '../index';
import { formPaper, verdictPaper, whyPaper } from './paper';
import { me, type FakeCase } from './seed';
import { whyOf } from './why';
import { iso, type Answers, type World } from './world';

const sheet = (c: FakeCase, filed: FormSheet['filed']): FormSheet => ({
  sort: 'customer-information',
  case: c.id,
  label: c.label,
  pages: [formPaper(c, filed?.number ?? '')],
  filed,
  log: c.timeline.filter((e) => e.what.type === 'form_printed'),
  warnings: [],
  same_as_filed: filed ? true : null,
});

export function formCalls({ cases, now, find, changed, add, touched, next }: World) {
  return {
    form_preview: ({ case: id }) => sheet(find(id), null),
    form: ({ form }) => {
      const c = cases.find((one) => one.forms.some((f) => f.id === form));
      if (!c) throw new Failure('not_found');
      return sheet(c, c.forms.find((f) => f.id === form) ?? null);
    },
    printers: () => [
      { name: 'office', label: 'Office, needle printer', default: true, ready: true },
      { name: 'pdf', label: 'PDF queue', default: false, ready: false },
    ],
    file_form: ({ case: id, sort, paper: size, languages }) => {
      const c = find(id);
      const form = `f-${next()}`;
      const number = `CIP-2026-0${319 + c.forms.length}`;
      c.forms = [
        ...c.forms,
        {
          id: form,
          sort,
          number,
          filed_at: iso(now()),
          by: me,
          pdf_hash: '4be1c07a52d94f6fa3e2b1906d3ac77e4be1c07a52d94f6fa3e2b1906d3ac77e',
          template: 1,
          pages: 1,
          paper: size,
          languages,
        },
      ];
      add(c, {
        type: 'form_filed',
        form,
        sort,
        number,
        pages: 1,
        pdf_hash: '4be1c07a52d94f6fa3e2b1906d3ac77e4be1c07a52d94f6fa3e2b1906d3ac77e',
      });
      touched(c);
      changed('forms');
      return form;
    },
    save_form: () => null,
    print_form: () => null,
    form_printed: () => null,
    why_sheet: (a) => {
      const c = find(a.case);
      const k = a.clock && c.clocks.find((one) => one.clock === a.clock && one.cycle === a.cycle);
      return {
        ...sheet(c, null),
        sort: 'why',
        pages: [...(k ? [whyPaper(c, whyOf(c, k, now()))] : []), ...(a.verdict ? [verdictPaper(c)] : [])],
      };
    },
    save_why: () => null,
    print_why: () => null,
  } satisfies Partial<Answers>;
}
