/** Chats that fall on the window or are pasted, told from mail and from other words. */
import { importMail } from '../../data/jobs.svelte';
import { host } from '../../host';
import { takeChat } from '../../parts/open.svelte';
import { fileName } from './words';

/** A date and a time of day close together near the beginning: enough to offer it; the program reads it properly. */
const stamped = /\d{1,4}[/.\-年]\d{1,2}[/.\-月]\d{1,4}.{0,12}?\d{1,2}[:：.时]\d{2}/u;
/** Under the line of a day stands only the time. */
const ofDays = /[—–\-─]{3,}\s*\d{4}[/.-]\d{1,2}[/.-]\d{1,2}/u;

export function looksLikeChat(text: string): boolean {
  const beginning = text.slice(0, 4000);
  return beginning.includes('\n') && (stamped.test(beginning) || ofDays.test(beginning));
}

/** Files that fall on the window: one that holds a chat opens its dialog, all else is mail. */
export async function dropped(paths: string[], names: string[]): Promise<void> {
  const [path, name] = [paths[0], fileName(names[0] ?? '')];
  if (path && paths.length === 1 && /\.(txt|zip)$/i.test(name)) {
    try {
      await host().call('chat_preview', { path });
      return takeChat({ path, name });
    } catch {
      // It is no chat, or can't be read: the import of mail says which.
    }
  }
  await importMail(paths);
}
