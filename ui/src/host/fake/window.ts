/** What the desktop around the page answers itself: pickers, the place of the desk, the connection. */
import type { SettingsView } from '../../data/api.gen';
import { Failure, type HostPlace, type Link } from '../index';
import { MIN, type Answers } from './world';

export interface Around {
  place?: HostPlace['kind'];
  link?: Link['state'];
  /** No keys from other programs. */
  wayland?: boolean;
}

export function windowCalls(options: Around, settings: () => SettingsView) {
  // `?link=away` and the like: the desk of a server, and how it is reached.
  const asked = new URLSearchParams(location.search).get('link') as Link['state'] | null;
  const served = options.place ?? (asked ? 'server' : 'folder');
  let place: Omit<HostPlace, 'link'> = {
    kind: served,
    folder: served === 'browser' ? null : '~/.local/share/org.aftercare.desk',
    url: served === 'folder' ? null : 'http://127.0.0.1:8080',
    fixed: null,
  };
  let link = {
    state: options.link ?? asked ?? 'connected',
    since: new Date(Date.now() - 4 * MIN).toISOString(),
    theirs: '0.2.0',
    ours: '0.1.0',
    reason: 'expired',
  } as Link;
  const calls = {
    host_pick_mail: () => ['example.eml'],
    host_pick_table: () => ({ path: '/tmp/客户一览表.csv', name: '客户一览表.csv' }),
    host_pick_chat: () => ({ path: '/tmp/_chat.txt', name: '_chat.txt' }),
    host_pick_save: ({ name }) => `/tmp/${name}`,
    host_pick_folder: () => '/tmp',
    host_pick_backup: () => null,
    host_locale: () => navigator.language,
    host_reveal: () => null,
    host_shortcut: () =>
      place.kind === 'browser'
        ? null
        : !settings().shortcut_on
          ? 'off'
          : settings().shortcut === 'Ctrl+Alt+T'
            ? 'taken'
            : options.wayland
              ? 'unsupported'
              : 'registered',
    host_place: () => ({ ...place, link }),
    host_choose_server: ({ url, token }) => {
      if (token === '') throw new Failure('bad_input', { field: 'token', problem: 'missing' });
      place = { ...place, kind: 'server', url };
      return { unkept: null };
    },
    host_choose_folder: ({ path }) => {
      place = { ...place, kind: 'folder', folder: path, url: null };
      link = { state: 'connected' };
      return null;
    },
    host_try_now: () => null,
  } satisfies Partial<Answers>;
  return { calls, url: (): string => place.url ?? '' };
}
