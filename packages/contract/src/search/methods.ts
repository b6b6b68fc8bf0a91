import { z } from 'zod';
import { conversation } from '../conversations/index.ts';
import { conversationId } from '../ids.ts';
import { method } from '../method.ts';
import { nextCursor, pageInput } from '../paging.ts';
import { searchHit } from './shapes.ts';

const query = z.string().min(1).max(100);

export const searchMethods = [
  method({
    id: 'search.messages',
    purpose:
      'Finds messages that hold all words of the query, newest first; of the last word its beginning will do. A page may be short, or empty, and have a next one.',
    auth: 'user',
    input: z.strictObject({ query, conversationId: conversationId.optional(), ...pageInput }),
    output: z.object({ hits: z.array(searchHit), nextCursor }),
    refusals: ['not_found'],
  }),
  method({
    id: 'search.conversations',
    purpose: 'Finds conversations of my inbox by the name or handle of the other person, by their last message.',
    auth: 'user',
    input: z.strictObject({ query, ...pageInput }),
    output: z.object({ conversations: z.array(conversation), nextCursor }),
    refusals: [],
  }),
] as const;
