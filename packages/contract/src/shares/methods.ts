import { z } from 'zod';
import { method } from '../method.ts';

export const sharesMethods = [
  method({
    id: 'shares.listOrigins',
    purpose: 'Lists the origins whose videos can be shared here; none where sharing is not set up.',
    auth: 'user',
    input: z.strictObject({}),
    output: z.object({ origins: z.array(z.string()) }),
    refusals: [],
  }),
] as const;
