/**
 * A server, for the page in a plain browser. What the desktop does natively the browser does in its way: files are sent up
 * and saved as downloads, a form opens as PDF for the browser's own print dialog, alerts show in the page.
 *
 * A command whose answer got lost is sent again with the same id and is done once. The stream of events is opened anew
 * after each break, with growing pauses; its first message asks for everything, so nothing is missed.
 */
import { COMMANDS, SAVES, SILENT, type AlertView, type ImportReport, type SettingsView } from '../data/api.gen';
import { pickFiles, saveAs } from './browser';
import { Failure, type Answer, type Args, type CallName, type Host, type HostEvent, type Link } from './index';
import { sse } from './sse';

/** Pauses in milliseconds; tests are less patient. */
export interface Pace {
  first: number;
  most: number;
  /** How often a command whose answer got lost is sent again at once. */
  repeats: number;
  /** Until a query is given up. */
  query: number;
  /** Without a sign of life for so long, the stream of events counts as broken; the server gives one every 15 s. */
  silence: number;
}
const PATIENT: Pace = { first: 250, most: 15_000, repeats: 4, query: 30_000, silence: 40_000 };

/** What says nothing about a command that was sent before. */
const unreached = new Set<string>(['away', 'unauthorised', 'other_version', 'no_server']);
const commands = new Set<string>(COMMANDS);
const silent = new Set<string>(SILENT);
/** Calls that write a file where the person says. */
const saves = new Set<string>(SAVES);
/** What belongs to this browser: the next one on the same server has its own. */
const own = ['language', 'theme', 'text_scale'] as const;

/** The pause after so many failures in a row, spread over its second half so that not all come back at once. */
export function pauseAfter(failures: number, pace: Pace, dice: number): number {
  const whole = Math.min(pace.most, pace.first * 2 ** Math.min(failures, 20));
  return whole / 2 + (whole / 2) * dice;
}

/** Words an alert in the page's language. */
export type Words = (alert: AlertView) => { title: string; body: string };

/** No answer came, or it broke off. */
class Lost extends Error {}

export function http(words: Words, options: Partial<Pace> = {}): Host {
  const pace = { ...PATIENT, ...options };
  const listeners = new Set<(event: HostEvent) => void>();
  const push = (event: HostEvent): void => listeners.forEach((fn) => fn(event));
  let link: Link = { state: 'connecting' };
  let version: string | null = null;
  let wake = (): void => {};
  let breakOff = (): void => {};
  /** Commands of which nobody knows whether they were done: given again, they are the same request. */
  const unsure = new Map<string, string>();
  const uploaded = new Map<string, string>();

  const stands = (next: Link): void => {
    if (next.state === link.state) return;
    link = next;
    push({ type: 'connection', ...next });
  };
  const away = (): void => stands({ state: 'away', since: new Date().toISOString() });

  /** Whether what answers is the server that gave this page out. */
  function look(response: Response): void {
    const theirs = response.headers.get('aftercare-version');
    if (theirs === null) {
      stands({ state: 'no_server' });
      throw new Failure('no_server', { url: location.origin });
    }
    version ??= theirs;
    if (theirs !== version) {
      stands({ state: 'other_version', theirs, ours: version });
      throw new Failure('other_version', { theirs, ours: version });
    }
    if (response.status === 401) {
      stands({ state: 'unauthorised' });
      throw new Failure('unauthorised', { url: location.origin });
    }
  }

  /** One request, its answer read to the end. `said` is the command's own answer where the body is a file. */
  async function answer(path: string, init: RequestInit): Promise<{ body: ArrayBuffer; said: string | null }> {
    let response: Response;
    let body: ArrayBuffer;
    try {
      response = await fetch(path, init);
      look(response);
      body = await response.arrayBuffer();
    } catch (thrown) {
      if (thrown instanceof Failure) throw thrown;
      throw new Lost(String(thrown));
    }
    if (response.ok) {
      // It is there again: the events need not wait for their pause to end.
      if (link.state !== 'connected') wake();
      return { body, said: response.headers.get('aftercare-answer') };
    }
    let said: unknown;
    try {
      said = JSON.parse(new TextDecoder().decode(body));
    } catch {
      throw new Failure('internal', { detail: String(response.status) });
    }
    throw Failure.from(said);
  }

  function lost(detail: string): Failure {
    if (link.state === 'connected') breakOff();
    away();
    return new Failure('away', { url: location.origin, detail });
  }

  async function query(path: string, args: unknown) {
    let detail = '';
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        return await answer(path, { ...posted(args), signal: AbortSignal.timeout(pace.query) });
      } catch (thrown) {
        if (!(thrown instanceof Lost)) throw thrown;
        detail = thrown.message;
      }
    }
    throw lost(detail);
  }

  async function command(path: string, args: unknown) {
    const { body, headers, method } = posted(args);
    const key = `${path} ${body}`;
    const id = unsure.get(key) ?? crypto.randomUUID();
    // Who is known to be away is asked once: nobody shall wait before a button for what fails anyway.
    const tries = link.state === 'connected' ? pace.repeats + 1 : 1;
    let detail = '';
    for (let attempt = 0; attempt < tries; attempt++) {
      if (attempt > 0) await after(pauseAfter(attempt - 1, pace, Math.random()));
      try {
        const done = await answer(path, { method, body, headers: { ...headers, 'X-Request-Id': id } });
        unsure.delete(key);
        return done;
      } catch (thrown) {
        if (thrown instanceof Lost) detail = thrown.message;
        else {
          // A server that lost its database on the way, or another one, does not know how far it came.
          if (thrown instanceof Failure && unreached.has(thrown.code)) unsure.set(key, id);
          else unsure.delete(key);
          throw thrown;
        }
      }
    }
    unsure.set(key, id);
    throw lost(detail);
  }

  async function send(name: string, args: unknown): Promise<unknown> {
    try {
      const path = `/api/${name}`;
      const { body } = await (commands.has(name) ? command(path, args) : query(path, args));
      return JSON.parse(new TextDecoder().decode(body));
    } catch (thrown) {
      // It was done when it came the first time, and there was nothing else to say.
      if (thrown instanceof Failure && thrown.code === 'already_done' && silent.has(name)) return null;
      throw thrown;
    }
  }

  async function upload(files: File[]): Promise<string[]> {
    const paths: string[] = [];
    for (const file of files) {
      let body: ArrayBuffer;
      try {
        const type = { 'Content-Type': 'application/octet-stream' };
        ({ body } = await answer(`/api/upload?name=${encodeURIComponent(file.name)}`, {
          method: 'POST',
          headers: type,
          body: file,
        }));
      } catch (thrown) {
        throw thrown instanceof Lost ? lost(thrown.message) : thrown;
      }
      const { path } = JSON.parse(new TextDecoder().decode(body)) as { path: string };
      uploaded.set(path, file.name);
      paths.push(path);
    }
    return paths;
  }

  const mine = (): Partial<SettingsView> => {
    try {
      return JSON.parse(localStorage.getItem('window') ?? '{}') as Partial<SettingsView>;
    } catch {
      return {};
    }
  };

  /** What the browser answers itself, wholly or in part. */
  const here: { [K in CallName]?: (args: Args<K>) => Promise<Answer<K>> } = {
    host_pick_mail: async () => upload(await pickFiles('.eml,.mbox,.mbx')),
    host_pick_table: async () => {
      const [file] = await pickFiles('.csv,.tsv,.txt,.xlsx,.xls,.xlsb,.ods,.vcf');
      const [path] = file ? await upload([file]) : [];
      return file && path ? { path, name: file.name } : null;
    },
    host_pick_chat: async () => {
      const [file] = await pickFiles('.txt,.zip');
      const [path] = file ? await upload([file]) : [];
      return file && path ? { path, name: file.name } : null;
    },
    host_pick_days: async () => {
      const [file] = await pickFiles('.ics,.csv,.tsv,.txt,.xlsx,.xls,.ods');
      const [path] = file ? await upload([file]) : [];
      return file && path ? { path, name: file.name } : null;
    },
    host_pick_save: async ({ name }) => name,
    host_pick_folder: async () => null,
    host_pick_backup: async () => null,
    host_locale: async () => navigator.language,
    host_reveal: async () => null,
    host_shortcut: async () => null,
    host_strip: async () => false,
    host_strip_close: async () => null,
    host_open_call: async ({ link }) => {
      if (!/^(tel|facetime|facetime-audio|https):/i.test(link))
        throw new Failure('bad_input', { field: 'link', problem: 'scheme' });
      const opened = document.createElement('a');
      opened.href = link;
      opened.target = '_blank';
      opened.rel = 'noopener noreferrer';
      opened.click();
      return null;
    },
    host_start_remote: async () => {
      throw new Failure('bad_input', { field: 'program', problem: 'elsewhere' });
    },
    host_remote: async () => null,
    host_set_remote: async () => null,
    host_pick_program: async () => null,
    host_place: async () => ({ kind: 'browser', folder: null, url: location.origin, fixed: null, link }),
    host_try_now: async () => (wake(), null),
    printers: async () => [{ name: 'browser', label: 'browser', default: true, ready: true }],
    print_form: async (args) => {
      // In the click itself, or the browser takes it for an advertisement.
      if (!window.open(`/api/form/${args.form}.pdf`, '_blank'))
        throw new Failure('printer', { printer: args.printer, detail: '' });
      await send('form_printed', args);
      return null;
    },
    print_why: async (args) => {
      const given = Object.entries(args.sheet).filter(([, value]) => value !== null && value !== undefined);
      const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
      if (!window.open(`/api/why.pdf?${query}`, '_blank'))
        throw new Failure('printer', { printer: args.printer, detail: '' });
      return null;
    },
    import_mail: async (args) => {
      const report = (await send('import_mail', args)) as ImportReport;
      return { ...report, failed: report.failed.map((f) => ({ ...f, path: uploaded.get(f.path) ?? f.path })) };
    },
    desk: async () => {
      const desk = (await send('desk', null)) as Answer<'desk'>;
      // Whether anybody sees an alert is a matter of this page, which shows each of them.
      return { ...desk, notifications: permitted() ? 'ready' : 'unknown' };
    },
    settings: async () => ({ ...((await send('settings', null)) as SettingsView), ...mine() }),
    save_settings: async (args) => {
      const theirs = (await send('settings', null)) as SettingsView;
      const desk = { ...args, ...Object.fromEntries(own.map((name) => [name, theirs[name]])) };
      if (JSON.stringify(sorted(desk)) !== JSON.stringify(sorted(theirs))) await send('save_settings', desk);
      localStorage.setItem('window', JSON.stringify(Object.fromEntries(own.map((name) => [name, args[name]]))));
      push({ type: 'changed', tags: ['settings'] });
      return null;
    },
  };

  async function takeAlerts(): Promise<void> {
    const taken = (await send('take_alerts', null)) as AlertView[];
    if (taken.length === 0) return;
    for (const one of taken) {
      const { title, body } = words(one);
      if (one.kind !== 'summary' && one.case && one.at)
        push({ ...one, type: 'alert', case: one.case, clock: one.clock, at: one.at, kind: one.kind });
      else push({ type: 'summary', title, body });
      if (!permitted()) continue;
      const shown = new Notification(title, { body, tag: one.keys[0] ?? title });
      shown.onclick = () => {
        window.focus();
        if (one.case) push({ type: 'open_case', case: one.case });
      };
    }
    await send('alerts_shown', { keys: taken.flatMap((one) => one.keys) });
  }
  const alerts = (): void => void takeAlerts().catch((thrown: unknown) => console.error('alerts', thrown));

  /** Follows the events until they break; says whether there were any. */
  async function follow(ended: AbortSignal): Promise<boolean> {
    const broken = new AbortController();
    const signal = AbortSignal.any([ended, broken.signal]);
    breakOff = () => broken.abort();
    let quiet = setTimeout(breakOff, pace.silence);
    try {
      const response = await fetch('/api/events', { headers: { Accept: 'text/event-stream' }, signal });
      try {
        look(response);
      } catch {
        return false;
      }
      if (!response.ok || !response.body) throw new Lost(String(response.status));
      stands({ state: 'connected' });
      alerts();
      const parse = sse((data) => {
        const event = JSON.parse(data) as HostEvent | { type: 'due' };
        if (event.type === 'due') alerts();
        else push(event);
      });
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) break;
          clearTimeout(quiet);
          quiet = setTimeout(breakOff, pace.silence);
          parse(value);
        }
      } catch {
        // It broke.
      }
      if (!ended.aborted) away();
      return true;
    } catch {
      if (!ended.aborted) away();
      return false;
    } finally {
      clearTimeout(quiet);
      broken.abort();
    }
  }

  async function run(ended: AbortSignal): Promise<void> {
    let failures = 0;
    while (!ended.aborted) {
      if (await follow(ended)) failures = 0;
      if (ended.aborted) return;
      await new Promise<void>((ok) => {
        const timer = setTimeout(ok, pauseAfter(failures++, pace, Math.random()));
        wake = () => (clearTimeout(timer), ok());
        ended.addEventListener('abort', wake, { once: true });
      });
      wake = () => {};
    }
  }

  /** Files dropped on the page go up and are then as if chosen. */
  function drops(ended: AbortSignal): void {
    let over = 0;
    const files = (event: DragEvent): boolean => !!event.dataTransfer?.types.includes('Files');
    const drag = (by: number) => (event: DragEvent) => {
      if (!files(event)) return;
      const before = over > 0;
      over = Math.max(0, over + by);
      if (over > 0 !== before) push({ type: 'drag', over: over > 0 });
    };
    window.addEventListener('dragenter', drag(1), { signal: ended });
    window.addEventListener('dragleave', drag(-1), { signal: ended });
    window.addEventListener(
      'drop',
      (event) => {
        if (!files(event)) return;
        event.preventDefault();
        over = 0;
        push({ type: 'drag', over: false });
        const given = [...(event.dataTransfer?.files ?? [])];
        upload(given).then(
          (paths) => push({ type: 'dropped', paths, names: given.map((file) => file.name) }),
          (thrown: unknown) => push({ type: 'not_taken', failure: Failure.from(thrown) }),
        );
      },
      { signal: ended },
    );
  }

  let running: AbortController | null = null;
  return {
    async call<K extends CallName>(name: K, args: Args<K>): Promise<Answer<K>> {
      const ours = here[name] as ((args: Args<K>) => Promise<Answer<K>>) | undefined;
      if (ours) return ours(args);
      if (saves.has(name)) {
        const file = (args as { path: string }).path;
        const { body, said } = await command(`/api/download/${name}`, args);
        saveAs(file, body);
        return JSON.parse(said ?? 'null') as Answer<K>;
      }
      return (await send(name, args)) as Answer<K>;
    },
    listen(fn) {
      listeners.add(fn);
      if (!running) {
        running = new AbortController();
        const { signal } = running;
        drops(signal);
        // A computer that woke up or found its network again need not wait.
        window.addEventListener('online', () => wake(), { signal });
        document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && wake(), {
          signal,
        });
        void run(signal);
      }
      return () => {
        listeners.delete(fn);
        if (listeners.size > 0) return;
        running?.abort();
        running = null;
      };
    },
  };
}

const after = (ms: number): Promise<void> => new Promise((ok) => setTimeout(ok, ms));
const permitted = (): boolean => 'Notification' in window && Notification.permission === 'granted';
const sorted = (of: object): [string, unknown][] => Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1));
const posted = (args: unknown) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(args ?? null),
});
