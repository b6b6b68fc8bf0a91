import { z } from 'zod';
import { conversationId, instant, rev, seq } from '../ids.ts';
import { limits } from '../limits.ts';
import { message } from '../messages/index.ts';
import { person } from '../people/index.ts';
import { refusal } from '../refusals/index.ts';

/**
 * Where a conversation stands for me. `requests` and `filtered` wait for my answer (REQ-1, REQ-7), `declined` is one that I may
 * still bring back, `blocked` is with somebody whom I blocked. For whoever writes the request it stands in `inbox`.
 */
export const folder = z.enum(['inbox', 'requests', 'filtered', 'declined', 'blocked']).meta({ id: 'Folder' });
export type Folder = z.infer<typeof folder>;

/** REQ-7: why a request was filtered: a word of my own list, or a link from somebody I do not know. */
export const filterReason = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('own_word'), word: z.string() }),
    z.object({ kind: z.literal('link') }),
  ])
  .meta({ id: 'FilterReason' });
export type FilterReason = z.infer<typeof filterReason>;

/**
 * A request that stands between the two. `incoming`: they wait for my answer; `undoUntil` is there while I may bring a declined one
 * back, `expiresAt` while a filtered one waits. `outgoing`: what I write waits for theirs; the rest of it tells about my limit alone
 * and is the same whatever became of it (REQ-3).
 */
export const requestState = z
  .discriminatedUnion('direction', [
    z.object({
      direction: z.literal('incoming'),
      filterReason: filterReason.optional(),
      undoUntil: instant.optional(),
      expiresAt: instant.optional(),
    }),
    z.object({
      direction: z.literal('outgoing'),
      remaining: z.int(),
      /** When the next one is free again; absent while none is used. */
      resetsAt: instant.optional(),
    }),
  ])
  .meta({ id: 'RequestState' });
export type RequestState = z.infer<typeof requestState>;

/** A mute that holds: until an instant, or for good where that is absent (INB-4). */
export const mute = z.object({ until: instant.optional() }).meta({ id: 'Mute' });
export type Mute = z.infer<typeof mute>;

/** What I began to write, from whichever of my devices saved last (INB-4). */
export const draft = z.object({ text: z.string(), savedAt: instant }).meta({ id: 'Draft' });
export type Draft = z.infer<typeof draft>;

/** How I arranged a conversation in my own inbox (INB-4); nobody else learns of it. */
export const arrangement = {
  /** Absent while it is not pinned. */
  pinnedAt: instant.optional(),
  /** Absent while it is not muted. The server leaves out a mute that is over; look at your own clock until it is told anew. */
  mute: mute.optional(),
  /** Out of the inbox until the next message; while muted, until I bring it back. */
  isArchived: z.boolean(),
  /** A mark of its own: it moves no read mark (INB-2). */
  isMarkedUnread: z.boolean(),
};

/**
 * A conversation as one member sees it.
 * `readSeq`: how far I have read. `peerDeliveredSeq`, `peerReceiptSeq`: how far my messages reached the other and were seen,
 * as far as I may know (RCPT-1); 0 when I know nothing. `clearedSeq`: what I cleared is at or below.
 */
export const conversation = z
  .object({
    id: conversationId,
    kind: z.enum(['direct']),
    peer: person,
    lastSeq: seq,
    /** The newest message that I can see; absent in an empty conversation. */
    lastMessage: message.optional(),
    lastMessageAt: instant.optional(),
    /** Counted from the log, up to 100 (INB-2). */
    unreadCount: z.int().min(0).max(limits.unreadCountMax),
    readSeq: seq,
    peerDeliveredSeq: seq,
    peerReceiptSeq: seq,
    clearedSeq: seq,
    /** Whether it stands in my inbox; false before the first message and after I deleted it. */
    isListed: z.boolean(),
    /** The inbox revision of its last change in my view; 0 before the first. */
    rev,
    folder,
    ...arrangement,
    draft: draft.optional(),
    request: requestState.optional(),
    /** `answer`: accept or decline the request; `close`: end the consent I gave (ADM-4). */
    abilities: z.object({ send: z.boolean(), answer: z.boolean(), close: z.boolean() }),
    /** Why I cannot write now, with what would change it. */
    refusal: refusal.optional(),
  })
  .meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof conversation>;
