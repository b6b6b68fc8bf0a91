// What the API says after the trace, asked over HTTP by clients that saw nothing of it; and what the clients that followed the news say.
import type { Conversation, ConversationId, MethodOutput } from '@parley/contract';
import { type Client, createClient } from '@parley/sdk';
import type { Facts, RowRead, RowSource } from './facts.ts';
import { eachLimited } from './limited.ts';
import type { Account } from './make-people.ts';
import type { Person } from './person.ts';

type Message = MethodOutput<'messages.list'>['messages'][number];

export async function readBack(accounts: Iterable<Account>, url: string, facts: Facts): Promise<void> {
  await eachLimited(accounts, 12, async ({ id, token }) => {
    const client = createClient({ url, token });
    const { conversations, counts } = await readInbox(client);
    facts.badges.push({ by: id, source: 'read', ...counts });
    for (const row of conversations) facts.rows.push(toRow(id, 'inbox', row));
    for (const folder of ['requests', 'filtered'] as const) {
      for (const row of await readRequests(client, folder)) facts.rows.push(toRow(id, folder, row));
    }
    for (const row of await readChanges(client)) {
      facts.rows.push(toRow(id, 'changes', row));
      facts.logs.push({ by: id, conversationId: row.id, messages: await readLog(client, row.id) });
    }
    const { followerCount = 0, followingCount = 0 } = await client.call('people.profile', { userId: id });
    facts.followCounts.push({ by: id, followerCount, followingCount });
  });
}

/** The rows that a client kept by applying the news to what it read long ago. */
export function readKept(people: Iterable<Person>, facts: Facts): void {
  for (const { id, client } of people) {
    const { state } = client.inbox;
    if (state.status !== 'ready') continue;
    facts.badges.push({ by: id, source: 'kept', ...countsOf(state) });
    for (const row of state.conversations) facts.rows.push(toRow(id, 'kept', row));
  }
}

type Counts = Pick<MethodOutput<'inbox.list'>, 'unreadConversationCount' | 'requestCount' | 'filteredCount'>;

const countsOf = ({ unreadConversationCount, requestCount, filteredCount }: Counts) => ({
  count: unreadConversationCount,
  requestCount,
  filteredCount,
});

async function readInbox(
  client: Client,
): Promise<{ conversations: Conversation[]; counts: ReturnType<typeof countsOf> }> {
  const first = await client.call('inbox.list', { limit: 100 });
  const conversations = [...first.conversations];
  for (let cursor = first.nextCursor; cursor !== undefined; ) {
    const page = await client.call('inbox.list', { limit: 100, cursor });
    conversations.push(...page.conversations);
    cursor = page.nextCursor;
  }
  return { conversations, counts: countsOf(first) };
}

async function readRequests(client: Client, folder: 'requests' | 'filtered'): Promise<Conversation[]> {
  const conversations: Conversation[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.call('requests.list', { folder, limit: 100, ...(cursor ? { cursor } : {}) });
    conversations.push(...page.requests.map(({ conversation }) => conversation));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return conversations;
}

/** All conversations that there are, wherever they stand. */
async function readChanges(client: Client): Promise<Conversation[]> {
  const conversations: Conversation[] = [];
  for (let sinceRev = 0, hasMore = true; hasMore; ) {
    const page = await client.call('inbox.changes', { sinceRev });
    conversations.push(...page.conversations);
    ({ rev: sinceRev, hasMore } = page);
  }
  return conversations;
}

async function readLog(client: Client, conversationId: ConversationId): Promise<Message[]> {
  const messages: Message[] = [];
  for (let hasNewer = true; hasNewer; ) {
    const page = await client.call('messages.list', {
      conversationId,
      afterSeq: messages.at(-1)?.seq ?? 0,
      limit: 100,
    });
    messages.push(...page.messages);
    hasNewer = page.hasNewer && page.messages.length > 0;
  }
  return messages;
}

function toRow(by: string, source: RowSource, row: Conversation): RowRead {
  const { id: conversationId, folder, lastSeq, readSeq, unreadCount, peerReceiptSeq, peerDeliveredSeq } = row;
  return { by, source, conversationId, folder, lastSeq, readSeq, unreadCount, peerReceiptSeq, peerDeliveredSeq };
}
