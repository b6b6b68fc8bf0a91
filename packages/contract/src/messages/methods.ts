import { z } from 'zod';
import { conversationId, instant, seq, userId } from '../ids.ts';
import { limits } from '../limits.ts';
import { method } from '../method.ts';
import { clearedPlace, clientMessageId, contentInput, message, textInput } from './shapes.ts';

const replyToSeq = seq.min(1).optional();
const limit = z.int().min(1).max(limits.pageSizeMax).default(limits.pageSizeDefault);

/** The refusals of the admission decision: whatever starts or continues contact may answer with them. */
export const admissionRefusals = [
  'too_young',
  'messages_off',
  'recipient_is_self',
  'not_available',
  'only_friends',
  'only_chosen',
  'no_messages',
  'restricted',
  'message_limit',
  'new_people_limit',
  'lookup_limit',
  'request_limit',
  'too_fast',
] as const;

export const messagesMethods = [
  method({
    id: 'messages.send',
    purpose:
      'Sends a message, with `replyToSeq` as a reply; answered once it is durable. The same clientMessageId again gives the first answer (MSG-2).',
    auth: 'user',
    input: z.union([
      z.strictObject({ clientMessageId, recipientId: userId, content: contentInput, replyToSeq }),
      z.strictObject({ clientMessageId, conversationId, content: contentInput, replyToSeq }),
    ]),
    output: z.object({ conversationId, seq, sentAt: instant }),
    refusals: ['not_found', 'request_text_only', 'sharing_not_set_up', ...admissionRefusals],
  }),
  method({
    id: 'messages.list',
    purpose: 'Reads a page of a conversation, oldest first: the newest page, or the one before, after or around a seq.',
    auth: 'user',
    input: z.union([
      z.strictObject({ conversationId, limit }),
      z.strictObject({ conversationId, beforeSeq: seq, limit }),
      z.strictObject({ conversationId, afterSeq: seq, limit }),
      z.strictObject({ conversationId, aroundSeq: seq, limit }),
    ]),
    output: z.object({
      messages: z.array(message),
      hasOlder: z.boolean(),
      hasNewer: z.boolean(),
      /** What those of this page answer (`replyToSeq`) and is not in it. What is in neither I cannot see. */
      quoted: z.array(message),
    }),
    refusals: ['not_found'],
  }),
  method({
    id: 'messages.edit',
    purpose: 'Gives a message of mine another text or caption, for 15 minutes; decided as if it were sent now (MSG-6).',
    auth: 'user',
    input: z.strictObject({ conversationId, seq: seq.min(1), content: textInput }),
    output: z.object({ message }),
    refusals: ['not_found', 'edit_too_late', 'message_unsent', 'request_text_only', ...admissionRefusals],
  }),
  method({
    id: 'messages.unsend',
    purpose: 'Takes a message of mine back from everybody, whenever it was sent; a placeholder stays (MSG-7).',
    auth: 'user',
    input: z.strictObject({ conversationId, seq: seq.min(1) }),
    output: z.object({
      /** The kinds of places where it is gone: always the same, whether or not anybody read or quoted it. */
      cleared: z.array(clearedPlace),
    }),
    refusals: ['not_found'],
  }),
  method({
    id: 'messages.hide',
    purpose: 'Hides messages from my own view (MSG-8).',
    auth: 'user',
    input: z.strictObject({ conversationId, seqs: z.array(seq.min(1)).min(1).max(100) }),
    output: z.object({}),
    refusals: ['not_found'],
  }),
] as const;
