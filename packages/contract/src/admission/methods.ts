import { z } from 'zod';
import { userId } from '../ids.ts';
import { method } from '../method.ts';
import { nextCursor, pageInput } from '../paging.ts';
import { person } from '../people/index.ts';
import { messagesFrom } from '../settings/index.ts';
import { door, explanation, outcome, relationClass } from './shapes.ts';

export const admissionMethods = [
  method({
    id: 'admission.tryOut',
    purpose: 'Shows what a setting would make of the people around me, before it is chosen (ADM-7).',
    auth: 'user',
    input: z.strictObject({ messagesFrom, othersMayRequest: z.boolean() }),
    output: z.object({
      classes: z.array(
        z.object({
          class: relationClass,
          outcome,
          /** Some of mine that fit; none for strangers. */
          examples: z.array(person),
        }),
      ),
    }),
    refusals: [],
  }),
  method({
    id: 'admission.listDoors',
    purpose: 'Lists who can write to my inbox, and why (ADM-7): one kind at a time, newest first.',
    auth: 'user',
    input: z.strictObject({ kind: z.enum(['contact', 'consent', 'friend']), ...pageInput }),
    output: z.object({ doors: z.array(door), nextCursor }),
    refusals: [],
  }),
  method({
    id: 'admission.explain',
    purpose: 'Says, from my side, what becomes of a message that somebody writes to me (ADM-7).',
    auth: 'user',
    input: z.strictObject({ userId }),
    output: explanation,
    refusals: ['not_found'],
  }),
] as const;
