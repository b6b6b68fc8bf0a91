// All that one person can read of their messages, as a fresh client would.
import { limits, type Conversation, type ConversationId, type Message } from '@parley/contract';
import type { Person } from '../world/index.ts';

/** `listed`: the inbox from top to bottom. `conversations` also has those that were deleted, which come back with the next message. */
export type Snapshot = {
  rev: number;
  unreadConversationCount: number;
  listed: ConversationId[];
  conversations: Map<ConversationId, Conversation>;
  messages: Map<ConversationId, Message[]>;
};

export async function takeSnapshot(person: Person): Promise<Snapshot> {
  const { rev, unreadConversationCount } = await person.call('inbox.list', { limit: 1 });
  const listed = await readInbox(person);
  const conversations = new Map((await readChanges(person)).map((row) => [row.id, row]));
  const messages = new Map<ConversationId, Message[]>();
  for (const id of conversations.keys()) messages.set(id, await readLog(person, id));
  return { rev, unreadConversationCount, listed: listed.map((row) => row.id), conversations, messages };
}

async function readInbox(person: Person): Promise<Conversation[]> {
  const rows: Conversation[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await person.call('inbox.list', { limit: limits.pageSizeMax, ...(cursor ? { cursor } : {}) });
    rows.push(...page.conversations);
    if (!page.nextCursor) return rows;
    cursor = page.nextCursor;
  }
}

async function readChanges(person: Person): Promise<Conversation[]> {
  const rows: Conversation[] = [];
  for (let sinceRev = 0; ; ) {
    const page = await person.call('inbox.changes', { sinceRev });
    rows.push(...page.conversations);
    if (!page.hasMore) return rows;
    sinceRev = page.rev;
  }
}

async function readLog(person: Person, conversationId: ConversationId): Promise<Message[]> {
  const messages: Message[] = [];
  for (let afterSeq = 0; ; ) {
    const page = await person.call('messages.list', { conversationId, afterSeq, limit: limits.pageSizeMax });
    messages.push(...page.messages);
    const last = page.messages.at(-1);
    if (!page.hasNewer || !last) return messages;
    afterSeq = last.seq;
  }
}
