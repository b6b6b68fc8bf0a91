import { z } from 'zod';
import { conversationId, instant, seq } from '../ids.ts';
import { limits } from '../limits.ts';
import { method } from '../method.ts';
import { reportCategories } from './categories.ts';

export const reportCategory = z.enum(reportCategories).meta({ id: 'ReportCategory' });

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
