import { z } from 'zod';
import { instant } from '../ids.ts';
import { type RefusalCode, refusalCodes } from './codes.ts';

/** An expected "no". `code` is for programs, `sentence` for the person; `field` names the input at fault; `remedy` what would change it. */
export const refusal = z
  .object({
    code: z.enum(refusalCodes as [RefusalCode, ...RefusalCode[]]),
    sentence: z.string(),
    retry: z.enum(['no', 'yes', 'after']),
    retryAt: instant.optional(),
    field: z.string().optional(),
    details: z.record(z.string(), z.string()).optional(),
    /** Of a limit: how many are allowed, how many are left now, and when the next one is free; absent where time alone frees none. */
    limit: z.object({ max: z.int(), remaining: z.int(), resetsAt: instant.optional() }).optional(),
    /** Of `unavailable` and `server_error`: by what whoever runs the server finds what happened. */
    faultId: z.string().optional(),
    remedy: z.enum(['follow', 'turn_messages_on', 'sign_in', 'wait']).optional(),
  })
  .meta({ id: 'Refusal' });
export type Refusal = z.infer<typeof refusal>;
