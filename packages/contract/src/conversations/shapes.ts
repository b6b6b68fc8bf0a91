import { z } from 'zod';
import { conversationId, instant, rev, seq } from '../ids.ts';
import { limits } from '../limits.ts';
import { message } from '../messages/index.ts';
import { person } from '../people/index.ts';
import { refusal } from '../refusals/index.ts';

/**
 * A conversation as one member sees it.
 * `readSeq`: how far I have read. `peerDeliveredSeq`, `peerReceiptSeq`: how far my messages reached the other and were seen,
 * as far as I may know (RCPT-1); 0 when I know nothing. `clearedSeq`: what I cleared is at or below.
 */
export const conversation = z
  .object({
    id: conversationId,
    kind: z.enum(['direct']),
    peer: person,
    lastSeq: seq,
    /** The newest message that I can see; absent in an empty conversation. */
    lastMessage: message.optional(),
    lastMessageAt: instant.optional(),
    /** Counted from the log, up to 100 (INB-2). */
    unreadCount: z.int().min(0).max(limits.unreadCountMax),
    readSeq: seq,
    peerDeliveredSeq: seq,
    peerReceiptSeq: seq,
    clearedSeq: seq,
    /** Whether it stands in my inbox; false before the first message and after I deleted it. */
    isListed: z.boolean(),
    /** The inbox revision of its last change in my view; 0 before the first. */
    rev,
    abilities: z.object({ send: z.boolean() }),
    /** Why I cannot write now, with what would change it. */
    refusal: refusal.optional(),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof conversation>;
