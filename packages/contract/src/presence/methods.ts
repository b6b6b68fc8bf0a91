import { z } from 'zod';
import { instant, userId } from '../ids.ts';
import { method } from '../method.ts';

/** When somebody was last active, as far as I may know (RCPT-2). */
export const presence = z.object({ userId, isActive: z.boolean(), lastActiveAt: instant }).meta({ id: 'Presence' });
export type Presence = z.infer<typeof presence>;

export const presenceMethods = [
  method({
    id: 'presence.list',
    purpose: 'Tells who of these people is or was active; whoever I may not know of is left out.',
    auth: 'user',
    input: z.strictObject({ userIds: z.array(userId).min(1).max(100) }),
    output: z.object({ presences: z.array(presence) }),
    refusals: [],
  }),
] as const;
