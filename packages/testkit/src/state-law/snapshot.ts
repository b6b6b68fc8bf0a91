// All that one person can read of their messages, as a fresh client would.
import { type Conversation, type ConversationId, limits, type Message } from '@parley/contract';
import type { Person } from '../world/index.ts';

/** Calls a method as the person whose snapshot it is. */
export type Call = Person['call'];

/** `listed`: the inbox from top to bottom. `conversations` also has those that were deleted, which come back with the next message. */
export type Snapshot = {
  rev: number;
  unreadConversationCount: number;
  /** Told by the server alone, whenever a notice says that they changed. */
  requestCounts: { requestCount: number; filteredCount: number };
  listed: ConversationId[];
  conversations: Map<ConversationId, Conversation>;
  messages: Map<ConversationId, Message[]>;
};

export async function takeSnapshot(call: Call): Promise<Snapshot> {
  const [{ rev, unreadConversationCount, requestCount, filteredCount }, listed, changed] = await Promise.all([
    call('inbox.list', { limit: 1 }),
    readInbox(call),
    readChanges(call),
  ]);
  const conversations = new Map(changed.map((row) => [row.id, row]));
  const logs = changed.map(async ({ id }) => [id, await readLog(call, id)] as const);
  const messages = new Map<ConversationId, Message[]>(await Promise.all(logs));
  const requestCounts = { requestCount, filteredCount };
  return { rev, unreadConversationCount, requestCounts, listed: listed.map((row) => row.id), conversations, messages };
}

async function readInbox(call: Call): Promise<Conversation[]> {
  const rows: Conversation[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await call('inbox.list', { limit: limits.pageSizeMax, ...(cursor ? { cursor } : {}) });
    rows.push(...page.conversations);
    if (!page.nextCursor) return rows;
    cursor = page.nextCursor;
  }
}

async function readChanges(call: Call): Promise<Conversation[]> {
  const rows: Conversation[] = [];
  for (let sinceRev = 0; ; ) {
    const page = await call('inbox.changes', { sinceRev });
    rows.push(...page.conversations);
    if (!page.hasMore) return rows;
    sinceRev = page.rev;
  }
}

async function readLog(call: Call, conversationId: ConversationId): Promise<Message[]> {
  const messages: Message[] = [];
  for (let afterSeq = 0; ; ) {
    const page = await call('messages.list', { conversationId, afterSeq, limit: limits.pageSizeMax });
    messages.push(...page.messages);
    const last = page.messages.at(-1);
    if (!page.hasNewer || !last) return messages;
    afterSeq = last.seq;
  }
}
