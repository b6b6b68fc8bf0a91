import { z } from 'zod';
import { attachmentId } from '../ids.ts';
import { limits } from '../limits.ts';
import { attachment } from '../media/index.ts';

/** A video of the platform passed on, as sent: what its card shows is as its sender told it, and never fetched. */
export const shareInput = z.strictObject({
  kind: z.literal('share'),
  /** On one of the origins that the operator listed (`shares.listOrigins`). */
  url: z.string().max(limits.shareUrlLengthMax),
  title: z.string().max(1_000),
  authorName: z.string().max(1_000).optional(),
  /** A photo, uploaded before. */
  coverAttachmentId: attachmentId.optional(),
  text: z.string().max(limits.messageBytesMax).default(''),
});
export type ShareInput = z.infer<typeof shareInput>;

/** A shared video, as shown: a card that leads to its address. */
export const share = z
  .object({ url: z.string(), title: z.string(), authorName: z.string().optional(), cover: attachment.optional() })
  .meta({ id: 'Share' });
export type Share = z.infer<typeof share>;
