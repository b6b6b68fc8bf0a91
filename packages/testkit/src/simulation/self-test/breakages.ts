// Ten ways to break Parley, each as a small change of its source that somebody could make.

/** `find` must be in the file exactly once; a path is below packages. */
export type Patch = { file: string; find: string; replace: string };
export type Breakage = { name: string; about: string; patches: readonly Patch[] };

const appendSql = 'store/src/messages/append.sql.ts';

export const breakages: readonly Breakage[] = [
  {
    name: 'ack before commit',
    about: 'The sender is answered with the number that the message is going to have, while it is being stored.',
    patches: [
      {
        file: 'server/src/messages/send-queue.ts',
        find: '  const appended = await store.sends.append(',
        replace: `  for (const { one } of decided) {
    const row = (await store.read.inbox.getForMember(one.senderId, [one.conversationId])).get(one.conversationId);
    one.answer({ stored: { seq: (row?.lastSeq ?? 0) + 1, sentAtMs: facts.nowMs, isNew: true } });
  }
  const appended = await store.sends.append(`,
      },
    ],
  },
  {
    name: 'no version re-check',
    about: 'A send is stored as it was decided, whatever changed between the decision and the lock.',
    patches: [
      { file: appendSql, find: ' and sender.ver = s.sender_ver', replace: '' },
      { file: appendSql, find: ' and recipient.ver = s.recipient_ver', replace: '' },
    ],
  },
  {
    name: 'catch-up before subscribe',
    about: 'A session reads how far the inbox is first, and listens then.',
    patches: [
      {
        file: 'realtime/src/sessions/session.ts',
        find: `      unsubscribe = await this.#options.subscribe(actor.userId, this.#listener());
      const rev = await this.#options.currentRev(actor.userId);`,
        replace: `      const rev = await this.#options.currentRev(actor.userId);
      unsubscribe = await this.#options.subscribe(actor.userId, this.#listener());`,
      },
    ],
  },
  {
    name: 'unread as a counter',
    about:
      'Unread is what was added since the mark, less what was read: what is hidden or unsent, and one’s own, is never taken off.',
    patches: [
      {
        file: 'server/src/conversations/show-conversations.ts',
        find: 'unreadCount: isUnread(row) ? Math.max(1, facts.unread.get(row.conversationId) ?? 0) : 0,',
        replace: 'unreadCount: isUnread(row) ? Math.min(limits.unreadCountMax, row.lastSeq - seenSeq(row)) : 0,',
      },
      {
        file: 'sdk/src/conversations/apply-change.ts',
        find: '  return recounted(moved, known);',
        replace: '  return { ...moved, unreadCount: Math.max(0, row.unreadCount - (readSeq - row.readSeq)) };',
      },
    ],
  },
  {
    name: 'no idempotency',
    about: 'A send that comes again is stored again.',
    patches: [
      {
        file: appendSql,
        find: `and client_message_id = s.client_message_id
    limit 1`,
        replace: `and client_message_id = s.client_message_id and false
    limit 1`,
      },
      {
        file: 'store/src/migrations/0001-people-and-messages.ts',
        find: 'create unique index messages_by_client_message_id',
        replace: 'create index messages_by_client_message_id',
      },
    ],
  },
  // Five more, which looked harmless.
  {
    name: 'announce inside the transaction',
    about: 'News leave when they are written, not when they are committed.',
    patches: [
      {
        file: 'server/src/announce/announce.ts',
        find: 'update: (...args) => void news.push(() => announcer.update(...args)),',
        replace: 'update: (...args) => announcer.update(...args),',
      },
    ],
  },
  {
    name: 'time of the node',
    about:
      'A message gets the time of the node that stores it, though the one before it came from a node whose clock is ahead.',
    patches: [
      {
        file: appendSql,
        find: 'last_at = greatest(c.last_at, excluded.last_at)',
        replace: 'last_at = excluded.last_at',
      },
    ],
  },
  {
    name: 'deliveries of an off period',
    about: 'A device says anew what it received while receipts were off, and now that they are on it is told.',
    patches: [
      {
        file: 'store/src/receipts/marks.sql.ts',
        find: 'coalesce(delivered_seq > greatest(untold_seq, new_read_seq), false)',
        replace: 'coalesce(delivered_seq > new_read_seq, false)',
      },
    ],
  },
  {
    name: 'on its way is as good as sent',
    about: 'The outbox keeps what waits, but not what is being sent just then.',
    patches: [
      {
        file: 'sdk/src/outbox/queue.ts',
        find: "({ status }) => status !== 'sent')",
        replace: "({ status }) => status !== 'sent' && status !== 'sending')",
      },
    ],
  },
  {
    name: 'a request from before is waited for',
    about: 'What hangs over HTTP, in a network that is gone, holds up the inbox though the socket is back.',
    patches: [{ file: 'sdk/src/client.ts', find: '      calls.connected();\n', replace: '' }],
  },
];
