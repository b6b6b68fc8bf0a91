import { z } from 'zod';
import { conversation } from '../conversations/index.ts';
import { rev } from '../ids.ts';
import { limits } from '../limits.ts';
import { method } from '../method.ts';
import { nextCursor, pageInput } from '../paging.ts';

const counts = {
  /** Conversations with something unread, for the badge; requests and blocked ones are not in it (INB-2). */
  unreadConversationCount: z.int(),
  /** Requests that wait for my answer, and filtered ones (INB-3). */
  requestCount: z.int(),
  filteredCount: z.int(),
};

export const inboxMethods = [
  method({
    id: 'inbox.list',
    purpose: 'Lists my conversations by their last message, newest first.',
    auth: 'user',
    input: z.strictObject({ folder: z.enum(['inbox', 'blocked']).default('inbox'), ...pageInput }),
    output: z.object({
      conversations: z.array(conversation),
      nextCursor,
      rev,
      ...counts,
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
      ...counts,
    }),
    refusals: [],
  }),
] as const;
