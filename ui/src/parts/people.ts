/** People of the desk in choices: a name, and the group as the policy names it. */
import type { GroupView, StaffMember } from '../data/api.gen';
import { said } from './policy/words';
import type { Reader } from '../kit/format';

/** A group by its name; by its id where the policy does not have it, and nothing for none. */
export function groupName(id: string | null, groups: GroupView[] | undefined, reader: Reader): string | null {
  const known = groups?.find((one) => one.id === id);
  return known ? said(known.name, reader) : id;
}

/** The people as a choice shows them. */
export function choices(people: StaffMember[], groups: GroupView[] | undefined, reader: Reader) {
  return people.map((one) => {
    const group = groupName(one.group, groups, reader);
    return { value: one.id, label: group ? `${one.name} · ${group}` : one.name };
  });
}
