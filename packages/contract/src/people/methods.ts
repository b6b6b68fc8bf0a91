import { z } from 'zod';
import { userId } from '../ids.ts';
import { method } from '../method.ts';
import { nextCursor, pageInput } from '../paging.ts';
import { personWithRelation, profile } from './shapes.ts';

export const peopleMethods = [
  method({
    id: 'people.search',
    purpose: 'Finds people by handle or name; friends come first.',
    auth: 'user',
    input: z.strictObject({ query: z.string().min(1).max(100), ...pageInput }),
    output: z.object({ people: z.array(personWithRelation), nextCursor }),
    refusals: [],
  }),
  method({
    id: 'people.profile',
    purpose: 'Shows a profile, by id or by handle.',
    auth: 'user',
    input: z.union([z.strictObject({ userId }), z.strictObject({ handle: z.string().min(1).max(64) })]),
    output: profile,
    refusals: ['not_found'],
  }),
] as const;
