// Where a conversation opens, and where it goes when one jumps (MSG-1b).
import type { Conversation, Message } from '@parley/contract';

/** A message on the screen: how many pixels below the top edge it begins. */
export type Place = { seq: number; offset: number };

/**
 * `end`: at the newest. `unread`: with the first unread message after `afterSeq` in sight. `message`: with that one in sight, in its
 * context when `offset` is absent.
 */
export type Aim =
  | { kind: 'end' }
  | { kind: 'unread'; afterSeq: number }
  | { kind: 'message'; seq: number; offset?: number };

/** The part of a log that is loaded. */
export type Loaded = { messages: readonly Pick<Message, 'seq'>[]; hasOlder: boolean; hasNewer: boolean };

type Opening = {
  conversation: Pick<Conversation, 'readSeq' | 'unreadCount'>;
  /** The message that the address names. */
  linkedSeq: number | undefined;
  /** Where one was when one left it, further up than the end. */
  kept: Place | undefined;
};

export function whereToOpen({ conversation, linkedSeq, kept }: Opening): Aim {
  if (linkedSeq !== undefined) return { kind: 'message', seq: linkedSeq };
  if (kept) return { kind: 'message', ...kept };
  return conversation.unreadCount > 0 ? { kind: 'unread', afterSeq: conversation.readSeq } : { kind: 'end' };
}

/** Around which message the log must be read to get there; absent: what is loaded will do. `newest`: its end must be read. */
export function whatToLoad(aim: Aim, { messages, hasOlder, hasNewer }: Loaded): number | 'newest' | undefined {
  if (aim.kind === 'end') return hasNewer ? 'newest' : undefined;
  const seq = aim.kind === 'unread' ? aim.afterSeq + 1 : aim.seq;
  const first = messages[0]?.seq;
  const last = messages.at(-1)?.seq;
  if (first === undefined || last === undefined) return hasOlder || hasNewer ? seq : undefined;
  const isAbove = hasOlder && seq < first;
  const isBelow = hasNewer && seq > last;
  return isAbove || isBelow ? seq : undefined;
}
