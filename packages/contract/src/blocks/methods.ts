import { z } from 'zod';
import { userId } from '../ids.ts';
import { method } from '../method.ts';
import { nextCursor, pageInput } from '../paging.ts';
import { personWithRelation } from '../people/index.ts';

const whom = z.strictObject({ userId });

export const blocksMethods = [
  method({
    id: 'blocks.block',
    purpose: 'Blocks somebody: nothing passes between us any more, and follows both ways end. They are not told.',
    auth: 'user',
    input: whom,
    output: z.object({}),
    refusals: ['not_found', 'cannot_block_self'],
  }),
  method({
    id: 'blocks.unblock',
    purpose: 'Lifts a block; follows do not come back.',
    auth: 'user',
    input: whom,
    output: z.object({}),
    refusals: ['not_found'],
  }),
  method({
    id: 'blocks.list',
    purpose: 'Lists whom I blocked, newest first.',
    auth: 'user',
    input: z.strictObject({ ...pageInput }),
    output: z.object({ people: z.array(personWithRelation), nextCursor }),
    refusals: [],
  }),
] as const;
