import { z } from 'zod';
import { conversationId, seq } from '../ids.ts';
import { message } from '../messages/index.ts';

/** Something that changed in one user's inbox. Applied in order to an older snapshot, changes give the fresh one. */
export const change = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('message.created'), message }),
    z.object({ type: z.literal('message.hidden'), conversationId, seqs: z.array(seq) }),
    z.object({ type: z.literal('conversation.read'), conversationId, readSeq: seq }),
    z.object({
      type: z.literal('conversation.receiptsMoved'),
      conversationId,
      peerDeliveredSeq: seq,
      peerReceiptSeq: seq,
    }),
    z.object({ type: z.literal('conversation.cleared'), conversationId, clearedSeq: seq, isListed: z.boolean() }),
  ])
  .meta({ id: 'Change' });
export type Change = z.infer<typeof change>;
