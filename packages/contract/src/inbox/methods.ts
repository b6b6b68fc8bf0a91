import { z } from 'zod';
import { conversation } from '../conversations/index.ts';
import { rev } from '../ids.ts';
import { limits } from '../limits.ts';
import { method } from '../method.ts';
import { nextCursor, pageInput } from '../paging.ts';

export const inboxMethods = [
  method({
    id: 'inbox.list',
    purpose: 'Lists my conversations by their last message, newest first.',
    auth: 'user',
    input: z.strictObject({ ...pageInput }),
    output: z.object({
      conversations: z.array(conversation),
      nextCursor,
      rev,
      /** Conversations with something unread, for the badge. */
      unreadConversationCount: z.int(),
    }),
    refusals: [],
  }),
  method({
    id: 'inbox.changes',
    purpose: 'Lists the conversations that changed since a revision, each once, in order of their last change.',
    auth: 'user',
    input: z.strictObject({ sinceRev: rev, limit: z.int().min(1).max(limits.pageSizeMax).default(limits.pageSizeMax) }),
    output: z.object({
      conversations: z.array(conversation),
      /** The revision that this answer reaches; ask again from here while `hasMore`. */
      rev,
      hasMore: z.boolean(),
      unreadConversationCount: z.int(),
    }),
    refusals: [],
  }),
] as const;
