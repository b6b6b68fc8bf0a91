// Identifiers. All are opaque strings to clients; branded so that one kind is never passed for another.
import { z } from 'zod';

/** A person's id: a decimal string of a random positive number below 2^62. Reveals nothing about when the account was made. */
export const userId = z
  .string()
  .regex(/^[1-9][0-9]{0,18}$/, 'must be a user id')
  .refine((id) => id.length < 19 || id < '4611686018427387904', 'must be a user id')
  .brand<'UserId'>()
  .meta({ id: 'UserId', description: 'A decimal string, opaque to clients.', example: '2305843009213693951' });
export type UserId = z.infer<typeof userId>;

/** A conversation's id: a lower-case UUID-shaped string. That of a conversation of two derives from the pair (see `directConversationId`). */
export const conversationId = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'must be a conversation id')
  .brand<'ConversationId'>()
  .meta({ id: 'ConversationId', description: 'A UUID-shaped string, opaque to clients.' });
export type ConversationId = z.infer<typeof conversationId>;

/** A photo, video, file or voice note: whose it is, and a random part. It opens nothing by itself; who may see it is asked each time. */
export const attachmentId = z
  .string()
  .regex(/^[1-9][0-9]{0,18}-[0-9a-f]{32}$/, 'must be an attachment id')
  .brand<'AttachmentId'>()
  .meta({ id: 'AttachmentId', description: 'Opaque to clients.' });
export type AttachmentId = z.infer<typeof attachmentId>;

/** A device's sign-in. Never the secret token itself. */
export const sessionId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{22}$/, 'must be a session id')
  .brand<'SessionId'>()
  .meta({ id: 'SessionId' });
export type SessionId = z.infer<typeof sessionId>;

/** A message's place in its conversation: 1, 2, 3 ... the same on every device (MSG-1). */
export const seq = z.int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ id: 'Seq' });

/** A user's inbox revision: rises by one with every change to that user's inbox. */
export const rev = z.int().min(0).max(Number.MAX_SAFE_INTEGER).meta({ id: 'Rev' });

/** An instant, ISO 8601 in UTC with milliseconds. */
export const instant = z.iso.datetime({ precision: 3 }).meta({ id: 'Instant', example: '2026-01-31T09:30:00.000Z' });
