import { z } from 'zod';
import { message } from '../messages/index.ts';
import { person } from '../people/index.ts';

/**
 * A message that a search found, with the other person of its conversation. `matches`: what to mark in its text, in order and without
 * overlaps; UTF-16 offsets, the end exclusive, whole graphemes.
 */
export const searchHit = z
  .object({
    message,
    peer: person,
    matches: z.array(z.object({ start: z.int().min(0), end: z.int().min(1) })),
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof searchHit>;
