import { z } from 'zod';
import { attachmentId, conversationId, instant, seq, userId } from '../ids.ts';
import { limits } from '../limits.ts';
import { attachment } from '../media/index.ts';
import { share, shareInput } from '../shares/index.ts';
import { stickerId, stickerShown } from '../stickers/index.ts';
import { entity } from './entities.ts';

/** The client's own name for a send (MSG-2): up to 64 bytes, unique per conversation and sender. */
export const clientMessageId = z
  .string()
  .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without spaces')
  .max(limits.clientMessageIdBytesMax);

/** A text, as sent. */
export const textInput = z.strictObject({ kind: z.literal('text'), text: z.string().max(limits.messageBytesMax) });
const caption = z.string().max(limits.messageBytesMax).default('');

/** What a message says, as sent (MSG-4): a text, or what was uploaded, with a caption where there is one, a sticker, or a video passed on. */
export const contentInput = z
  .discriminatedUnion('kind', [
    textInput,
    z.strictObject({
      kind: z.literal('media'),
      attachmentIds: z.array(attachmentId).min(1).max(limits.mediaPerMessageMax),
      text: caption,
    }),
    z.strictObject({
      kind: z.enum(['file', 'voice']),
      attachmentIds: z.array(attachmentId).length(1),
      text: caption,
    }),
    z.strictObject({ kind: z.literal('sticker'), stickerId, text: z.literal('').default('') }),
    shareInput,
  ])
  .meta({ id: 'ContentInput' });
export type ContentInput = z.infer<typeof contentInput>;

/** What a message says, as shown: text with its marked parts, which is empty where anything else has no caption, and a sticker never has one. */
export const content = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: z.string(), entities: z.array(entity) }),
    z.object({
      kind: z.enum(['media', 'file', 'voice']),
      text: z.string(),
      entities: z.array(entity),
      attachments: z.array(attachment),
    }),
    z.object({ kind: z.literal('sticker'), text: z.string(), entities: z.array(entity), sticker: stickerShown }),
    z.object({ kind: z.literal('share'), text: z.string(), entities: z.array(entity), share }),
  ])
  .meta({ id: 'Content' });
export type Content = z.infer<typeof content>;

/** One message. `clientMessageId` is there for its sender alone. */
export const message = z
  .object({
    conversationId,
    seq,
    senderId: userId,
    sentAt: instant,
    content,
    clientMessageId: clientMessageId.optional(),
    /** The message of this conversation that it answers (MSG-4); it is looked up, never copied, and may be one that I cannot see. */
    replyToSeq: seq.optional(),
    /** When its text was last edited (MSG-6). */
    editedAt: instant.optional(),
    /** MSG-7: it was unsent; this placeholder stays, whose text is empty, and nothing else of it. */
    unsentAt: instant.optional(),
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof message>;

/** MSG-7: a kind of place where an unsent message is gone: the conversation of both, previews in inboxes, quotes in replies, search, stored media. */
export const clearedPlace = z
  .enum(['conversation', 'previews', 'quotes', 'search', 'media'])
  .meta({ id: 'ClearedPlace' });
export type ClearedPlace = z.infer<typeof clearedPlace>;
