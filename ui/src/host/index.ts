/**
 * The one door to the world outside the page: calls, and events pushed to it. The desktop and the example desk
 * stand behind the same interface; no screen knows which.
 */
import type { ApiError, Calls, ClockName, ErrorCode, PathRef } from '../data/api.gen';

/** Calls that the desktop answers itself. */
export interface HostCalls {
  host_pick_mail: { args: null; answer: string[] };
  /** One table or file of cards. */
  host_pick_table: { args: null; answer: { path: string; name: string } | null };
  /** One exported chat: a text or an archive. */
  host_pick_chat: { args: null; answer: { path: string; name: string } | null };
  /** One file of days: iCalendar or a table. */
  host_pick_days: { args: null; answer: { path: string; name: string } | null };
  host_pick_save: { args: { name: string }; answer: string | null };
  host_pick_folder: { args: null; answer: string | null };
  host_pick_backup: { args: null; answer: string | null };
  host_locale: { args: null; answer: string };
  /** How it stands with the keys that open the call card from any program; null where there is no program around the page. */
  host_shortcut: { args: null; answer: KeysState | null };
  host_reveal: { args: PathRef; answer: null };
  host_place: { args: null; answer: HostPlace };
  /** Tried first, then remembered; `unkept` says why the keyring did not take the token. */
  host_choose_server: { args: { url: string; token: string }; answer: { unkept: ApiError | null } };
  host_choose_folder: { args: PathRef; answer: null };
  /** Shows the session strip in a window of its own; false where there can be none, and the page shows it. */
  host_strip: { args: { case: string; session: string | null }; answer: boolean };
  host_strip_close: { args: null; answer: null };
  /** Opens a call by its link: `tel:`, `facetime:`, `https:`. */
  host_open_call: { args: { link: string }; answer: null };
  /** Starts this computer's program for remote maintenance. */
  host_start_remote: { args: null; answer: null };
  /** That program; null where the page can start none. */
  host_remote: { args: null; answer: { path: string | null; found: boolean } | null };
  host_set_remote: { args: { path: string | null }; answer: null };
  host_pick_program: { args: null; answer: string | null };
  /** Tries to reach the server at once. */
  host_try_now: { args: null; answer: null };
}

/** `taken`: another program has them. `unsupported`: the system gives no keys to a program in the background. */
export type KeysState = 'off' | 'registered' | 'taken' | 'unsupported';

/** How the connection to the desk's server stands; a desk in a folder is always connected. */
export type Link =
  | { state: 'connecting' | 'connected' | 'unauthorised' | 'no_server' }
  | { state: 'away'; since: string }
  | { state: 'other_version'; theirs: string; ours: string }
  /** By https, and not trusted; a browser sees to that itself. */
  | { state: 'untrusted'; reason: string };

/** Where the desk stands. `browser`: a page that its server gave out, which can't go elsewhere. */
export interface HostPlace {
  kind: 'folder' | 'server' | 'browser';
  folder: string | null;
  url: string | null;
  /** The variable that decides the place for this run. */
  fixed: string | null;
  link: Link;
}
export type AllCalls = Calls & HostCalls;
export type CallName = keyof AllCalls;
export type Args<K extends CallName> = AllCalls[K]['args'];
export type Answer<K extends CallName> = AllCalls[K]['answer'];

/** What is pushed to the window. */
export type HostEvent =
  | { type: 'changed'; tags: string[] }
  | { type: 'progress'; job: string; done: number; total: number | null }
  | { type: 'open_case'; case: string }
  /** Somebody calls, or the keys for it were pressed in another program. */
  | { type: 'call'; number: string | null; name: string | null }
  /** The strip is to show this session, or to begin one on this case. */
  | { type: 'strip'; case: string; session: string | null }
  /** A link names a case by its number, as in C-4127. */
  | { type: 'show_case'; label: string }
  /** `names` where the paths are only stand-ins, as of a server's uploads. */
  | { type: 'dropped'; paths: string[]; names?: string[] }
  | { type: 'drag'; over: boolean }
  | ({ type: 'connection' } & Link)
  | { type: 'not_taken'; failure: Failure }
  | { type: 'summary'; title: string; body: string }
  | {
      type: 'alert';
      case: string;
      label: string;
      party: string;
      /** None for a task, and for a case that was passed on. */
      clock: ClockName | null;
      kind: 'soon' | 'late' | 'task' | 'routed';
      at: string;
    };

/** A refused or failed call: a code, values for its sentence, and the clause behind it. */
export class Failure extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly args: Record<string, string> = {},
    readonly clause: string | null = null,
  ) {
    super(code);
  }

  /** Whatever was thrown, as a failure. */
  static from(thrown: unknown): Failure {
    if (thrown instanceof Failure) return thrown;
    if (typeof thrown === 'object' && thrown !== null && 'code' in thrown) {
      const e = thrown as { code: ErrorCode; args?: Record<string, string>; clause?: string | null };
      return new Failure(e.code, e.args ?? {}, e.clause ?? null);
    }
    return new Failure('internal', { detail: String(thrown) });
  }
}

export interface Host {
  call<K extends CallName>(name: K, args: Args<K>): Promise<Answer<K>>;
  /** Returns what ends the listening. */
  listen(fn: (event: HostEvent) => void): () => void;
}

let chosen: Host | null = null;

/** Sets the host, once, before the page is mounted. */
export function useHost(host: Host): void {
  chosen = host;
}

/** The host in use. */
export function host(): Host {
  if (!chosen) throw new Error('no host was chosen');
  return chosen;
}

/** Whether the page runs in the desktop's window. */
export const inDesktop = (): boolean => '__TAURI_INTERNALS__' in window;

/** Whether a server gave the page out. */
export const fromServer = (): boolean =>
  document.querySelector('meta[name="aftercare-host"]')?.getAttribute('content') === 'server';
