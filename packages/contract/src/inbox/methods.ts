import { z } from 'zod';
import { conversation } from '../conversations/index.ts';
import { conversationId, instant, rev, seq } from '../ids.ts';
import { limits } from '../limits.ts';
import { method } from '../method.ts';
import { nextCursor, pageInput } from '../paging.ts';

const count = z.int().min(0).max(limits.inboxCountMax);
/** Each up to 1,000 (`inboxCountMax`). */
const counts = {
  /** Conversations with something unread or marked so, for the badge; muted, archived and blocked ones and requests are not in it (INB-2). */
  unreadConversationCount: count,
  /** When that count next grows by itself: the earliest end of a mute among what is unread. Absent: by news alone. Ask again then (INB-2). */
  unreadChangesAt: instant.optional(),
  /** Requests that wait for my answer, and filtered ones (INB-3). */
  requestCount: count,
  filteredCount: count,
};

export const inboxMethods = [
  method({
    id: 'inbox.list',
    purpose:
      'Lists my conversations by their last message, newest first; in the inbox the pinned ones stand before, all on the first page.',
    auth: 'user',
    input: z.strictObject({
      folder: z.enum(['inbox', 'archived', 'blocked']).default('inbox'),
      /** Only those with something unread, or marked so. */
      isUnreadOnly: z.boolean().default(false),
      ...pageInput,
    }),
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
  method({
    id: 'inbox.digest',
    purpose:
      'Compares what a client shows of my inbox, as of one revision, with what the log says. A client asks now and then; what differs it reads anew (INB-1f).',
    auth: 'user',
    input: z.strictObject({
      rev,
      unreadConversationCount: count,
      /** Conversations as they are shown, each once; any that I do not have is one without messages. */
      rows: z
        .array(
          z.strictObject({
            conversationId,
            lastSeq: seq,
            readSeq: seq,
            unreadCount: z.int().min(0).max(limits.unreadCountMax),
          }),
        )
        .max(limits.digestRowsMax),
    }),
    output: z.object({
      /** `later`: the inbox is of another revision by now, or this was asked too often; nothing was compared. */
      outcome: z.enum(['same', 'differs', 'later']),
      /** Those of the rows that differ; none where it is the badge alone. */
      conversationIds: z.array(conversationId),
      /** As they are now; they also follow what others do, of which no news may tell (REQ-1c). Absent with `later`. */
      requestCounts: z.object({ requestCount: count, filteredCount: count }).optional(),
    }),
    refusals: [],
  }),
  method({
    id: 'inbox.archiveOlder',
    purpose: 'Archives what has had no message since an instant, but what is pinned, unread or marked unread (INB-4).',
    auth: 'user',
    input: z.strictObject({ before: instant }),
    output: z.object({ archivedCount: z.int() }),
    refusals: [],
  }),
] as const;
