import { z } from 'zod';
import { conversationId, seq, userId } from '../ids.ts';
import { limits } from '../limits.ts';
import { method } from '../method.ts';
import { conversation } from './shapes.ts';

const which = z.strictObject({ conversationId });
const upTo = z.strictObject({ conversationId, seq: seq.min(1) });
const done = z.object({});

const arranged = z
  .strictObject({
    conversationIds: z.array(conversationId).min(1).max(limits.arrangedAtOnceMax),
    isPinned: z.boolean().optional(),
    mute: z
      .union([z.enum(['off', 'always']), z.strictObject({ forMs: z.int().min(1).max(limits.muteMsMax) })])
      .optional(),
    isArchived: z.boolean().optional(),
    isMarkedUnread: z.boolean().optional(),
  })
  .refine((input) => Object.values(input).filter((value) => value !== undefined).length > 1, {
    path: ['isPinned'],
    error: 'or another change is missing',
  })
  .refine(({ isPinned, isArchived }) => !(isPinned && isArchived), {
    path: ['isArchived'],
    error: 'takes out of the inbox what isPinned keeps at its top',
  });
const draftText = z.string().max(limits.messageBytesMax);

export const conversationsMethods = [
  method({
    id: 'conversations.get',
    purpose: 'Shows a conversation of mine, by its id or by the other person, also before the first message.',
    auth: 'user',
    input: z.union([which, z.strictObject({ userId })]),
    output: conversation,
    refusals: ['not_found', 'recipient_is_self'],
  }),
  method({
    id: 'conversations.markRead',
    purpose: 'Says that I have read up to a message; a smaller seq than before changes nothing.',
    auth: 'user',
    input: upTo,
    output: done,
    refusals: ['not_found'],
  }),
  method({
    id: 'conversations.markDelivered',
    purpose: 'Says that a device of mine has received up to a message.',
    auth: 'user',
    input: upTo,
    output: done,
    refusals: ['not_found'],
  }),
  method({
    id: 'conversations.clear',
    purpose: 'Empties the conversation in my own view (MSG-8).',
    auth: 'user',
    input: which,
    output: done,
    refusals: ['not_found'],
  }),
  method({
    id: 'conversations.delete',
    purpose: 'Empties the conversation in my own view and takes it out of my inbox until the next message (MSG-8).',
    auth: 'user',
    input: which,
    output: done,
    refusals: ['not_found'],
  }),
  method({
    id: 'conversations.arrange',
    purpose:
      'Pins, mutes, archives or marks unread conversations of my inbox, all or none; what is so already stays (INB-4).',
    auth: 'user',
    input: arranged,
    output: done,
    refusals: ['not_found', 'pin_limit'],
  }),
  method({
    id: 'conversations.saveDraft',
    purpose: 'Keeps what I began to write for all my devices; an empty text forgets it, the last one saved counts.',
    auth: 'user',
    input: z.union([z.strictObject({ conversationId, text: draftText }), z.strictObject({ userId, text: draftText })]),
    output: done,
    refusals: ['not_found', 'recipient_is_self'],
  }),
  method({
    id: 'conversations.close',
    purpose: 'Ends the consent that I gave to the other: their next message is decided as a first contact (ADM-4).',
    auth: 'user',
    input: which,
    output: done,
    refusals: ['not_found'],
  }),
  method({
    id: 'conversations.startTyping',
    purpose: 'Tells the other that I am typing, where both may know (RCPT-2); renew it every few seconds.',
    auth: 'user',
    input: which,
    output: done,
    refusals: ['not_found'],
  }),
] as const;
