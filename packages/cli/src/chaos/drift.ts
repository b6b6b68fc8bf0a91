// What a recount gives against what is stored as counted, and against what each device shows.
import type { Seen } from '@parley/testkit/load';
import type { Stored, StoredInboxRow } from './stored.ts';

export function driftIn(stored: Stored, seen: Seen): string[] {
  const idsOf = new Map<string, string[]>();
  for (const { conversation, seq, textId } of stored.messages) {
    const ids = idsOf.get(conversation) ?? [];
    ids[seq] = textId;
    idsOf.set(conversation, ids);
  }
  return [
    ...stored.inbox.flatMap((row) => driftOfRow(row)),
    ...stored.behind.map((userId) => `the revision of ${userId} is below one of a row of theirs`),
    ...seen.flatMap((device) => driftOfDevice(device, { stored, idsOf })),
  ];
}

function driftOfRow({ userId, conversation, lastSeq, lastIncomingSeq, counted }: StoredInboxRow): string[] {
  const where = `the inbox of ${userId} says of ${conversation}`;
  return [
    ...(lastSeq === counted.lastSeq ? [] : [`${where}: last ${lastSeq}, which is ${counted.lastSeq}`]),
    ...(lastIncomingSeq === counted.lastIncomingSeq
      ? []
      : [`${where}: last incoming ${lastIncomingSeq}, which is ${counted.lastIncomingSeq}`]),
  ];
}

type Known = { stored: Stored; idsOf: ReadonlyMap<string, readonly string[]> };

function driftOfDevice(seen: Seen[number], { stored, idsOf }: Known): string[] {
  const { device, userId, connection, waiting, inbox, logs } = seen;
  if (connection !== 'live') return [`${device} did not come back: ${connection}`];
  if (waiting > 0) return [`${device} still waits with ${waiting} to send`];
  if (inbox === undefined) return [`${device} shows no inbox`];
  const rows = stored.inbox.filter((row) => row.userId === userId && row.isListed);
  const drift: string[] = [];
  const compare = (what: string, shows: string | number | undefined, is: string | number | undefined): void => {
    if (shows !== is) drift.push(`${device} shows ${what} ${shows}, which is ${is}`);
  };
  compare('so many conversations:', inbox.length, rows.length);
  compare(
    'as unread conversations',
    seen.unreadConversationCount,
    rows.filter(({ counted }) => counted.unread > 0).length,
  );
  for (const { conversation, readSeq, counted } of rows) {
    const row = inbox.find((one) => one.conversation === conversation);
    const of = (what: string): string => `of ${conversation} ${what}`;
    compare(of('the last'), row?.lastSeq, counted.lastSeq);
    compare(of('as last message'), row?.lastId, idsOf.get(conversation)?.[counted.lastSeq]);
    compare(of('as unread'), row?.unreadCount, counted.unread);
    compare(of('as read'), row?.readSeq, readSeq);
  }
  for (const { conversation, messages } of logs) {
    const ids = idsOf.get(conversation) ?? [];
    compare(`of ${conversation} messages up to`, messages.at(-1)?.seq ?? 0, Math.max(0, ids.length - 1));
    const wrong = messages.find(({ seq, id }) => ids[seq] !== id);
    if (wrong) compare(`as ${wrong.seq} of ${conversation}`, wrong.id, ids[wrong.seq]);
  }
  return drift;
}
