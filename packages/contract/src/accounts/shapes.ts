import { z } from 'zod';
import { instant } from '../ids.ts';
import { limits } from '../limits.ts';
import { person } from '../people/index.ts';
import { settings } from '../settings/index.ts';

/** Letters are folded to lower case; what else a handle may be is ACC-4. */
export const handle = z.string().min(1).max(64);
export const displayName = z.string().min(1).max(1_000);
export const bio = z.string().max(4_000);
export const password = z.string().min(limits.passwordLengthMin).max(limits.passwordLengthMax);
/** A calendar day, YYYY-MM-DD. Private for ever. */
export const birthDate = z.iso.date();
export const recoveryCode = z.string().min(8).max(64);

/** The signed-in user. `ageBand` decides what is offered: `under16` has no messages, `minor` is 16 or 17. */
export const account = z
  .object({
    person,
    bio: z.string(),
    email: z.string().optional(),
    ageBand: z.enum(['under16', 'minor', 'adult']),
    settings,
    followRequestCount: z.int(),
    isDemo: z.boolean(),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof account>;
export type AgeBand = Account['ageBand'];

/** How much of a limit is used. `resetsAt`: when the next one is free; absent while none is used. */
const allowance = z
  .object({ max: z.int(), remaining: z.int(), resetsAt: instant.optional() })
  .meta({ id: 'Allowance' });

/** What I may still do, shown to me alone (LIM-1). `restriction`: until when I cannot send, and why. */
export const accountLimits = z
  .object({
    messages: allowance,
    newPeople: allowance,
    lookups: allowance,
    restriction: z.object({ until: instant, reason: z.enum(['too_many_attempts']) }).optional(),
  })
  .meta({ id: 'AccountLimits' });
export type AccountLimits = z.infer<typeof accountLimits>;

/** A fresh sign-in. `token` is for programs (send it as `Authorization: Bearer`); browsers get a cookie and no token. */
export const signedIn = z.object({ account, token: z.string().optional() }).meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof signedIn>;
