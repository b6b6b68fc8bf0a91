import type { Change, Conversation, Message } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { conversationOf, me, messageOf, personId } from '../testing/samples.ts';
import { applyToLog, applyToRow } from './apply-change.ts';
import { emptyLog, type Log } from './log.ts';

const bob = personId(1);
const conversation = conversationOf(bob);
const { id: conversationId } = conversation;

/** Bob's 1 and 2, mine 3, Bob's 4; read up to 1. */
const messages = [messageOf(bob, 1), messageOf(bob, 2), messageOf(bob, 3, me), messageOf(bob, 4)];
const row: Conversation = {
  ...conversation,
  rev: 9,
  lastSeq: 4,
  lastMessage: messages[3],
  lastMessageAt: messages[3]?.sentAt,
  unreadCount: 2,
  readSeq: 1,
  isListed: true,
};
const log: Log = { ...emptyLog, messages, endSeq: 4 };

const created = (message: Message): Change => ({ type: 'message.created', message, folder: 'inbox' });
const read = (readSeq: number): Change => ({ type: 'conversation.read', conversationId, readSeq });
const hidden = (...seqs: number[]): Change => ({ type: 'message.hidden', conversationId, seqs });
const cleared = (clearedSeq: number, isListed = true): Change => ({
  type: 'conversation.cleared',
  conversationId,
  clearedSeq,
  isListed,
});

const changed = (message: Message): Change => ({ type: 'message.changed', message });
const edited = (seq: number): Message => ({
  ...messageOf(bob, seq),
  content: { kind: 'text', text: 'mended', entities: [] },
  editedAt: '2026-06-15T12:00:00.000Z',
});
const unsent = (seq: number): Message => ({
  ...messageOf(bob, seq),
  content: { kind: 'text', text: '', entities: [] },
  unsentAt: '2026-06-15T12:00:00.000Z',
});

type Case = {
  title: string;
  before?: Conversation;
  change: Change;
  log?: Log;
  after: Partial<Conversation> | 'unknown';
};

const fromBob = messageOf(bob, 5);
const fromMe = messageOf(bob, 5, me);
const partOfLog: Log = { ...log, messages: messages.slice(2), startSeq: 3, hasOlder: true };

const cases: Case[] = [
  {
    title: 'MSG-1 a message of the other becomes the last one, and is unread',
    change: created(fromBob),
    after: { lastSeq: 5, lastMessage: fromBob, lastMessageAt: fromBob.sentAt, unreadCount: 3 },
  },
  {
    title: 'INB-2 ADM-4 my own message is not unread, and gives a consent that I may close',
    change: created(fromMe),
    after: {
      ...{ lastSeq: 5, lastMessage: fromMe, lastMessageAt: fromMe.sentAt },
      abilities: { ...row.abilities, close: true },
    },
  },
  {
    title: 'REQ-1 a message that moves the conversation to requests is asked about',
    change: { ...created(fromBob), folder: 'requests' } as Change,
    after: 'unknown',
  },
  {
    title: 'REQ-3 whatever touches a request is asked about',
    before: { ...row, folder: 'requests' },
    change: created(fromBob),
    after: 'unknown',
  },
  {
    title: 'REQ-2 my own message to somebody who has not accepted is asked about: it is one fewer left',
    before: { ...row, request: { direction: 'outgoing', remaining: 3 } },
    change: created(fromMe),
    after: 'unknown',
  },
  {
    title: 'REQ-4 a conversation that moved is asked about',
    change: { type: 'conversation.moved', conversationId, folder: 'inbox' },
    after: 'unknown',
  },
  {
    title: 'INB-2 unread counts stop at 100',
    before: { ...row, unreadCount: 100 },
    change: created(fromBob),
    after: { lastSeq: 5, lastMessage: fromBob, lastMessageAt: fromBob.sentAt, unreadCount: 100 },
  },
  {
    title: 'MSG-8 a message brings a deleted conversation back into the inbox',
    before: { ...row, isListed: false },
    change: created(fromBob),
    after: { lastSeq: 5, lastMessage: fromBob, lastMessageAt: fromBob.sentAt, unreadCount: 3, isListed: true },
  },
  {
    title: 'MSG-1 a message that is there already is asked about',
    change: created(messageOf(bob, 4)),
    after: 'unknown',
  },
  { title: 'INB-2 reading everything leaves nothing unread', change: read(4), after: { readSeq: 4, unreadCount: 0 } },
  {
    title: 'INB-2 reading a part counts the rest from the log',
    change: read(3),
    log,
    after: { readSeq: 3, unreadCount: 1 },
  },
  {
    title: 'INB-2 reading a part counts the rest from a part of the log that reaches far enough',
    change: read(2),
    log: partOfLog,
    after: { readSeq: 2, unreadCount: 1 },
  },
  { title: 'INB-2 reading a part is asked about without a log', change: read(2), after: 'unknown' },
  {
    title: 'INB-2 reading a part is asked about where the log begins later',
    change: read(1),
    before: { ...row, readSeq: 0, unreadCount: 3 },
    log: partOfLog,
    after: 'unknown',
  },
  {
    title: 'INB-2 reading a part is asked about where the log ends earlier',
    change: read(2),
    log: { ...log, hasNewer: true },
    after: 'unknown',
  },
  {
    title: 'INB-2 what the log knows already beyond the row is not counted twice',
    change: read(3),
    log: { ...log, messages: [...messages, fromBob], endSeq: 5 },
    after: { readSeq: 3, unreadCount: 1 },
  },
  { title: 'MSG-8 hiding a message that I read changes no count', change: hidden(1), after: {} },
  { title: 'MSG-8 hiding an unread message counts anew', change: hidden(2), log, after: { unreadCount: 1 } },
  { title: 'MSG-8 hiding an unread message is asked about without a log', change: hidden(2), after: 'unknown' },
  { title: 'MSG-8 hiding the last message is asked about', change: hidden(4), log, after: 'unknown' },
  {
    title: 'MSG-8 clearing leaves an empty row in its place',
    change: cleared(4),
    after: { clearedSeq: 4, unreadCount: 0, lastMessage: undefined, lastMessageAt: undefined },
  },
  {
    title: 'MSG-8 deleting takes it out of the inbox',
    change: cleared(4, false),
    after: { clearedSeq: 4, unreadCount: 0, lastMessage: undefined, lastMessageAt: undefined, isListed: false },
  },
  {
    title: 'MSG-6 an edited last message shows as it is now, and nothing else moves',
    change: changed(edited(4)),
    after: { lastMessage: edited(4) },
  },
  { title: 'MSG-6 an edit further up changes no row', change: changed(edited(1)), after: {} },
  {
    title: 'MSG-7a an unsent message is unread no more, and stays the last word',
    change: changed(unsent(4)),
    log,
    after: { lastMessage: unsent(4), unreadCount: 1 },
  },
  { title: 'MSG-7a one that I read, or wrote, changes no count', change: changed(unsent(1)), after: {} },
  { title: 'MSG-7a without a log the count is asked for', change: changed(unsent(2)), after: 'unknown' },
  { title: 'MSG-8 clearing less than there is is asked about', change: cleared(3), after: 'unknown' },
  {
    title: 'RCPT-1 receipts move',
    change: { type: 'conversation.receiptsMoved', conversationId, peerDeliveredSeq: 4, peerReceiptSeq: 3 },
    after: { peerDeliveredSeq: 4, peerReceiptSeq: 3 },
  },
  {
    title: 'a change of a kind that is not known yet is asked about',
    change: { type: 'conversation.painted', conversationId } as unknown as Change,
    after: 'unknown',
  },
];

describe('what a change makes of a row', () => {
  test('INB-4e a row that comes into the inbox with a message is asked for: what was drafted before is told to nobody', () => {
    const draft = { text: 'begun', savedAt: '2026-06-15T12:00:00.000Z' };
    expect(applyToRow({ ...conversation, draft }, created(messageOf(bob, 1)), { me, log: undefined })).toBeUndefined();
    expect(applyToRow(conversation, created(messageOf(bob, 1)), { me, log: undefined })).toBeUndefined();
  });

  test.each(cases)('$title', ({ before = row, change, log: loaded, after }) => {
    const next = applyToRow(before, change, { me, log: loaded && applyToLog(loaded, change) });
    if (after === 'unknown') expect(next).toBeUndefined();
    else expect(next).toEqual({ ...before, ...after });
  });
});
