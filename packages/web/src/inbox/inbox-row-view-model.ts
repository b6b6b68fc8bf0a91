// What one row of the inbox says (INB-1).
import type { Conversation, UserId } from '@parley/contract';
import type { PendingMessage } from '@parley/sdk';
import type { TFunction } from 'i18next';
import { listTime } from '../app/time.ts';

export type InboxRow = {
  id: string;
  peer: Conversation['peer'];
  preview: string;
  /** What stands before the preview. */
  prefix: 'you' | 'draft' | undefined;
  time: string;
  unreadCount: number;
  isUnread: boolean;
};

/** A preview is one line; more than this is never seen. */
const previewGraphemesMax = 120;
const segmenter = new Intl.Segmenter();

/** `pending`: what I wrote there that is not sent yet; the newest of it is the preview. */
export function toInboxRow(
  conversation: Conversation,
  context: { me: UserId; nowMs: number; t: TFunction; draft?: string | undefined; pending?: readonly PendingMessage[] },
): InboxRow {
  const { me, nowMs, t, draft } = context;
  const waiting = context.pending?.at(-1);
  const last = conversation.lastMessage;
  const at = waiting?.queuedAtMs ?? conversation.lastMessageAt;
  return {
    id: conversation.id,
    peer: conversation.peer,
    preview: cutPreview(draft || (waiting?.content.text ?? last?.content.text ?? '')),
    prefix: draft ? 'draft' : waiting !== undefined || last?.senderId === me ? 'you' : undefined,
    time: at === undefined ? '' : listTime(at, nowMs, t),
    unreadCount: conversation.unreadCount,
    isUnread: conversation.unreadCount > 0,
  };
}

/** One line, cut between graphemes, so that no emoji or letter is ever halved. */
export function cutPreview(text: string): string {
  // A grapheme is rarely longer than this many units; the rest need not be looked at.
  const line = text
    .slice(0, previewGraphemesMax * 16)
    .replace(/\s+/gu, ' ')
    .trim();
  let count = 0;
  for (const { index } of segmenter.segment(line)) {
    if (count === previewGraphemesMax) return `${line.slice(0, index)}…`;
    count += 1;
  }
  return line;
}
