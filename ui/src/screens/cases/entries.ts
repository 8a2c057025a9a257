/** From a timeline entry to its line: icon, bold fact, muted detail, and the text that opens. No state, no markup. */
import ArrowRightLeft from '@lucide/svelte/icons/arrow-right-left';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import CircleSlash from '@lucide/svelte/icons/circle-slash';
import Eraser from '@lucide/svelte/icons/eraser';
import FileCheck from '@lucide/svelte/icons/file-check-2';
import Forward from '@lucide/svelte/icons/forward';
import Inbox from '@lucide/svelte/icons/inbox';
import Lock from '@lucide/svelte/icons/lock';
import Megaphone from '@lucide/svelte/icons/megaphone';
import Pause from '@lucide/svelte/icons/pause';
import PhoneIncoming from '@lucide/svelte/icons/phone-incoming';
import PhoneMissed from '@lucide/svelte/icons/phone-missed';
import PhoneOutgoing from '@lucide/svelte/icons/phone-outgoing';
import Play from '@lucide/svelte/icons/play';
import Printer from '@lucide/svelte/icons/printer';
import Reply from '@lucide/svelte/icons/reply';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Search from '@lucide/svelte/icons/search';
import Split from '@lucide/svelte/icons/split';
import Tags from '@lucide/svelte/icons/tags';
import UserCheck from '@lucide/svelte/icons/user-check';
import MonitorUp from '@lucide/svelte/icons/monitor-up';
import Video from '@lucide/svelte/icons/video';
import type { Component } from 'svelte';
import type { FileView, SessionLine, TimelineEntry } from '../../data/api.gen';
import { nowMinute } from '../../data/now.svelte';
import { reader } from '../../data/reader.svelte';
import { t } from '../../i18n';
import { callLength, millis, shortInstant } from '../../kit/format';
import { channelIcon } from '../../parts/channel';
import { categoryWord, channelWord, complexityWord, pauseWord } from '../../parts/words';
import { said } from '../../parts/policy/words';
import { taskIcon, taskWord } from '../../parts/tasks/words';
import { sortWord, spanWord } from '../declared/words';

export interface Line {
  icon: Component<Record<string, unknown>>;
  fact: string;
  detail: string;
  /** Words of people, shown whole when the entry is open. */
  text?: string;
  note?: boolean;
  problems?: string[];
  original?: boolean;
  erased?: boolean;
  files?: FileView[];
  /** Set in the digits' own face. */
  mono?: string;
  /** A session, with what was said and seen in it. */
  session?: SessionLine;
  /** Stands behind the line as a mark: somebody was called at once. */
  pressing?: boolean;
}

const dashed = (code: string): string => code.replaceAll('_', '-');
const short = (hash: string): string => `${hash.slice(0, 4)}…${hash.slice(-4)}`;
const dots = (...parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join(' · ');

export function lineOf(entry: TimelineEntry): Line {
  const what = entry.what;
  const by = entry.by?.name;
  switch (what.type) {
    case 'opened':
      return {
        icon: Inbox,
        fact: t('event-opened'),
        detail: dots(
          t('event-opened-more', { pack: what.pack, version: what.version }),
          what.continues && t('event-continues', { label: what.continues }),
        ),
      };
    case 'received': {
      const sort = {
        message: null,
        auto_reply: t('event-auto'),
        bounce: t('event-bounce'),
        list: t('event-list'),
        calendar: t('event-calendar'),
      }[what.sort];
      return {
        icon: channelIcon[what.channel],
        fact: what.name || what.from || t('event-received'),
        detail: dots(sort, what.name ? what.from : null),
        text: what.text,
        problems: what.problems,
        original: what.original,
        erased: what.erased,
        files: what.files,
      };
    }
    case 'sent':
      return {
        icon: Reply,
        fact: t('event-sent', { channel: channelWord(what.channel), to: what.to }),
        detail: dots(
          by,
          what.how === 'imported'
            ? t('event-sent-imported')
            : what.how === 'person_said'
              ? t('event-sent-person')
              : null,
        ),
        text: what.text,
        original: what.original,
        files: what.files,
      };
    case 'call': {
      const call = t(
        what.direction === 'in'
          ? what.taken
            ? 'event-call-in'
            : 'event-call-missed'
          : what.taken
            ? 'event-call-out'
            : 'event-call-not-reached',
      );
      const fact =
        what.taken && what.seconds > 0 ? t('event-call-length', { call, length: callLength(what.seconds, t) }) : call;
      return {
        icon: what.taken ? (what.direction === 'in' ? PhoneIncoming : PhoneOutgoing) : PhoneMissed,
        fact,
        detail: dots(what.name, what.number),
        text: what.line,
      };
    }
    case 'note':
      return {
        icon: Lock,
        fact: by ?? t('event-note'),
        detail: by ? t('event-note') : '',
        text: what.text,
        note: true,
      };
    case 'classified':
      return what.was
        ? {
            icon: Tags,
            fact: t('event-complexity', { was: complexityWord(what.was), now: complexityWord(what.complexity) }),
            detail: dots(what.reason && `“${what.reason}”`, by),
          }
        : {
            icon: Tags,
            fact: t('event-classified'),
            detail: dots(
              categoryWord(what.category),
              t(`case-urgency-${what.urgency}`),
              complexityWord(what.complexity),
              by,
            ),
          };
    case 'found': {
      const facts = Object.entries(what.facts).map(([fact, word]) => {
        const name = t(`matter-${dashed(fact)}`);
        return word ? t(`word-${dashed(fact)}-${dashed(word)}`) : t('event-found-back', { fact: name });
      });
      return {
        icon: Search,
        fact: t('event-found'),
        detail: dots(...facts, what.days && t('event-found-days'), by),
        ...(what.note ? { text: what.note } : {}),
      };
    }
    case 'declared':
      return {
        icon: Megaphone,
        fact: t(`event-declared-${dashed(what.sort)}`),
        detail: dots(spanWord(what, nowMinute(), reader()), what.reason, by),
      };
    case 'declaration_ended':
      return {
        icon: Megaphone,
        fact: t(what.lifted ? 'event-declaration-lifted' : 'event-declaration-ended'),
        detail: dots(what.sort && sortWord(what.sort, reader()), by),
      };
    case 'customer_set':
      return { icon: UserCheck, fact: t('event-customer'), detail: dots(what.name, by) };
    case 'handed_over':
      return { icon: Forward, fact: t('event-handed', { name: what.to.name }), detail: dots(what.reason, by) };
    case 'routed': {
      const { owner, before, group, why, at_once: pressing } = what;
      return {
        icon: Split,
        fact: group ? t('event-routed', { group: said(group, reader()) }) : t('event-handed', { name: owner.name }),
        detail:
          why === 'cover'
            ? t('event-covers', { before: before?.name ?? '' })
            : before
              ? t('event-routed-to', { owner: owner.name })
              : owner.name,
        pressing,
      };
    }
    case 'waiting':
      return { icon: Pause, fact: t('event-waiting', { whom: pauseWord(what.reason) }), detail: dots(what.what, by) };
    case 'resumed':
      return { icon: Play, fact: t('event-resumed'), detail: by ?? '' };
    case 'solved':
      return { icon: CircleCheck, fact: t('event-solved'), detail: by ?? '', text: what.solution };
    case 'closed':
      return {
        icon: Lock,
        fact: t('event-closed'),
        detail: dots(what.without_form && t('event-closed-without', { reason: what.without_form }), by),
      };
    case 'reopened':
      return { icon: RotateCcw, fact: t('event-reopened'), detail: dots(what.reason, by) };
    case 'form_filed':
      return {
        icon: FileCheck,
        fact: t('event-form'),
        detail: dots(t('event-form-more', { number: what.number, pages: what.pages }), by),
        mono: short(what.pdf_hash),
      };
    case 'form_printed':
      return what.printer === 'pdf'
        ? { icon: Printer, fact: t('event-saved-pdf'), detail: dots(what.number, by) }
        : {
            icon: Printer,
            fact: t('event-printed'),
            detail: dots(
              t('event-printed-more', { number: what.number, printer: what.printer, copies: what.copies }),
              by,
            ),
          };
    case 'session': {
      const { session } = what;
      const seconds = session.ended ? Math.round((millis(session.ended) - millis(entry.at)) / 1000) : 0;
      return {
        icon: session.sort === 'video' ? Video : MonitorUp,
        fact: t(`event-session-${session.sort}`),
        detail: dots(
          !session.ended ? t('event-session-open') : session.held ? callLength(seconds, t) : t('event-session-nobody'),
          session.outcome && t(`strip-outcome-${dashed(session.outcome)}`),
          session.findings,
          by,
        ),
        session,
      };
    }
    case 'task_set':
      return {
        icon: taskIcon[what.sort],
        fact: t(what.again ? 'event-task-again' : 'event-task', { what: taskWord(what, '', t) }),
        detail: dots(
          what.due && shortInstant(what.due, entry.at, reader()),
          what.owner.id !== entry.by?.id && t('event-task-owner', { name: what.owner.name }),
          by,
        ),
      };
    case 'task_ended':
      return {
        icon: what.done ? CircleCheck : CircleSlash,
        fact: t(what.done ? 'event-task-done' : 'event-task-dropped', {
          what: what.what || t('task-call-back-nobody'),
        }),
        detail: by ?? '',
      };
    case 'erased':
      return { icon: Eraser, fact: t('event-person-erased'), detail: by ?? '' };
    default:
      return { icon: ArrowRightLeft, fact: '', detail: '' };
  }
}
