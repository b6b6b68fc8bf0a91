import { z } from 'zod';
import { userId } from '../ids.ts';
import { method } from '../method.ts';

const whom = z.strictObject({ userId });

export const contactsMethods = [
  method({
    id: 'contacts.add',
    purpose: 'Puts somebody on my list of specific people, who may always write to me (ADM-3). They are not told.',
    auth: 'user',
    input: whom,
    output: z.object({}),
    refusals: ['not_found'],
  }),
  method({
    id: 'contacts.remove',
    purpose: 'Takes somebody off my list of specific people.',
    auth: 'user',
    input: whom,
    output: z.object({}),
    refusals: ['not_found'],
  }),
] as const;
