// What a device shows against what the log says, through the API. That every use case leaves both the same is in the state law.
import { type Conversation, directConversationId, limits, type MethodInput, type MethodOutput } from '@parley/contract';
import { type Person, say, startWorld, type World } from '@parley/testkit';
import { queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

type Shown = MethodInput<'inbox.digest'>;
type Row = Shown['rows'][number];

let world: World;
const lines: string[] = [];
beforeAll(async () => {
  world = await startWorld({
    logLevel: 'warn',
    metrics: { host: '127.0.0.1', port: 0 },
    logTo: { write: (line) => void lines.push(line) },
  });
});
afterAll(() => world.close());

const toRow = ({ id: conversationId, lastSeq, readSeq, unreadCount }: Conversation): Row => ({
  ...{ conversationId, lastSeq, readSeq, unreadCount },
});
const shownBy = async (person: Person): Promise<Shown> => {
  const { rev, unreadConversationCount, conversations } = await person.call('inbox.list', {});
  return { rev, unreadConversationCount, rows: conversations.map(toRow) };
};
const ask = (person: Person, shown: Shown): Promise<MethodOutput<'inbox.digest'>> => person.call('inbox.digest', shown);

async function driftCounted(): Promise<number[]> {
  const text = await (await fetch(`http://127.0.0.1:${world.server.metricsPort}/metrics`)).text();
  return ['row', 'badge'].map((of) => Number(new RegExp(`parley_drift_total\\{of="${of}"\\} (\\d+)`).exec(text)?.[1]));
}

/** Ana has three messages of Bo's, of which she has read one, and one of Cy's. */
async function scene(): Promise<{ ana: Person; bo: Person; conversationId: Conversation['id'] }> {
  const [ana, bo, cy] = await Promise.all([world.somebody('ana'), world.somebody('bo'), world.somebody('cy')]);
  for (const friend of [bo, cy]) await world.befriend(ana, friend);
  for (const words of ['one', 'two', 'three']) await say(bo, ana, words);
  await say(cy, ana, 'hi');
  const conversationId = directConversationId(ana.id, bo.id);
  await ana.call('conversations.markRead', { conversationId, seq: 1 });
  return { ana, bo, conversationId };
}

describe('what is compared', () => {
  test('INB-1f what is shown as the log says is the same, and answers the numbers of requests', async () => {
    const { ana } = await scene();
    const before = await driftCounted();
    const shown = await shownBy(ana);
    expect(shown.rows.map(({ unreadCount }) => unreadCount).sort()).toEqual([1, 2]);
    expect(await ask(ana, shown)).toEqual({
      ...{ outcome: 'same', conversationIds: [] },
      requestCounts: { requestCount: 0, filteredCount: 0 },
    });
    expect(await driftCounted()).toEqual(before);
  });

  test.each<[string, (row: Row) => Partial<Row>]>([
    ['last message', ({ lastSeq }) => ({ lastSeq: lastSeq - 1 })],
    ['read mark', ({ readSeq }) => ({ readSeq: readSeq + 1 })],
    ['unread count', ({ unreadCount }) => ({ unreadCount: unreadCount + 1 })],
  ])('INB-1g another %s is named and counted, once for each time it is shown', async (_, change) => {
    const { ana, conversationId } = await scene();
    const [rowsBefore = 0, badgesBefore = 0] = await driftCounted();
    const shown = await shownBy(ana);
    const rows = shown.rows.map((row) => (row.conversationId === conversationId ? { ...row, ...change(row) } : row));
    expect(await ask(ana, { ...shown, rows })).toMatchObject({ outcome: 'differs', conversationIds: [conversationId] });
    expect(await driftCounted()).toEqual([rowsBefore + 1, badgesBefore]);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ msg: 'drift', rows: 1, isOfBadge: false });
    expect(await ask(ana, shown)).toMatchObject({ outcome: 'same' });
    expect(await driftCounted()).toEqual([rowsBefore + 1, badgesBefore]);
  });

  test('INB-1g another badge is counted by itself', async () => {
    const { ana } = await scene();
    const [rowsBefore = 0, badgesBefore = 0] = await driftCounted();
    const shown = await shownBy(ana);
    for (const unreadConversationCount of [1, 3]) {
      const found = await ask(ana, { ...shown, unreadConversationCount });
      expect(found).toMatchObject({ outcome: 'differs', conversationIds: [] });
    }
    expect(await driftCounted()).toEqual([rowsBefore, badgesBefore + 2]);
  });

  test('INB-1g what the server keeps beside the log is not believed: a row that forgot what is unread is found', async () => {
    const { ana, conversationId } = await scene();
    await queryDatabase(
      world.address,
      `update inbox set last_incoming_seq = 0 where user_id = ${ana.id} and conversation_id = '${conversationId}'`,
    );
    const shown = await shownBy(ana);
    expect(shown.rows.find((row) => row.conversationId === conversationId)?.unreadCount).toBe(0);
    expect(await ask(ana, shown)).toMatchObject({ outcome: 'differs', conversationIds: [conversationId] });
  });

  test('INB-1f what was hidden, cleared, unsent or withheld is no more in it than in what is shown', async () => {
    const { ana, bo, conversationId } = await scene();
    await ana.call('messages.hide', { conversationId, seqs: [2] });
    await bo.call('messages.unsend', { conversationId, seq: 3 });
    expect(await ask(ana, await shownBy(ana))).toMatchObject({ outcome: 'same' });
    await say(bo, ana, 'four');
    await ana.call('conversations.clear', { conversationId });
    const shown = await shownBy(ana);
    expect(shown).toMatchObject({ unreadConversationCount: 1 });
    expect(await ask(ana, shown)).toMatchObject({ outcome: 'same' });
  });

  test('INB-1f a mute that ends about now makes no drift by anybody’s clock; one that lasts is out of the badge', async () => {
    const { ana, conversationId } = await scene();
    await ana.call('conversations.arrange', { conversationIds: [conversationId], mute: { forMs: 60_000 } });
    const shown = await shownBy(ana);
    for (const unreadConversationCount of [1, 2])
      expect(await ask(ana, { ...shown, unreadConversationCount })).toMatchObject({ outcome: 'same' });
    expect(await ask(ana, { ...shown, unreadConversationCount: 0 })).toMatchObject({ outcome: 'differs' });
    world.clock.advance(2 * limits.dayMs);
    const later = { ...(await shownBy(ana)), unreadConversationCount: 1 };
    expect(await ask(ana, later)).toMatchObject({ outcome: 'differs' });
    await ana.call('conversations.arrange', { conversationIds: [conversationId], mute: 'always' });
    const always = await shownBy(ana);
    expect(await ask(ana, always)).toMatchObject({ outcome: 'same' });
    expect(await ask(ana, { ...always, unreadConversationCount: 2 })).toMatchObject({ outcome: 'differs' });
  });
});

describe('what is not compared', () => {
  test('INB-1f an inbox that moved on has not drifted: ask again later', async () => {
    const { ana, bo } = await scene();
    const before = await driftCounted();
    const shown = await shownBy(ana);
    await say(bo, ana, 'more');
    const wrong = { ...shown, rows: [], unreadConversationCount: 9 };
    for (const one of [shown, wrong, { ...wrong, rev: shown.rev + 9 }])
      expect(await ask(ana, one)).toEqual({ outcome: 'later', conversationIds: [] });
    expect(await driftCounted()).toEqual(before);
  });

  test('INB-1h a conversation of others and one of nobody answer alike', async () => {
    const { ana, conversationId } = await scene();
    const stranger = await world.somebody('stranger');
    const { rev } = await shownBy(stranger);
    const nothing = '00000000-0000-0001-0000-000000000002' as Conversation['id'];
    const about = (id: Conversation['id'], lastSeq: number): Shown => ({
      ...{ rev, unreadConversationCount: 0 },
      rows: [{ conversationId: id, lastSeq, readSeq: 0, unreadCount: 0 }],
    });
    for (const id of [conversationId, nothing]) {
      expect(await ask(stranger, about(id, 0))).toMatchObject({ outcome: 'same' });
      expect(await ask(stranger, about(id, 3))).toMatchObject({ outcome: 'differs', conversationIds: [id] });
    }
    expect(await ask(ana, await shownBy(ana))).toMatchObject({ outcome: 'same' });
  });

  test('INB-1h more than so many in ten seconds are not answered, and others’ are', async () => {
    const { ana, bo } = await scene();
    const shown = await shownBy(ana);
    const outcomes: string[] = [];
    for (let times = 0; times <= limits.digestsPerPace; times += 1) outcomes.push((await ask(ana, shown)).outcome);
    expect(outcomes).toEqual([...Array<string>(limits.digestsPerPace).fill('same'), 'later']);
    expect((await ask(bo, await shownBy(bo))).outcome).toBe('same');
    world.clock.advance(limits.paceMs + 1);
    expect((await ask(ana, shown)).outcome).toBe('same');
  });
});
