import { z } from 'zod';
import { arrangement, draft, folder } from '../conversations/index.ts';
import { conversationId, seq } from '../ids.ts';
import { message } from '../messages/index.ts';

/** Something that changed in one user's inbox. Applied in order to an older snapshot, changes give the fresh one. */
export const change = z
  .discriminatedUnion('type', [
    /** `folder`: where the conversation stands for me from this message on. It comes back from the archive, unless it is muted then. */
    z.object({ type: z.literal('message.created'), message, folder }),
    /** It was edited or unsent: this is what it is now. Its place, its `seq` and the order of the inbox stay. */
    z.object({ type: z.literal('message.changed'), message }),
    z.object({ type: z.literal('message.hidden'), conversationId, seqs: z.array(seq) }),
    z.object({ type: z.literal('conversation.read'), conversationId, readSeq: seq }),
    z.object({
      type: z.literal('conversation.receiptsMoved'),
      conversationId,
      peerDeliveredSeq: seq,
      peerReceiptSeq: seq,
    }),
    /** Where it is not listed any more, it is neither pinned nor archived nor marked unread, and has no draft. */
    z.object({ type: z.literal('conversation.cleared'), conversationId, clearedSeq: seq, isListed: z.boolean() }),
    /** How I arranged it now, all of it. */
    z.object({ type: z.literal('conversation.arranged'), conversationId, ...arrangement }),
    /** Without `draft`, there is none any more. */
    z.object({ type: z.literal('conversation.drafted'), conversationId, draft: draft.optional() }),
    /** It went to another folder, or what may be done there changed: ask for it again. */
    z.object({ type: z.literal('conversation.moved'), conversationId, folder }),
  ])
  .meta({ id: 'Change' });
export type Change = z.infer<typeof change>;
