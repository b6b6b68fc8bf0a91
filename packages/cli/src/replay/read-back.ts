// What the API says after the trace, asked over HTTP by clients that saw nothing of it; and what the clients that followed the news say.
import type { Conversation, ConversationId, MethodOutput } from '@parley/contract';
import { type Client, createClient } from '@parley/sdk';
import type { Facts, RowRead } from './facts.ts';
import { eachLimited } from './limited.ts';
import type { Account } from './make-people.ts';
import type { Person } from './person.ts';

type Message = MethodOutput<'messages.list'>['messages'][number];

export async function readBack(accounts: Iterable<Account>, url: string, facts: Facts): Promise<void> {
  await eachLimited(accounts, 12, async ({ id, token }) => {
    const client = createClient({ url, token });
    const { conversations, badge } = await readInbox(client);
    facts.badges.push({ by: id, source: 'read', count: badge });
    for (const conversation of conversations) {
      facts.rows.push(toRow(id, 'read', conversation));
      const messages = await readLog(client, conversation.id);
      facts.logs.push({ by: id, conversationId: conversation.id, messages });
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
    facts.badges.push({ by: id, source: 'kept', count: state.unreadConversationCount });
    for (const row of state.conversations) facts.rows.push(toRow(id, 'kept', row));
  }
}

async function readInbox(client: Client): Promise<{ conversations: Conversation[]; badge: number }> {
  const first = await client.call('inbox.list', { limit: 100 });
  const conversations = [...first.conversations];
  for (let cursor = first.nextCursor; cursor !== undefined; ) {
    const page = await client.call('inbox.list', { limit: 100, cursor });
    conversations.push(...page.conversations);
    cursor = page.nextCursor;
  }
  return { conversations, badge: first.unreadConversationCount };
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

function toRow(by: string, source: RowRead['source'], row: Conversation): RowRead {
  const { id: conversationId, lastSeq, readSeq, unreadCount, peerReceiptSeq } = row;
  return { by, source, conversationId, lastSeq, readSeq, unreadCount, peerReceiptSeq };
}
