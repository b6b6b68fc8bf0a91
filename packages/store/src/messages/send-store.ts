// The store's side of the send path: one flush that locks and appends what was decided. See README.md beside this file.
import type { Attachment, ConversationId, Entity, FilterReason, StickerId, UserId } from '@parley/contract';
import { inLockOrder, type Pipeline, toTimestamp } from '../database/index.ts';
import { ATTACH, attachValues } from '../media/index.ts';
import { APPEND, COUNT_REFUSED, LOCK, STORED } from './append.sql.ts';
import { type StoredShare, toStoredExtras } from './extras.ts';

/** What names a send: the same three again are the same send (MSG-2). */
export type SendKey = { conversationId: ConversationId; senderId: UserId; clientMessageId: string };

export type DecidedSend = SendKey & {
  recipientId: UserId;
  text: string;
  entities: readonly Entity[];
  /** The message that it answers, which the sender can see. */
  replyToSeq?: number | undefined;
  /** The sender's own, and in no message yet. The text is their caption. */
  attachments?: readonly Attachment[] | undefined;
  sticker?: StickerId | undefined;
  share?: StoredShare | undefined;
  senderVer: number;
  recipientVer: number;
  /** It may be stored while the sender's `attemptCount`, with all of this batch, is no higher. */
  attemptMax: number;
  /** Where it goes on the recipient's side; `withheld` is stored for its sender alone (REQ-5). */
  folder: SendFolder;
  filterReason: FilterReason | undefined;
  effects: SendEffects;
};

export type SendFolder = 'inbox' | 'requests' | 'filtered' | 'withheld';

/** What a send changes of how the two stand. Nothing of the same sender or conversation may follow in its batch. */
export type SendEffects = {
  /** The sender agrees to hear the other, and so answers a request of theirs. */
  consents: boolean;
  /** The recipient is a new person to the sender. */
  isFirstContact: boolean;
  /** The request opens, or goes to another folder. */
  movesRequest: boolean;
  countsAsRequest: boolean;
  /** It is let in where a request waits, which is over by that. */
  endsRequest: boolean;
};

export const hasEffects = (send: Pick<DecidedSend, 'effects' | 'attachments'>): boolean => effectsCode(send) > 0;

/** Attachments count too: each goes into one message, and what is decided next has to know. */
const effectsCode = ({ effects, attachments = [] }: Pick<DecidedSend, 'effects' | 'attachments'>): number =>
  Number(effects.consents) +
  2 * Number(effects.isFirstContact) +
  4 * Number(effects.movesRequest) +
  8 * Number(effects.countsAsRequest) +
  16 * Number(attachments.length > 0) +
  32 * Number(effects.endsRequest);

const folderCodes: Record<SendFolder, number | null> = { inbox: null, requests: 1, filtered: 2, withheld: 3 };

/** `needed`: senders who have no mark since it began. */
export type AttemptMarks = { sinceMs: number; needed: readonly UserId[] };

export type StoredSend = { seq: number; sentAtMs: number; isNew: boolean };

export type Appended = {
  /** By `sendKeyText`; a send that is missing was decided on facts that have changed. */
  stored: Map<string, StoredSend>;
  /** The new revision of every sender's and recipient's inbox, also of those that got nothing. */
  revs: Map<UserId, number>;
};

export type SendStore = {
  /** Appends all sends in one transaction. Throws `StoreFault`; after `lost` the same sends may be appended again. */
  append(sends: readonly DecidedSend[], nowMs: number, marks: AttemptMarks): Promise<Appended>;
  /** Counts refused attempts as attempts (LIM-1). */
  countRefused(counts: ReadonlyMap<UserId, number>, marksSinceMs: number): Promise<void>;
  /** The first answers of those sends that are already stored. */
  findStored(keys: readonly SendKey[]): Promise<Map<string, StoredSend>>;
};

export const sendKeyText = (key: SendKey): string => `${key.conversationId} ${key.senderId} ${key.clientMessageId}`;

type StoredRow = {
  conversation_id: ConversationId;
  sender_id: UserId;
  client_message_id: string;
  seq: string;
  sent_at: number;
  is_new?: boolean;
};

const toStored = (rows: readonly StoredRow[]): Map<string, StoredSend> =>
  new Map(
    rows.map((row) => {
      const key = {
        conversationId: row.conversation_id,
        senderId: row.sender_id,
        clientMessageId: row.client_message_id,
      };
      return [sendKeyText(key), { seq: Number(row.seq), sentAtMs: row.sent_at, isNew: row.is_new ?? false }];
    }),
  );

/** The statements of the flush; the contract suite puts broken ones in their place. */
export type SendStatements = {
  lock: string;
  append: string;
  /** Of the connection. Default: the shipped ones. */
  settings?: string;
};
const sound: SendStatements = { lock: LOCK, append: APPEND };

export const sendStore = (
  reads: Pick<Pipeline, 'run'>,
  writes: Pick<Pipeline, 'flush'>,
  statements = sound,
): SendStore => ({
  append: async (sends, nowMs, marks) => {
    const ids = inLockOrder(sends.flatMap((send) => [send.senderId, send.recipientId]));
    const attempts = countBy(sends.map((send) => send.senderId));
    const attached = attachValues(sends);
    const [locked, stored] = await writes.flush([
      { name: 'send_lock', text: statements.lock, values: [ids, ids.map((id) => attempts.get(id) ?? 0)] },
      { name: 'send_append', text: statements.append, values: appendValues(sends, ids, nowMs, marks) },
      ...(attached ? [{ name: 'send_attach', text: ATTACH, values: attached }] : []),
    ]);
    return {
      stored: toStored(stored as StoredRow[]),
      revs: new Map((locked as { id: UserId; rev: string }[]).map((row) => [row.id, Number(row.rev)])),
    };
  },

  countRefused: async (counts, marksSinceMs) => {
    const ids = inLockOrder([...counts.keys()]);
    const values = [ids, ids.map((id) => counts.get(id) ?? 0), toTimestamp(marksSinceMs)];
    await writes.flush([{ name: 'send_count_refused', text: COUNT_REFUSED, values }]);
  },

  findStored: async (keys) => {
    if (keys.length === 0) return new Map();
    const rows = await reads.run<StoredRow>({
      name: 'send_stored',
      text: STORED,
      values: [
        keys.map((key) => key.conversationId),
        keys.map((key) => key.senderId),
        keys.map((key) => key.clientMessageId),
      ],
    });
    return toStored(rows);
  },
});

export function countBy<Id>(ids: readonly Id[]): Map<Id, number> {
  const counts = new Map<Id, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

const appendValues = (
  sends: readonly DecidedSend[],
  ids: readonly UserId[],
  nowMs: number,
  marks: AttemptMarks,
): unknown[] => [
  sends.map((send) => send.conversationId),
  sends.map((send) => send.senderId),
  sends.map((send) => send.recipientId),
  sends.map((send) => send.clientMessageId),
  sends.map((send) => send.text),
  sends.map(({ entities, replyToSeq, attachments = [], sticker, share }) =>
    toStoredExtras({
      entities,
      ...(replyToSeq ? { replyToSeq } : {}),
      ...(attachments.length > 0 ? { attachments } : {}),
      ...(sticker ? { sticker } : {}),
      ...(share ? { share } : {}),
    }),
  ),
  sends.map((send) => send.senderVer),
  sends.map((send) => send.recipientVer),
  ids,
  toTimestamp(nowMs),
  sends.map((send) => send.attemptMax),
  sends.map((send) => folderCodes[send.folder]),
  sends.map((send) => (send.filterReason ? JSON.stringify(send.filterReason) : null)),
  sends.map(effectsCode),
  marks.needed,
  toTimestamp(marks.sinceMs),
];
