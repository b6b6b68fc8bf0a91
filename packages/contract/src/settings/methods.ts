import { z } from 'zod';
import { method } from '../method.ts';
import { messagesFrom, settings } from './shapes.ts';

export const settingsMethods = [
  method({
    id: 'settings.get',
    purpose: 'Reads my settings and what I may choose.',
    auth: 'user',
    input: z.strictObject({}),
    output: settings,
    refusals: [],
  }),
  method({
    id: 'settings.update',
    purpose: 'Changes the settings that are given; they hold from the answer on.',
    auth: 'user',
    input: z.strictObject({
      messagesFrom: messagesFrom.optional(),
      othersMayRequest: z.boolean().optional(),
      filterRequests: z.boolean().optional(),
      readReceipts: z.boolean().optional(),
      presence: z.boolean().optional(),
      isPrivate: z.boolean().optional(),
    }),
    output: settings,
    refusals: ['choice_not_offered', 'too_young'],
  }),
] as const;
