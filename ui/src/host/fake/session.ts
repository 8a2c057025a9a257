/** Sessions on the example desk, roughly as the program keeps them; what names a password is masked simply. */
import type { Args } from '..';
import type { Happened, OpenSession, SessionLine, SessionView, StaffMember } from '../../data/api.gen';
import { Failure } from '../index';
import { me, row, type FakeCase } from './seed';

interface Desk {
  now: () => number;
  find: (id: string) => FakeCase;
  cases: FakeCase[];
  add: (c: FakeCase, what: Happened, by?: StaffMember | null) => void;
  stop: (c: FakeCase) => void;
  setTask: (a: Args<'set_task'>) => string;
  changed: (...tags: string[]) => null;
}

interface Kept extends SessionLine {
  case: string;
  begun: string;
  pictures: Map<number, string>;
}

/** Roughly what the program masks. */
const mask = (text: string): string =>
  text.replace(/(密码|验证码|password|pwd)([\s:：=是]+)[\w!#$%&@-]{4,}/gi, '$1$2••••••');
const DOT = 'data:image/gif;base64,R0lGODlhAQABAPAAAGtHMQAAACwAAAAAAQABAAACAkQBADs=';

export function sessionCalls({ now, find, cases, add, stop, setTask, changed }: Desk) {
  const all: Kept[] = [];
  let made = 0;
  let seq = 50_000;
  let remote: string | null = null;
  const at = (): string => new Date(now()).toISOString();
  const known = (id: string): Kept => {
    const found = all.find((one) => one.id === id);
    if (!found) throw new Failure('not_found');
    return found;
  };
  const running = (id: string): Kept => {
    const found = known(id);
    if (found.ended) throw new Failure('refused', { refusal: 'not_open' });
    return found;
  };
  const touched = (s: Kept): null => {
    const { case: on, begun: _begun, pictures: _pictures, ...session } = s;
    const c = find(on);
    c.timeline = c.timeline.map((entry) =>
      entry.what.type === 'session' && entry.what.session.id === s.id
        ? { ...entry, what: { type: 'session', session: { ...session, notes: [...s.notes], snaps: [...s.snaps] } } }
        : entry,
    );
    return changed('cases', 'sessions', 'desk', `case:${on}`);
  };

  return {
    begin_session: (a: Args<'begin_session'>): string => {
      if (all.some((one) => one.case === a.case && !one.ended)) throw new Failure('refused', { refusal: 'already' });
      const line: SessionLine = {
        id: `session-${++made}`,
        sort: a.sort,
        link: mask(a.link.trim()) || null,
        ended: null,
        held: false,
        outcome: null,
        findings: null,
        consent: null,
        notes: [],
        snaps: [],
      };
      const s: Kept = { ...line, case: a.case, begun: at(), pictures: new Map() };
      all.push(s);
      add(find(a.case), { type: 'session', session: line });
      touched(s);
      return s.id;
    },
    note_session: (a: Args<'note_session'>): null => {
      if (!a.text.trim()) throw new Failure('refused', { refusal: 'needs_text' });
      const s = running(a.session);
      s.notes = [...s.notes, { seq: ++seq, at: at(), text: mask(a.text.trim()) }];
      return touched(s);
    },
    consent_session: (a: Args<'consent_session'>): null => {
      const s = running(a.session);
      s.consent = a.given ? at() : null;
      return touched(s);
    },
    snap_session: (a: Args<'snap_session'>): null => {
      const s = running(a.session);
      if (!s.consent) throw new Failure('bad_input', { field: 'consent', problem: 'missing' });
      const n = ++seq;
      s.pictures.set(n, a.data ? `data:image/png;base64,${a.data}` : DOT);
      s.snaps = [...s.snaps, { seq: n, at: at(), name: `${find(a.case).label}-${s.snaps.length + 1}.png` }];
      return touched(s);
    },
    end_session: (a: Args<'end_session'>): null => {
      const s = running(a.session);
      Object.assign(s, { ended: at(), held: a.held, outcome: a.outcome ?? null });
      s.findings = mask(a.findings.trim()) || null;
      if (a.held) stop(find(a.case));
      if (a.next?.what.trim()) setTask({ case: a.case, what: a.next.what, due: a.next.due ?? null });
      return touched(s);
    },
    open_sessions: (): OpenSession[] =>
      all
        .filter((one) => !one.ended)
        .flatMap((one) => {
          const c = cases.find((each) => each.id === one.case);
          if (!c) return [];
          const { label, party, subject } = row(c);
          return [{ id: one.id, case: one.case, label, party, subject, sort: one.sort, begun: one.begun, mine: true }];
        }),
    session: (a: Args<'session'>): SessionView => {
      const { pictures: _pictures, ...s } = known(a.session);
      const { label, party } = row(find(a.case));
      return { ...s, label, party, by: me, notes: [...s.notes], snaps: [...s.snaps] };
    },
    snapshot: (a: Args<'snapshot'>): { data: string } => {
      const data = all.flatMap((one) => one.pictures.get(a.seq) ?? []).at(0);
      if (!data) throw new Failure('not_found');
      return { data };
    },
    host_strip: (): boolean => false,
    host_strip_close: (): null => null,
    host_open_call: (a: Args<'host_open_call'>): null => {
      if (!/^(tel|facetime|facetime-audio|https):/i.test(a.link))
        throw new Failure('bad_input', { field: 'link', problem: 'scheme' });
      return null;
    },
    host_start_remote: (): null => {
      if (!remote) throw new Failure('bad_input', { field: 'program', problem: 'missing' });
      return null;
    },
    host_remote: (): { path: string | null; found: boolean } => ({ path: remote, found: remote !== null }),
    host_set_remote: (a: Args<'host_set_remote'>): null => ((remote = a.path), null),
    host_pick_program: (): string => '/opt/todesk/bin/ToDesk',
  };
}
