import type { AttachmentId, Conversation, StickerId } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { ada, at, conversation, me, message, pending, refusals } from '../gallery/fixtures.ts';
import type { Letter, Parcel } from '../media/index.ts';
import { type BubbleItem, keepUnchanged, type TimelineInput, toTimeline } from './timeline-view-model.ts';

function timeline(more: Partial<TimelineInput>) {
  return toTimeline({
    conversation: conversation(ada),
    messages: [],
    pending: [],
    me: me.id,
    hasOlder: true,
    hasNewer: false,
    isPeerTyping: false,
    unreadAfterSeq: undefined,
    ...more,
  });
}

function bubbles(more: Partial<TimelineInput>): BubbleItem[] {
  return timeline(more).filter((item) => item.kind === 'bubble');
}

describe('groups', () => {
  test('bubbles of one author within five minutes are one group, of which only the last has the tail', () => {
    const messages = [
      message(1, ada, 'a', 0),
      message(2, ada, 'b', 4),
      message(3, ada, 'c', 9),
      message(4, me, 'd', 9),
    ];
    expect(bubbles({ messages }).map(({ isFirstOfGroup, isLastOfGroup }) => [isFirstOfGroup, isLastOfGroup])).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [true, true],
    ]);
  });

  test('the first one has no day above it while older ones may be of the same day, so that none goes when they come', () => {
    const kinds = (hasOlder: boolean) =>
      timeline({ messages: [message(2, ada, 'b')], hasOlder }).map(({ kind }) => kind);
    expect(kinds(true)).toEqual(['bubble']);
    expect(kinds(false)).toEqual(['start', 'day', 'bubble']);
  });

  test('a new day begins with its separator and ends a group', () => {
    const midnight = new Date(Date.parse(at(0))).setHours(24, 0, 0, 0);
    const minutes = (midnight - Date.parse(at(0))) / 60_000;
    const messages = [message(1, ada, 'late', minutes - 1), message(2, ada, 'early', minutes + 1)];
    const items = timeline({ messages });
    expect(items.map(({ kind }) => kind)).toEqual(['bubble', 'day', 'bubble']);
    expect(bubbles({ messages }).every(({ isLastOfGroup }) => isLastOfGroup)).toBe(true);
  });
});

describe('what is drawn as it was', () => {
  const messages = [
    message(1, ada, 'a', 0),
    { ...message(2, me, 'b', 9), replyToSeq: 1 },
    message(3, ada, 'c', 20),
    message(4, ada, 'd', 21),
  ];

  test('stays the same object when a message more comes', () => {
    const before = timeline({ messages });
    const after = keepUnchanged(before, timeline({ messages: [...messages, message(5, ada, 'e', 22)] }));
    expect(after.map((item) => before.includes(item))).toEqual([true, true, true, false, false]);
    // The fourth ended its group before.
    expect(after).toEqual(timeline({ messages: [...messages, message(5, ada, 'e', 22)] }));
  });

  test('is another one when what it answers is gone, and when it was edited', () => {
    const before = timeline({ messages });
    const unsent = { ...message(1, ada, '', 0), unsentAt: at(30) };
    const edited = { ...message(3, ada, 'see', 20), editedAt: at(30) };
    const after = keepUnchanged(
      before,
      timeline({ messages: [unsent, ...messages.slice(1, 2), edited, ...messages.slice(3)] }),
    );
    expect(after.map((item) => before.includes(item))).toEqual([false, false, false, true]);
  });
});

describe('the line of new messages', () => {
  test('INB-2 it stands above the first message of the other after what I had read, and ends a group', () => {
    const messages = [message(1, ada, 'a', 0), message(2, ada, 'b', 1), message(3, ada, 'c', 2)];
    const items = timeline({ messages, unreadAfterSeq: 1 });
    expect(items.map(({ key }) => key)).toEqual(['seq-1', 'unread', 'seq-2', 'seq-3']);
  });

  test('INB-2 what I wrote on another device is no news to me', () => {
    const messages = [message(1, ada, 'a', 0), message(2, me, 'b', 1)];
    expect(timeline({ messages, unreadAfterSeq: 1 }).some(({ kind }) => kind === 'unread')).toBe(false);
  });
});

describe('status', () => {
  const sent = [message(4, me, 'one', 0), message(5, me, 'two', 1)];
  const statuses = (more: Partial<TimelineInput>) => bubbles({ messages: sent, ...more }).map(({ status }) => status);

  test('RCPT-1 only my newest message tells how far it came: sent, delivered, seen', () => {
    expect(statuses({})).toEqual([undefined, 'sent']);
    expect(statuses({ conversation: conversation(ada, { peerDeliveredSeq: 5 }) })).toEqual([undefined, 'delivered']);
    const seen = conversation(ada, { peerDeliveredSeq: 5, peerReceiptSeq: 5 });
    expect(statuses({ conversation: seen })).toEqual([undefined, 'seen']);
    expect(statuses({ conversation: conversation(ada, { peerReceiptSeq: 4 }) })).toEqual([undefined, 'sent']);
  });

  test('what waits to be sent says so, and an answer of the other ends all status', () => {
    expect(statuses({ pending: [pending('three')] })).toEqual([undefined, undefined, 'sending']);
    expect(statuses({ messages: [...sent, message(6, ada, 'yes')] })).toEqual([undefined, undefined, undefined]);
  });

  test('ADM-6 a refused message keeps its place and its reason, and the one before keeps its status', () => {
    const items = bubbles({ messages: sent, pending: [pending('three', refusals.onlyFriends)] });
    expect(items.map(({ status, failure }) => status ?? failure?.code)).toEqual([undefined, 'sent', 'only_friends']);
  });
});

test('MSG-2 a message that arrived and still waits is one bubble, under one key', () => {
  const waiting = pending('same');
  const arrived = { ...message(7, me, 'same'), clientMessageId: waiting.clientMessageId };
  const items = bubbles({ messages: [arrived], pending: [waiting] });
  expect(items.map(({ key, seq }) => [key, seq])).toEqual([[waiting.clientMessageId, 7]]);
});

test('while newer messages are not loaded, what waits and who types are not shown between', () => {
  const items = timeline({
    messages: [message(1, ada, 'a')],
    pending: [pending('b')],
    hasNewer: true,
    isPeerTyping: true,
  });
  expect(items.map(({ kind }) => kind)).toEqual(['bubble']);
});

test('the beginning is shown once nothing older is left', () => {
  expect(timeline({ hasOlder: false })).toEqual([{ kind: 'start', key: 'start' }]);
});

test.each(['requests', 'filtered', 'declined', 'blocked'] as const)(
  'REQ-2 in %s a link is text, and a link no more',
  (folder) => {
    const messages = [message(1, ada, 'Look at https://example.com/boats')];
    const linksIn = (row: Conversation) =>
      bubbles({ messages, conversation: row }).flatMap(({ content }) =>
        content.entities.filter(({ kind }) => kind === 'link'),
      );
    expect(linksIn(conversation(ada, { folder }))).toEqual([]);
    expect(linksIn(conversation(ada))).toHaveLength(1);
  },
);

describe('what became of messages', () => {
  const gone = (seq: number, who: typeof ada, minute: number) => ({
    ...message(seq, who, '', minute),
    unsentAt: '2026-11-20T18:00:00.000Z',
  });

  test('MSG-6 MSG-7 MSG-4a a bubble says that it was edited or unsent, and what it answers', () => {
    const messages = [
      { ...message(1, ada, 'a', 0), editedAt: '2026-11-20T18:00:00.000Z' },
      gone(2, me, 1),
      { ...message(3, ada, 'c', 2), replyToSeq: 2 },
    ];
    const waiting = { ...pending('d'), replyToSeq: 1 };
    const [first, second, third, last] = bubbles({ messages, pending: [waiting] });
    expect(first).toMatchObject({ editedAtMs: Date.parse('2026-11-20T18:00:00.000Z') });
    expect([second?.isUnsent, second?.content.text]).toEqual([true, '']);
    expect(third?.quote).toEqual({ seq: 2, kind: 'unsent', isMine: true, text: '' });
    expect(last?.quote).toMatchObject({ seq: 1, kind: 'text', isMine: false, text: 'a' });
  });

  test('MSG-7a the line of new messages passes over what was unsent, and how far that came is not told', () => {
    const messages = [message(1, me, 'a', 0), gone(2, ada, 1), message(3, ada, 'c', 2)];
    const kinds = timeline({ messages, unreadAfterSeq: 1 }).map((item) =>
      item.kind === 'bubble' ? item.seq : item.kind,
    );
    expect(kinds.slice(kinds.indexOf(2))).toEqual([2, 'unread', 3]);
    expect(timeline({ messages: [gone(4, ada, 1)], unreadAfterSeq: 1 }).some(({ kind }) => kind === 'unread')).toBe(
      false,
    );
    expect(bubbles({ messages: [gone(4, me, 0)] }).map(({ status }) => status)).toEqual([undefined]);
  });
});

describe('what waits for what it holds', () => {
  const parcel = (id: string): Parcel => ({
    id,
    kind: 'photo',
    name: 'a.png',
    bytes: new Blob(['x']),
    facts: { width: 4, height: 3 },
    status: 'uploading',
  });
  const letter = (more: Partial<Letter> = {}): Letter => ({
    key: 'own',
    kind: 'media',
    text: 'the boat',
    replyToSeq: undefined,
    atMs: 5,
    parcels: [parcel('local-1')],
    failure: undefined,
    ...more,
  });

  test('MED-23 it is a bubble of mine below all others, of the size that is known here', () => {
    const [, waiting] = bubbles({ messages: [message(1, ada, 'a', 0)], letters: [letter()] });
    expect(waiting).toMatchObject({ key: 'own', isMine: true, status: 'sending', content: { text: 'the boat' } });
    expect(waiting?.content).toMatchObject({ attachments: [{ id: 'local-1', width: 4, height: 3, kind: 'photo' }] });
    expect(waiting?.seq).toBeUndefined();
  });

  test('MED-23 what did not work is told at it', () => {
    const [failed] = bubbles({ letters: [letter({ failure: refusals.onlyFriends })] });
    expect(failed).toMatchObject({ failure: { code: 'only_friends' } });
    expect(failed?.status).toBeUndefined();
  });

  test('MED-29 MED-30 a sticker and a shared video show at once', () => {
    const sticker = { kind: 'sticker' as const, stickerId: 'blob-wave' as StickerId, text: '' as const };
    const share = { kind: 'share' as const, url: 'https://videos.example/1', title: 'Hulls', text: '' };
    const [first, second] = bubbles({
      pending: [
        { ...pending(''), content: sticker },
        { ...pending(''), content: share },
      ],
    });
    expect(first?.content).toMatchObject({ sticker: { id: 'blob-wave', url: '/v1/stickers/blob-wave' } });
    expect(second?.content).toMatchObject({ share: { url: 'https://videos.example/1', title: 'Hulls' } });
  });

  test('MED-23 handed over, it keeps its key, and holds what was uploaded', () => {
    const content = { kind: 'media' as const, text: '', attachmentIds: ['elsewhere' as AttachmentId] };
    const [waiting] = bubbles({ pending: [{ ...pending(''), clientMessageId: 'own', content }] });
    expect(waiting).toMatchObject({ key: 'own', content: { kind: 'media', attachments: [{ id: 'elsewhere' }] } });
  });
});
