/** The example desk itself: what stands on its first line, its settings, backups, the clock that can be moved. */
import type { Desk, SettingsView } from '../../data/api.gen';
import { Failure } from '../index';
import { me, NOW, staff } from './seed';
import { openOn } from './why';
import { iso, MIN, type Answers, type World } from './world';

export function deskCalls({ cases, now, changed, moveClock }: World, begun: boolean) {
  let ready = begun;
  let settings: SettingsView = {
    house: 'Example Leather Works',
    pack: 'hx-leather',
    addresses: ['service@example.com'],
    phone: '+86 20 5550 0100',
    lead_minutes: [30, 10],
    backup_days: 30,
    backup_folder: null,
    language: document.documentElement.lang === 'zh-CN' ? 'zh-CN' : 'en',
    theme: document.documentElement.dataset['theme'] ?? 'system',
    text_scale: Number(new URLSearchParams(location.search).get('scale') ?? 100),
    shortcut_on: true,
    shortcut: 'Ctrl+Alt+N',
  };
  const calls = {
    desk: (): Desk => ({
      ready,
      house: settings.house,
      me,
      staff,
      zone: 'Asia/Shanghai',
      now: iso(now()),
      sample: true,
      notifications: new URLSearchParams(location.search).has('silent') ? 'absent' : 'ready',
      warnings: [],
      day: {
        date: iso(now() + 8 * 60 * MIN).slice(0, 10),
        open: openOn(now()),
        is_open: true,
        changes_at: openOn(now())[0]?.to ?? null,
      },
      counts: {
        for_us: cases.filter((c) => c.status === 'open').length,
        waiting: cases.filter((c) => c.status === 'waiting').length,
        late: 2,
        solved: cases.filter((c) => c.status === 'solved').length,
        closed: cases.filter((c) => c.status === 'closed').length,
        surveys: 2,
      },
      slept: null,
    }),
    settings: () => settings,
    about: () => ({
      version: '0.1.0',
      data_folder: '~/.local/share/aftercare',
      database: '~/.local/share/aftercare/desk.db',
      schema: 1,
      log_folder: '~/.local/state/aftercare',
      crash: null,
      tzdb: '2026a',
      holidays_until: 2026,
      backups: [
        {
          path: '~/.local/share/aftercare/backups/2026-11-23.db',
          at: iso(NOW - 402 * MIN),
          size: 1_840_000,
          events: 412,
          cases: 13,
        },
      ],
      notices: 'Inter, OFL 1.1',
      events: 412,
    }),
    set_up: (a) => {
      if (!a.name.trim()) throw new Failure('bad_input', { field: 'name', problem: 'empty' });
      ready = true;
      settings = { ...settings, language: a.language, house: a.house, addresses: a.addresses };
      return changed('desk', 'settings', 'cases');
    },
    take_alerts: () => [],
    alerts_shown: () => null,
    save_file: () => null,
    save_settings: (a) => {
      if (!/^((Ctrl|Alt|Shift|Cmd)\+)*(Ctrl|Alt|Cmd)\+((Ctrl|Alt|Shift|Cmd)\+)*([A-Z0-9]|F\d+)$/i.test(a.shortcut))
        throw new Failure('bad_input', { field: 'shortcut', problem: 'unknown', value: a.shortcut });
      settings = a;
      return changed('settings', 'desk');
    },
    back_up: () => ({
      path: '~/.local/share/aftercare/backups/2026-11-23b.db',
      at: iso(now()),
      size: 1_850_000,
      events: 415,
      cases: cases.length,
    }),
    restore: () => changed('desk', 'cases', 'customers', 'surveys', 'settings'),
    move_clock: ({ seconds }) => {
      moveClock(seconds);
      return changed('desk', 'cases', 'surveys', ...cases.map((c) => `case:${c.id}`));
    },
    slept_seen: () => changed('desk'),
  } satisfies Partial<Answers>;
  return { calls, settings: (): SettingsView => settings };
}
