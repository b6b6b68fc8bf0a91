import { z } from 'zod';
import { conversationId, seq, userId } from '../ids.ts';
import { method } from '../method.ts';
import { conversation } from './shapes.ts';

const which = z.strictObject({ conversationId });
const upTo = z.strictObject({ conversationId, seq: seq.min(1) });
const done = z.object({});

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
