import { z } from 'zod';
import { conversationId, instant, seq, userId } from '../ids.ts';
import { limits } from '../limits.ts';
import { method } from '../method.ts';
import { clientMessageId, contentInput, message } from './shapes.ts';

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
      'Sends a message; answered once it is durable. The same clientMessageId again gives the first answer (MSG-2).',
    auth: 'user',
    input: z.union([
      z.strictObject({ clientMessageId, recipientId: userId, content: contentInput }),
      z.strictObject({ clientMessageId, conversationId, content: contentInput }),
    ]),
    output: z.object({ conversationId, seq, sentAt: instant }),
    refusals: ['not_found', ...admissionRefusals],
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
    output: z.object({ messages: z.array(message), hasOlder: z.boolean(), hasNewer: z.boolean() }),
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
