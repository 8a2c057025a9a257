/** Long work: what runs, how far it is, and the way to stop it. Today that is the import of mail. */
import { errorText, t } from '../i18n';
import { toast } from '../kit/toasts.svelte';
import { act } from './query';
import { openCase } from './route.svelte';

export interface Job {
  id: string;
  label: string;
  done: number;
  total: number | null;
}

let list = $state<Job[]>([]);
export const jobs = {
  get list() {
    return list;
  },
};

let count = 0;

export function progressed(job: string, done: number, total: number | null): void {
  const found = list.find((one) => one.id === job);
  if (found) Object.assign(found, { done, total });
}

export function cancelJob(job: string): void {
  act('cancel', { job }).catch((thrown: unknown) => toast(errorText(thrown), { kind: 'bad' }));
}

/** Runs work under a name of its own, with its line of progress; the work gets the name. */
export async function running<T>(label: string, work: (job: string) => Promise<T>): Promise<T> {
  const id = `work-${Date.now()}-${++count}`;
  list = [...list, { id, label, done: 0, total: null }];
  try {
    return await work(id);
  } finally {
    list = list.filter((one) => one.id !== id);
  }
}

/** Reads mail files; says at the end what became of them. */
export async function importMail(paths: string[]): Promise<void> {
  if (paths.length === 0) return;
  const id = `import-${Date.now()}-${++count}`;
  list = [...list, { id, label: t('import-running', { files: paths.length }), done: 0, total: null }];
  try {
    const report = await act('import_mail', { paths, job: id });
    const first = report.cases[0];
    const said = t(report.cancelled ? 'import-cancelled' : 'import-done', {
      messages: report.messages,
      opened: report.opened,
      joined: report.joined,
      known: report.known,
    });
    toast(said, first ? { act: { label: t('open'), run: () => openCase(first) } } : {});
    if (report.with_problems > 0) toast(t('import-problems', { n: report.with_problems }));
    for (const failed of report.failed.slice(0, 3))
      toast(t('import-failed', { path: failed.path.split(/[\\/]/).at(-1) ?? failed.path, detail: failed.detail }), {
        kind: 'bad',
      });
  } catch (thrown) {
    toast(errorText(thrown), { kind: 'bad' });
  } finally {
    list = list.filter((one) => one.id !== id);
  }
}

/** Asks for files, then reads them. */
export async function pickAndImport(): Promise<void> {
  try {
    await importMail(await act('host_pick_mail', null));
  } catch (thrown) {
    toast(errorText(thrown), { kind: 'bad' });
  }
}
