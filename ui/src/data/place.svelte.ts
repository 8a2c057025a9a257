/**
 * Where the desk stands (a folder of this computer, or a server), and how the connection is. The page learns both from
 * its host; a desk in a folder is always connected.
 */
import { host, type HostPlace, type Link } from '../host';
import { sendDrafts } from './drafts.svelte';
import { client } from './query';
import { go } from './route.svelte';

let where = $state.raw<HostPlace | null>(null);
let link = $state.raw<Link>({ state: 'connecting' });

/** Counts the desks that stood before the window. */
let turn = $state(0);

export const place = {
  get turn() {
    return turn;
  },
  get now() {
    return where;
  },
  get link() {
    return link;
  },
  /** The connection is gone: what the page shows is from before. */
  get away() {
    return link.state !== 'connected' && link.state !== 'connecting';
  },
  /** Paths that the desk names are paths of this computer. */
  get here() {
    return where === null || where.kind === 'folder';
  },
  /** The page runs in a plain browser. */
  get browser() {
    return where?.kind === 'browser';
  },
};

/** Asks the host; at the start, and after another place was chosen. */
export async function lookWhere(): Promise<void> {
  const now = await host().call('host_place', null);
  where = now;
  // An event may have told more meanwhile than the host knew when it was asked.
  if (now.kind === 'folder') await linked({ state: 'connected' });
  else if (now.link.state !== 'connecting') await linked(now.link);
}

/** The host says how the connection stands. Drafts that wait here are sent once the desk is reached; gives how many, and
 *  whether this ends a time away. */
export async function linked(next: Link): Promise<{ back: boolean; sent: number }> {
  const reached = next.state === 'connected' && link.state !== 'connected';
  const back = reached && place.away;
  link = next;
  return { back, sent: reached ? await sendDrafts() : 0 };
}

/** Another desk is before the window: the page begins anew, and nothing of the desk before stays on it. */
async function moved(): Promise<void> {
  link = { state: 'connecting' };
  await lookWhere();
  go('today');
  client.clear();
  turn += 1;
}

/** Opens the desk in a folder, at once and from the next start on. */
export async function chooseFolder(path: string): Promise<void> {
  await host().call('host_choose_folder', { path });
  await moved();
}

/** Opens a server's desk, at once and from the next start on. Gives why its token is not kept, if it is not. */
export async function chooseServer(url: string, token: string) {
  const { unkept } = await host().call('host_choose_server', { url, token });
  await moved();
  return unkept;
}
