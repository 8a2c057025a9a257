/** The people of the example desk, and to whom its calls go, roughly as the program does it. */
import type { GroupView, Happened, PersonView, SavePerson } from '../../data/api.gen';
import { Failure } from '../index';
import { at, me, staff, type FakeCase } from './seed';

interface Desk {
  now: () => number;
  changed: (...tags: string[]) => null;
  cases: () => FakeCase[];
}

const groups: GroupView[] = [
  { id: 'technical', name: { en: 'Technical support', zh: '技术支持组' } },
  { id: 'service', name: { en: 'After-sales service', zh: '售后服务组' } },
  { id: 'marketing', name: { en: 'Marketing service', zh: '市场服务' } },
  { id: 'design', name: { en: 'Design department', zh: '设计部' } },
];
const DAY = 24 * 60;

export function peopleCalls({ now, changed, cases }: Desk) {
  const team: Omit<PersonView, 'open'>[] = staff.map((person, n) => ({
    person,
    languages: n === 1 ? ['en'] : ['en', 'zh'],
    supervisor: n === 0,
    away: n === 2 ? { from: at(-DAY), to: at(2 * DAY - 402), cover: me.id, now: true } : null,
    left: false,
  }));
  const open = (id: string): number =>
    cases().filter((c) => c.owner.id === id && (c.status === 'open' || c.status === 'waiting')).length;
  const initials = (name: string): string => {
    const words = name.split(/\s+/);
    return [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => word?.[0]?.toUpperCase() ?? '').join('');
  };

  function save(ask: SavePerson): string {
    const wrong = (field: string, problem: string) => new Failure('bad_input', { field, problem });
    const name = ask.name.trim();
    if (!name) throw wrong('name', 'missing');
    if (name.length > 120) throw wrong('name', 'too_long');
    if (ask.group && !groups.some((one) => one.id === ask.group)) throw wrong('group', 'unknown');
    if (ask.left && ask.id === me.id) throw wrong('left', 'last');
    const { from, to = null, cover = null } = ask.away ?? { from: '' };
    if (to && Date.parse(to) <= Date.parse(from)) throw wrong('to', 'backwards');
    if (cover && cover === ask.id) throw wrong('cover', 'self');
    const id = ask.id ?? `s-${team.length + 1}`;
    const holds = Date.parse(from) <= now() && (!to || now() < Date.parse(to));
    const saved = {
      person: { id, name, initials: initials(name), group: ask.group ?? null },
      languages: ask.languages,
      supervisor: ask.supervisor,
      away: ask.away ? { from, to, cover, now: holds } : null,
      left: ask.left,
    };
    const known = team.findIndex((one) => one.person.id === id);
    if (known >= 0) team[known] = saved;
    else team.push(saved);
    changed('people', 'desk', 'cases');
    return id;
  }

  return {
    /** A matter of quality goes to technical support. */
    route(c: FakeCase, add: (what: Happened) => void): void {
      const group = groups.find((one) => c.category === 'product_quality' && one.id === 'technical');
      const owner = team.find((one) => one.person.group === group?.id && !one.left)?.person;
      if (!group || !owner || c.group) return;
      const before = c.owner.id === owner.id ? null : c.owner;
      Object.assign(c, { group: group.name, owner });
      add({ type: 'routed', group: group.name, owner, before, why: 'group', at_once: c.urgency === 'stopped' });
    },
    calls: {
      people: (): PersonView[] => team.map((one) => ({ ...one, open: open(one.person.id) })),
      groups: () => groups,
      save_person: save,
    },
  };
}
