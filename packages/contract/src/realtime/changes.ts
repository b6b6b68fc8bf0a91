import { z } from 'zod';
import { folder } from '../conversations/index.ts';
import { conversationId, seq } from '../ids.ts';
import { message } from '../messages/index.ts';

/** Something that changed in one user's inbox. Applied in order to an older snapshot, changes give the fresh one. */
export const change = z
  .discriminatedUnion('type', [
    /** `folder`: where the conversation stands for me from this message on. */
    z.object({ type: z.literal('message.created'), message, folder }),
    z.object({ type: z.literal('message.hidden'), conversationId, seqs: z.array(seq) }),
    z.object({ type: z.literal('conversation.read'), conversationId, readSeq: seq }),
    z.object({
      type: z.literal('conversation.receiptsMoved'),
      conversationId,
      peerDeliveredSeq: seq,
      peerReceiptSeq: seq,
    }),
    z.object({ type: z.literal('conversation.cleared'), conversationId, clearedSeq: seq, isListed: z.boolean() }),
    /** It went to another folder, or what may be done there changed: ask for it again. */
    z.object({ type: z.literal('conversation.moved'), conversationId, folder }),
  ])
  .meta({ id: 'Change' });
export type Change = z.infer<typeof change>;
