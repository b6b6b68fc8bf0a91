// The statements that run all day, taken from the store itself: it is asked everything once, and what it would have run is written down.
import type { Attachment, AttachmentId, ConversationId, UserId } from '@parley/contract';
import { type AdmissionReader, admissionReader, admissionWriter } from '../admission/index.ts';
import type { Run, Statement } from '../database/index.ts';
import { type InboxReader, inboxReader } from '../inbox/index.ts';
import {
  type DecidedSend,
  type MessageRange,
  type MessagesReader,
  messagesReader,
  newestUnreadSeq,
  sendStore,
} from '../messages/index.ts';
import { peopleReader } from '../people/index.ts';
import { markStore } from '../receipts/index.ts';
import { type SearchReader, searchReader } from '../search/index.ts';

/** On which of the store's connections it runs. */
export type HotStatement = { name: string; text: string; valueCount: number; connection: 'sends' | 'reads' };

const [me, other] = ['1', '2'] as [UserId, UserId];
const conversationId = '00000000-0000-0001-0000-000000000002' as ConversationId;
const attachment: Attachment = {
  id: '1-00000000-0000-4000-8000-000000000001' as AttachmentId,
  kind: 'file',
  name: 'a.pdf',
  mime: 'application/pdf',
  bytes: 1,
};

const send: DecidedSend = {
  ...{ conversationId, senderId: me, recipientId: other, clientMessageId: 'm', text: 'hi', entities: [] },
  ...{ senderVer: 0, recipientVer: 0, attemptMax: 9, folder: 'inbox', filterReason: undefined },
  effects: { consents: false, isFirstContact: false, movesRequest: false, countsAsRequest: false, endsRequest: false },
  attachments: [attachment],
};

/** Answers that lead on to what is asked only after them: a message that answers another, a search that must go further. */
const answers: Readonly<Record<string, unknown[]>> = {
  older: [{ seq: '9', extras: { replyToSeq: 1 } }],
  digest_rows: [{ conversation_id: conversationId, read_seq: '0', after_seq: '0', hidden: [] }],
  search_walk: Array.from({ length: 2_000 }, (_, at) => ({ place: at + 1, is_hit: false, seq: '1', sent_at: 0 })),
};

/** `unasked`: readings of the readers that are hot as a whole which were left out, so that a new one is not forgotten. */
export async function hotStatements(): Promise<{ statements: HotStatement[]; unasked: string[] }> {
  const unasked = new Set<string>();
  const all: All = (reader) => {
    for (const name of Object.keys(reader)) unasked.add(name);
    return new Proxy(reader, {
      get: (target, name, receiver) => {
        unasked.delete(String(name));
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
  };
  const found = new Map<string, HotStatement>();
  const note = (connection: HotStatement['connection'], { name, text, values = [] }: Statement): void => {
    const key = name ?? text.trim().split('\n', 1).join('');
    found.set(key, { name: key, text, valueCount: values.length, connection });
  };
  const run: Run = <Row>(statement: Statement): Promise<Row[]> => {
    note('reads', statement);
    return Promise.resolve((answers[statement.name ?? ''] ?? []) as Row[]);
  };
  const flush = (statements: readonly Statement[]): Promise<never[][]> => {
    for (const statement of statements) note('sends', statement);
    return Promise.resolve(statements.map(() => []));
  };
  await askSends(all(admissionReader(run)), run, flush);
  await askInbox(all(inboxReader(run)));
  await askMessages(all(messagesReader(run)));
  await newestUnreadSeq(run, { conversationId, userId: me, afterSeq: 0, upToSeq: 1, hiddenSeqs: [] });
  await askSearch(all(searchReader(run)));
  await peopleReader(run).forViewer(me, [other]);
  return { statements: [...found.values()], unasked: [...unasked] };
}

type All = <Reader extends object>(reader: Reader) => Reader;
type Flush = (statements: readonly Statement[]) => Promise<never[][]>;

async function askSends(facts: AdmissionReader, run: Run, flush: Flush): Promise<void> {
  await facts.facts([send], { attemptsFromMs: 0 });
  await facts.strangers([send], { newPeopleFromMs: 0, lookupsFromMs: 0, requestsFromMs: 0 });
  await admissionWriter(run).noteLookups([send], 0, 0);
  const sends = sendStore({ run }, { flush });
  await sends.append([send], 0, { sinceMs: 0, needed: [] });
  await sends.countRefused(new Map([[me, 1]]), 0);
  await sends.findStored([send]);
  await markStore({ flush }).apply([{ kind: 'read', conversationId, userId: me, peerId: other, seq: 1 }]);
}

async function askInbox(inbox: InboxReader): Promise<void> {
  await inbox.rev(me);
  await inbox.revs([me]);
  await inbox.aheadOf(new Map([[me, 1]]));
  for (const folder of ['inbox', 'archived', 'blocked'] as const) {
    for (const isUnreadOnly of [false, true]) {
      await inbox.listForMember(me, { folder, isUnreadOnly, limit: 30 });
      await inbox.listForMember(me, { folder, isUnreadOnly, limit: 30, after: { messageRev: 1, conversationId } });
    }
  }
  for (const isUnreadOnly of [false, true]) await inbox.pinnedForMember(me, isUnreadOnly);
  await inbox.changedForMember(me, 0, 30);
  await inbox.atRevForMember(me, 1);
  await inbox.getForMember(me, [conversationId]);
  await inbox.digestRows(me, [conversationId], 100);
  await inbox.digestBadge(me, { fromMs: 0, untilMs: 1 }, 100);
  await inbox.standing(me, { nowMs: 0, filteredFromMs: 0 });
}

async function askMessages(messages: MessagesReader): Promise<void> {
  const ranges: MessageRange[] = [{ limit: 30 }, { afterSeq: 1, limit: 30 }];
  for (const range of ranges) await messages.listForMember(me, { conversationId, clearedSeq: 0 }, range);
  await messages.atForMember(me, [{ conversationId, seq: 1 }]);
  await messages.lastForMember(me, [{ conversationId, clearedSeq: 0, lastSeq: 1 }]);
  await messages.visibleOf([{ viewerId: me, conversationId, seq: 1 }]);
  await messages.countUnread(me, [{ conversationId, afterSeq: 0, lastSeq: 1 }], 100);
}

async function askSearch(search: SearchReader): Promise<void> {
  const query = { lexemes: [], limit: 20 };
  await search.messagesForMember(me, query);
  await search.messagesForMember(me, { ...query, conversationId });
  await search.conversationsForMember(me, { handle: 'b', key: 'b', limit: 20 });
}
