// Ten ways to break Parley, each as a small change of its source that somebody could make.

/** `find` must be in the file exactly once; a path is below packages. */
export type Patch = { file: string; find: string; replace: string };
export type Breakage = { name: string; about: string; patches: readonly Patch[] };

const sendQueue = 'server/src/messages/send-queue.ts';
const appendSql = 'store/src/messages/append.sql.ts';

export const breakages: readonly Breakage[] = [
  {
    name: 'ack before commit',
    about: 'The sender is answered with the number that the message is going to have, while it is being stored.',
    patches: [
      {
        file: sendQueue,
        find: '    const appended = await store.sends.append(',
        replace: `    for (const { one } of decided) {
      const row = (await store.read.inbox.getForMember(one.senderId, [one.conversationId])).get(one.conversationId);
      one.answer({ stored: { seq: (row?.lastSeq ?? 0) + 1, sentAtMs: nowMs, isNew: true } });
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
        find: `      unsubscribe = await this.#options.subscribe(actor.userId, (text) => deliver(text));
      const rev = await this.#options.currentRev(actor.userId);`,
        replace: `      const rev = await this.#options.currentRev(actor.userId);
      unsubscribe = await this.#options.subscribe(actor.userId, (text) => deliver(text));`,
      },
    ],
  },
  {
    name: 'unread as a counter',
    about: 'Reading so many messages takes so many away, instead of counting again what is left.',
    patches: [
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
  {
    name: 'X announce inside the transaction',
    about: 'News leave as they are written, not when they are committed.',
    patches: [
      {
        file: 'server/src/announce/announce.ts',
        find: 'update: (...args) => void news.push(() => announcer.update(...args)),',
        replace: 'update: (...args) => announcer.update(...args),',
      },
    ],
  },
  {
    name: 'X empty updates not sent',
    about: 'A revision that brought nothing is not announced.',
    patches: [
      {
        file: 'server/src/announce/announce.ts',
        find: 'update: (userId, rev, changes) => publish(',
        replace: 'update: (userId, rev, changes) => changes.length > 0 && publish(',
      },
    ],
  },
  {
    name: 'X time of the node',
    about: 'A message gets the time of the node that stores it.',
    patches: [
      {
        file: appendSql,
        find: 'last_at = greatest(c.last_at, excluded.last_at)',
        replace: 'last_at = excluded.last_at',
      },
    ],
  },
  {
    name: 'X untold forgotten',
    about: 'What was delivered while receipts were off is told when they are on again.',
    patches: [
      {
        file: 'store/src/receipts/marks.sql.ts',
        find: 'coalesce(delivered_seq > greatest(untold_seq, new_read_seq), false)',
        replace: 'coalesce(delivered_seq > new_read_seq, false)',
      },
    ],
  },
  {
    name: 'X sending is not kept',
    about: 'What is on its way counts as sent when the outbox is written down.',
    patches: [
      {
        file: 'sdk/src/outbox/queue.ts',
        find: "({ status }) => status !== 'sent')",
        replace: "({ status }) => status !== 'sent' && status !== 'sending')",
      },
    ],
  },
  {
    name: 'X early frames dropped',
    about: 'What is announced while a session is greeted does not reach it.',
    patches: [
      {
        file: 'realtime/src/sessions/session.ts',
        find: '      for (const text of early) this.sendText(text);\n',
        replace: '',
      },
    ],
  },
  {
    name: 'X mark forgets newer',
    about: 'A mark that was said is done, also where the person has read on meanwhile.',
    patches: [{ file: 'sdk/src/receipts/marks.ts', find: 'if (mark.wantedSeq === seq) this', replace: 'this' }],
  },
  {
    name: 'X gap ignored',
    about: 'An update is applied whether or not the one before it came.',
    patches: [
      {
        file: 'sdk/src/sync/sync.ts',
        find: 'const rev = (this.#deps.rows.rev ?? 0) + 1;',
        replace: 'const rev = Math.min(...this.#early.keys());',
      },
    ],
  },
  {
    name: 'X retry does not keep its place',
    about: 'A message whose try failed goes to the end of the line.',
    patches: [
      {
        file: 'sdk/src/outbox/queue.ts',
        find: "return replaced(queue, name, (base) => ({ ...base, status: 'pending' }));",
        replace:
          "return [...without(queue, new Set([name])), ...queue.filter((one) => nameOf(one) === name).map((one) => ({ ...baseOf(one), status: 'pending' as const }))];",
      },
    ],
  },
  {
    name: 'X unread of the unsent',
    about: 'An unsent message still counts as unread on the server.',
    patches: [
      {
        file: 'store/src/messages/messages-store.ts',
        find: '      and ${notUnsent}\n      and not exists (\n        select 1 from unnest($4',
        replace: '      and not exists (\n        select 1 from unnest($4',
      },
    ],
  },
  {
    name: 'X message without its own echo',
    about: 'The sender is not told of their own message: they have the answer.',
    patches: [
      { file: 'sdk/src/sync/sync.ts', find: 'if (row.rev >= rev) continue;', replace: 'if (row.rev > rev) continue;' },
    ],
  },
  {
    name: 'X lost batch is given up',
    about: 'After a broken connection the senders are told that it did not work.',
    patches: [
      {
        file: 'server/src/batches.ts',
        find: 'const again = batch.filter((item) => isPassing && item.enqueuedAtMs > giveUpBeforeMs);',
        replace: 'const again: Item[] = []; void giveUpBeforeMs;',
      },
    ],
  },
];
