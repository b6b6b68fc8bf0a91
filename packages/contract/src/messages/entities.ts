import { z } from 'zod';
import { userId } from '../ids.ts';

const span = { start: z.int().min(0), end: z.int().min(1) };

/** A marked part of a text (MSG-5); `start` and `end` are UTF-16 offsets, end exclusive. Entities are in order and never overlap. */
export const entity = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('mention'), ...span, handle: z.string(), userId: userId.optional() }),
    z.object({ kind: z.literal('link'), ...span, url: z.string() }),
    z.object({ kind: z.literal('emoji'), ...span }),
  ])
  .meta({ id: 'Entity' });
export type Entity = z.infer<typeof entity>;
