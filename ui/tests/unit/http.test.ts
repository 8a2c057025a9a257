/** The page's own side of a server, over a `fetch` that breaks where it hurts. The server twin has its own tests; the two
 *  together are walked through in a real browser: tests/server. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AlertView } from '../../src/data/api.gen';
import { Failure, type Host, type HostEvent } from '../../src/host';
import { http, pauseAfter } from '../../src/host/http';
import { sse } from '../../src/host/sse';

const STREAM =
  ': alive\n\nid: 1\ndata: {"a":"箱包"}\n\nevent: x\r\ndata:two\r\ndata: lines\r\n\r\n:\r\rdata\r\r\nretry: 5\n\n';
const MESSAGES = ['{"a":"箱包"}', 'two\nlines', ''];

describe('the stream of events', () => {
  const parsed = (pieces: string[]): string[] => {
    const found: string[] = [];
    const feed = sse((data) => found.push(data));
    pieces.forEach(feed);
    return found;
  };
  test('messages are found between comments and fields', () => expect(parsed([STREAM])).toEqual(MESSAGES));
  test('where it is cut changes nothing', () => {
    for (let a = 0; a <= STREAM.length; a++)
      expect(parsed([STREAM.slice(0, a), STREAM.slice(a, a + 3), STREAM.slice(a + 3)])).toEqual(MESSAGES);
  });
  test('a message that breaks off is none', () => expect(parsed(['data: {"type":"chan'])).toEqual([]));
});

test('pauses grow to a limit and are spread over their second half', () => {
  const pace = { first: 250, most: 15_000, repeats: 4, query: 1, silence: 1 };
  expect(pauseAfter(0, pace, 1)).toBe(250);
  expect(pauseAfter(0, pace, 0)).toBe(125);
  expect(pauseAfter(3, pace, 1)).toBe(2000);
  expect(pauseAfter(60, pace, 1)).toBe(15_000);
});

/** What becomes of a request: no connection, done but unanswered, an answer that breaks off, or an answer. */
type Fault = 'refused' | 'unanswered' | 'cut' | 'whole';
const head = { 'aftercare-version': '0.1.0', 'content-type': 'application/json' };

class Server {
  faults: Fault[] = [];
  answers: Record<string, { status: number; body: unknown; version?: string | null }> = {};
  done: { path: string; body: unknown; id: string }[] = [];
  asked: string[] = [];
  up = true;
  streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  private known = new Set<string>();

  fetch = async (path: string, init: RequestInit = {}): Promise<Response> => {
    this.asked.push(path);
    if (!this.up) throw new TypeError('Failed to fetch');
    if (path === '/api/events') return this.events(init.signal ?? undefined);
    const fault = this.faults.shift() ?? 'whole';
    if (fault === 'refused') throw new TypeError('Failed to fetch');
    const said = this.answers[path.replace('/api/', '')] ?? { status: 200, body: null };
    const id = new Headers(init.headers).get('X-Request-Id');
    if (id !== null && !this.known.has(id)) {
      this.known.add(id);
      this.done.push({ path, id, body: JSON.parse(String(init.body)) });
    }
    if (fault === 'unanswered') throw new TypeError('network error');
    const headers: Record<string, string> = { ...head };
    if (said.version === null) delete headers['aftercare-version'];
    else if (said.version) headers['aftercare-version'] = said.version;
    const body =
      fault === 'cut'
        ? new ReadableStream({ start: (c) => (c.enqueue(new TextEncoder().encode('{"a')), c.error(new TypeError())) })
        : JSON.stringify(said.body);
    return new Response(body, { status: said.status, headers });
  };

  private events(signal?: AbortSignal): Response {
    const body = new ReadableStream<Uint8Array>({
      start: (c) => {
        this.streams.push(c);
        signal?.addEventListener('abort', () => c.error(new DOMException('aborted', 'AbortError')));
        c.enqueue(new TextEncoder().encode('id: 1\ndata: {"type":"changed","tags":["*"]}\n\n'));
      },
    });
    return new Response(body, { status: 200, headers: { ...head, 'content-type': 'text/event-stream' } });
  }

  tell(event: unknown): void {
    this.streams.at(-1)?.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`));
  }
  /** As when its process is killed. */
  stop(): void {
    this.up = false;
    for (const stream of this.streams.splice(0)) {
      try {
        stream.error(new TypeError('network error'));
      } catch {
        // Closed already.
      }
    }
  }
}

const words = (alert: AlertView) => ({ title: alert.kind, body: String(alert.keys.length) });
let server: Server;
let host: Host;
let heard: HostEvent[];
let stop: (() => void) | null;
const store = new Map<string, string>();

beforeEach(() => {
  server = new Server();
  server.answers['take_alerts'] = { status: 200, body: [] };
  heard = [];
  stop = null;
  store.clear();
  vi.stubGlobal('fetch', server.fetch);
  vi.stubGlobal('location', { origin: 'http://127.0.0.1:8080' });
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
  });
  const page = new EventTarget();
  vi.stubGlobal('window', page);
  vi.stubGlobal('document', page);
  host = http(words, { first: 1, most: 4 });
});
afterEach(() => {
  stop?.();
  vi.unstubAllGlobals();
});

const listening = async (): Promise<void> => {
  stop = host.listen((event) => heard.push(event));
  await until((event) => event.type === 'connection' && event.state === 'connected');
};
const until = (fits: (event: HostEvent) => boolean): Promise<void> =>
  vi.waitFor(() => expect(heard.some(fits)).toBe(true), { timeout: 20_000, interval: 2 });
const note = (text: string) => host.call('note', { case: 'c', text });
const notes = (): unknown[] => server.done.filter((one) => one.path === '/api/note').map((one) => one.body);

describe('a command', () => {
  const faults: Fault[] = ['refused', 'unanswered', 'cut'];
  test.each(faults)('whose answer is %s is sent again and done once', async (fault) => {
    await listening();
    server.faults = [fault, fault];
    expect(await note('x')).toBe(null);
    expect(notes()).toEqual([{ case: 'c', text: 'x' }]);
  });
  test('that got no answer at all is the same one when it is given again', async () => {
    server.faults = ['unanswered'];
    await expect(note('x')).rejects.toMatchObject({ code: 'away' });
    expect(notes()).toHaveLength(1);
    await note('x');
    expect(notes()).toHaveLength(1);
    // Answered, it is over: the same words again are a new note.
    await note('x');
    expect(notes()).toHaveLength(2);
  });
  test('that was done before a restart counts as done where nothing else was to say', async () => {
    server.answers['note'] = { status: 409, body: { code: 'already_done', args: {}, clause: null } };
    server.answers['log_call'] = server.answers['note'];
    expect(await note('x')).toBe(null);
    await expect(host.call('log_call', {} as never)).rejects.toMatchObject({ code: 'already_done' });
  });
  test('whose answer got lost stays one, though another server answers meanwhile', async () => {
    await listening();
    server.faults = ['unanswered'];
    server.answers['note'] = { status: 401, body: { code: 'unauthorised', args: {}, clause: null } };
    await expect(note('x')).rejects.toMatchObject({ code: 'unauthorised' });
    delete server.answers['note'];
    await note('x');
    expect(notes()).toHaveLength(1);
  });
  test('that is refused says why', async () => {
    server.answers['note'] = { status: 409, body: { code: 'refused', args: { refusal: 'closed' }, clause: 'HX-7' } };
    await expect(note('x')).rejects.toEqual(new Failure('refused', { refusal: 'closed' }, 'HX-7'));
  });
});

describe('who answers', () => {
  test('does not know the token', async () => {
    server.answers['desk'] = { status: 401, body: { code: 'unauthorised', args: {}, clause: null } };
    await expect(host.call('desk', null)).rejects.toMatchObject({ code: 'unauthorised' });
    expect((await host.call('host_place', null)).link.state).toBe('unauthorised');
  });
  test('is no server of ours', async () => {
    server.answers['today'] = { status: 200, body: 'hello', version: null };
    await expect(host.call('today', null)).rejects.toMatchObject({ code: 'no_server' });
  });
  test('was updated under the page', async () => {
    await host.call('today', null);
    server.answers['today'] = { status: 200, body: null, version: '9.0.0' };
    await expect(host.call('today', null)).rejects.toMatchObject({ code: 'other_version', args: { theirs: '9.0.0' } });
  });
});

test('a server that went and came back is found again, and everything is asked again', async () => {
  await listening();
  await until((event) => event.type === 'changed');
  server.stop();
  await until((event) => event.type === 'connection' && event.state === 'away');
  await expect(note('while away')).rejects.toMatchObject({ code: 'away' });
  heard = [];
  server.up = true;
  await until((event) => event.type === 'connection' && event.state === 'connected');
  await until((event) => event.type === 'changed' && event.tags.includes('*'));
  server.tell({ type: 'changed', tags: ['cases'] });
  await until((event) => event.type === 'changed' && event.tags.includes('cases'));
});

test('who is away is tried again and again, not in a storm', async () => {
  host = http(words, { first: 3_600_000, most: 3_600_000 });
  server.up = false;
  stop = host.listen((event) => heard.push(event));
  await until((event) => event.type === 'connection' && event.state === 'away');
  expect(server.asked).toEqual(['/api/events']);
  server.up = true;
  await host.call('host_try_now', null);
  await until((event) => event.type === 'connection' && event.state === 'connected');
});

test('alerts are taken when they are due, shown in the page, and confirmed', async () => {
  await listening();
  const alert = { case: 'k', label: 'C-1', party: 'Ana', clock: 'solution', kind: 'late', at: '2026-11-20T02:00:00Z' };
  server.answers['take_alerts'] = {
    status: 200,
    body: [
      { ...alert, keys: ['a'] },
      { ...alert, keys: ['t'], clock: null, task: 'Ask again', kind: 'task' },
      { keys: ['b', 'c'], case: null, clock: null, at: null, kind: 'summary' },
    ],
  };
  server.tell({ type: 'due' });
  await until((event) => event.type === 'summary');
  expect(heard).toContainEqual({ type: 'summary', title: 'summary', body: '2' });
  expect(heard).toContainEqual(expect.objectContaining({ type: 'alert', case: 'k', kind: 'late' }));
  expect(heard).toContainEqual(expect.objectContaining({ type: 'alert', case: 'k', clock: null, kind: 'task' }));
  await vi.waitFor(() =>
    expect(server.done.find((one) => one.path === '/api/alerts_shown')?.body).toEqual({ keys: ['a', 't', 'b', 'c'] }),
  );
});

test('language and look stay in this browser', async () => {
  const theirs = { house: 'Works', language: 'en', theme: 'light', text_scale: 100 };
  server.answers['settings'] = { status: 200, body: theirs };
  const mine = { ...theirs, language: 'zh-CN', theme: 'dark', text_scale: 125 };
  await host.call('save_settings', mine as never);
  expect(server.done).toEqual([]);
  expect(await host.call('settings', null)).toEqual(mine);
  await host.call('save_settings', { ...mine, house: 'Other' } as never);
  expect(server.done[0]?.body).toEqual({ ...theirs, house: 'Other' });
});
