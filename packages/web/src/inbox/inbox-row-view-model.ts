// What one row of the inbox says (INB-1).
import type { Conversation, Message, UserId } from '@parley/contract';
import type { TFunction } from 'i18next';
import { listTime } from '../app/time.ts';
import { glance, type Told, toldOf } from '../media/index.ts';

export type InboxRow = {
  id: string;
  peer: Conversation['peer'];
  preview: string;
  /** What stands before the preview. */
  prefix: 'you' | 'draft' | undefined;
  /** What the last message holds besides text; its label is said where the preview does not say it. */
  held: Pick<Told, 'kind' | 'label'> | undefined;
  time: string;
  unreadCount: number;
  /** Something is unread, or marked so (INB-2c). */
  isUnread: boolean;
  isPinned: boolean;
  isMuted: boolean;
};

/** A preview is one line; more than this is never seen. */
const previewGraphemesMax = 120;
const segmenter = new Intl.Segmenter();

export function toInboxRow(
  conversation: Conversation,
  context: { me: UserId; nowMs: number; t: TFunction; draft?: string | undefined },
): InboxRow {
  const { me, nowMs, t, draft } = context;
  const last = conversation.lastMessage;
  const at = conversation.lastMessageAt;
  const told = last && last.unsentAt === undefined ? toldOf(last.content, t) : undefined;
  return {
    id: conversation.id,
    peer: conversation.peer,
    preview: cutPreview(draft || (told ? glance(told) : unsentOf(last, me, t))),
    prefix: draft ? 'draft' : last?.senderId === me && !last.unsentAt ? 'you' : undefined,
    held: told?.kind && !draft ? told : undefined,
    time: at === undefined ? '' : listTime(at, nowMs, t),
    unreadCount: conversation.unreadCount,
    isUnread: conversation.unreadCount > 0 || conversation.isMarkedUnread,
    isPinned: conversation.pinnedAt !== undefined,
    isMuted: conversation.mute !== undefined,
  };
}

/** MSG-7: of what was unsent there is nothing to show but that. */
function unsentOf(last: Message | undefined, me: UserId, t: TFunction): string {
  return last ? t(last.senderId === me ? 'messages.unsentByMe' : 'messages.unsent') : '';
}

/** One line, cut between graphemes, so that no emoji or letter is ever halved. */
export function cutPreview(text: string): string {
  // A grapheme is rarely longer than this many units; the rest need not be looked at.
  const start = text.slice(0, previewGraphemesMax * 16);
  const line = start.replace(/\s+/gu, ' ').trim();
  let last = 0;
  let count = 0;
  for (const { index } of segmenter.segment(line)) {
    if (count === previewGraphemesMax) return `${line.slice(0, index)}…`;
    count += 1;
    last = index;
  }
  // What was looked at may itself end within a grapheme, which is then left out.
  return start.length < text.length ? `${line.slice(0, last)}…` : line;
}
