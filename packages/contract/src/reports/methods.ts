import { z } from 'zod';
import { conversationId, instant, seq } from '../ids.ts';
import { limits } from '../limits.ts';
import { method } from '../method.ts';

/** REP-1: what is wrong with it. */
export const reportCategory = z
  .enum([
    'spam',
    'scam',
    'harassment',
    'hate',
    'sexual',
    'minor_safety',
    'violence',
    'self_harm',
    'impersonation',
    'privacy',
    'other',
  ])
  .meta({ id: 'ReportCategory' });
export type ReportCategory = z.infer<typeof reportCategory>;

export const reportsMethods = [
  method({
    id: 'reports.create',
    purpose:
      'Reports a message, or the person of a conversation, to the operators; what was said around it is kept with it (REP-1).',
    auth: 'user',
    input: z.strictObject({
      conversationId,
      /** The message; left out, the newest of theirs. */
      seq: seq.min(1).optional(),
      category: reportCategory,
      words: z.string().max(limits.reportWordsMax).optional(),
    }),
    output: z.object({ reportId: z.string(), reportedAt: instant }),
    refusals: ['not_found'],
  }),
] as const;
