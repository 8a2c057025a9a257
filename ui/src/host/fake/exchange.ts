/** What comes into the example desk as files and goes out as files: mail, chats, tables, cards. */
import { Failure } from '../index';
import { chatPreview, mark, readChat } from './chat';
import type { FakeCase } from './seed';
import { previewOf, reportOf } from './tables';
import type { Answers, World } from './world';

export function exchangeCalls({ frozen, push, changed, find, add, begin, touched }: World) {
  // Messages of chats that were imported, and the case they are on.
  const chats = new Set<string>();
  let chatCase: FakeCase | null = null;
  const tableReport = async (dry: boolean, job: string) => {
    for (let done = 0; done <= 1200; done += 300) {
      push({ type: 'progress', job, done, total: 1200 });
      await new Promise((ok) => setTimeout(ok, frozen ? 0 : 150));
    }
    if (!dry) changed('customers');
    return reportOf(dry);
  };
  return {
    import_mail: async ({ paths, job }) => {
      for (let done = 0; done <= 4; done += 1) {
        push({ type: 'progress', job, done, total: 4 });
        await new Promise((ok) => setTimeout(ok, frozen ? 0 : 150));
      }
      changed('cases', 'desk');
      return {
        files: paths.length,
        messages: 4,
        opened: 0,
        joined: 1,
        known: 3,
        own: 0,
        with_problems: 0,
        failed: [],
        cases: [],
        cancelled: false,
      };
    },
    import_preview: ({ kind, options: said }) => previewOf(kind, said),
    chat_preview: (a) => chatPreview(a, chats, chatCase && { case: chatCase.id, label: chatCase.label }),
    import_chat: (a) => {
      const { lines, order } = readChat(a);
      if (!order) throw new Failure('bad_input', { field: 'order', problem: 'ambiguous' });
      const fresh = lines.filter((line) => !chats.has(mark(line)));
      const first = fresh.find((line) => !a.ours.includes(line.author));
      if (!first && !a.case && !chatCase) throw new Failure('bad_input', { field: 'ours', problem: 'nobody_else' });
      const there = a.case ? find(a.case) : chatCase;
      const c =
        there ??
        begin({
          subject: first?.text ?? '',
          category: null,
          urgency: 'normal',
          channel: 'chat',
          last: 'chat',
          customer: null,
          correspondent: { address: '', name: first?.author ?? '' },
          party: first?.author ?? '',
        });
      for (const line of fresh) {
        chats.add(mark(line));
        const both = { channel: 'chat' as const, subject: null, text: line.text, original: false, files: [] };
        if (a.ours.includes(line.author)) add(c, { ...both, type: 'sent', how: 'imported', to: c.party });
        else
          add(
            c,
            { ...both, type: 'received', sort: 'message', from: '', name: line.author, problems: [], erased: false },
            null,
          );
      }
      chatCase = c;
      touched(c);
      const [added, known] = [fresh.length, lines.length - fresh.length];
      return { added, known, case: c.id, opened: !there, cancelled: false };
    },
    import_table: async ({ job, dry_run }) => tableReport(dry_run, job),
    import_vcard: async ({ job, dry_run }) => tableReport(dry_run, job),
    export_table: () => ({ rows: 12 }),
    export_vcard: () => ({ rows: 12 }),
  } satisfies Partial<Answers>;
}
