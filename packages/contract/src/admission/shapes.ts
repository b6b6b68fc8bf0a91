import { z } from 'zod';
import { instant } from '../ids.ts';
import { person } from '../people/index.ts';

/** GRAPH-1: what somebody is to me, the first that fits. */
export const relationClass = z
  .enum(['blocked', 'contact', 'consented', 'friend', 'followed', 'follower', 'stranger'])
  .meta({ id: 'RelationClass' });
export type RelationClass = z.infer<typeof relationClass>;

/** ADM-3: where a message goes. */
export const outcome = z.enum(['inbox', 'requests', 'not_received']).meta({ id: 'Outcome' });
export type Outcome = z.infer<typeof outcome>;

/** ADM-7: somebody who can write to my inbox, why, and since when; the newest reason that I can take back comes first. */
export const door = z
  .object({
    person,
    kind: z.enum(['contact', 'consent', 'friend']),
    /** Of a consent: I accepted their request, or I wrote to them. */
    reason: z.enum(['accepted', 'wrote']).optional(),
    since: instant,
  })
  .meta({ id: 'Door' });
export type Door = z.infer<typeof door>;

/**
 * ADM-7: what becomes of somebody's message to me, from my side. `because` is the first thing that decides it: `me_under_age`,
 * `me_blocked` (I blocked them), `setting` (what my setting makes of the class). What they have set or done is not in it.
 */
export const explanation = z
  .object({
    person,
    class: relationClass,
    outcome,
    because: z.enum(['me_under_age', 'me_blocked', 'setting']),
  })
  .meta({ id: 'Explanation' });
export type Explanation = z.infer<typeof explanation>;
