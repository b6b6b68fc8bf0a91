// Which messages may be edited or answered here and now, as far as is known; the server decides.
import { type Conversation, limits, type Message, type UserId } from '@parley/contract';
import type { BubbleItem } from '../messages/index.ts';

type Written = Pick<BubbleItem, 'isMine' | 'isUnsent' | 'seq' | 'atMs'>;

/** MSG-6: mine, of the last 15 minutes, where I may write. */
export function canEdit({ isMine, isUnsent, seq, atMs }: Written, { abilities }: Conversation, nowMs: number): boolean {
  return abilities.send && isMine && !isUnsent && seq !== undefined && nowMs < atMs + limits.editMs;
}

/** MSG-4b: whatever stands in the log, where I may write. */
export function canReply({ isUnsent, seq }: Written, { abilities, folder }: Conversation): boolean {
  return abilities.send && folder === 'inbox' && !isUnsent && seq !== undefined;
}

/** MSG-7: mine, whenever it was sent and whatever stands between us. */
export function canUnsend({ isMine, isUnsent, seq }: Written): boolean {
  return isMine && !isUnsent && seq !== undefined;
}

/** MSG-6c: what the arrow up edits: my newest message, unless it is too old by now. */
export function lastToEdit(
  messages: readonly Message[],
  { me, conversation, nowMs }: { me: UserId; conversation: Conversation; nowMs: number },
): Message | undefined {
  // A photo without words is no text that one would want to correct.
  const last = messages.findLast(
    ({ senderId, unsentAt, content }) => senderId === me && unsentAt === undefined && content.text !== '',
  );
  if (!last) return undefined;
  const written = { isMine: true, seq: last.seq, atMs: Date.parse(last.sentAt) };
  return canEdit(written, conversation, nowMs) ? last : undefined;
}
