// Editing, unsending and replying through the API: what both have of it, and what nobody has any more.
import { directConversationId, limits, type Message } from '@parley/contract';
import { newText, type Person, say, startWorld, type World } from '@parley/testkit';
import { queryDatabase } from '@parley/testkit/database';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

let world: World;
let ana: Person;
let bo: Person;

beforeAll(async () => {
  world = await startWorld();
});
beforeEach(async () => {
  [ana, bo] = await Promise.all([world.somebody('ana'), world.somebody('bo')]);
  await world.befriend(ana, bo);
});
afterAll(() => world.close());

const text = (words: string) => ({ kind: 'text' as const, text: words });
const between = () => ({ conversationId: directConversationId(ana.id, bo.id) });
const edit = (who: Person, seq: number, words: string) =>
  who.call('messages.edit', { ...between(), seq, content: text(words) });
const editRefused = (who: Person, seq: number, words: string) =>
  who.refused('messages.edit', { ...between(), seq, content: text(words) });
const unsend = (who: Person, seq: number) => who.call('messages.unsend', { ...between(), seq });
const read = async (who: Person): Promise<Message[]> => (await who.call('messages.list', between())).messages;
const texts = async (who: Person): Promise<string[]> => (await read(who)).map((message) => message.content.text);
const find = async (who: Person, query: string): Promise<string[]> =>
  (await who.call('search.messages', { query })).hits.map(({ message }) => message.content.text);
const shown = (who: Person) => who.call('conversations.get', between());
const strangers = async () => {
  [ana, bo] = await Promise.all([world.somebody('asks'), world.somebody('asked', { messagesFrom: 'everyone' })]);
};

describe('editing', () => {
  test('MSG-6 my text of the last 15 minutes becomes another one, for both, and says so; nothing else moves', async () => {
    await say(ana, bo, 'first');
    const { seq, sentAt } = await say(ana, bo, 'see @nobody at example.com');
    await say(bo, ana, 'last');
    const before = await shown(bo);
    world.clock.advance(60_000);
    const { message } = await edit(ana, seq, `see @${bo.handle} at example.org`);
    expect(message).toMatchObject({ seq, sentAt, content: { text: `see @${bo.handle} at example.org` } });
    expect(Date.parse(message.editedAt ?? '') - Date.parse(sentAt)).toBe(60_000);
    const [, theirs] = await read(bo);
    const { clientMessageId: _, ...others } = message;
    expect(theirs).toEqual(others);
    expect(theirs?.content.entities).toMatchObject([{ kind: 'mention', userId: bo.id }, { kind: 'link' }]);
    expect(await shown(bo)).toEqual({ ...before, rev: before.rev + 1 });
  });

  test('MSG-6 after 15 minutes it is too late, whoever asks for it', async () => {
    const { seq } = await say(ana, bo, 'as it was');
    world.clock.advance(limits.editMs - 1);
    await edit(ana, seq, 'in time');
    world.clock.advance(1);
    expect(await editRefused(ana, seq, 'late')).toMatchObject({
      code: 'edit_too_late',
      sentence: 'A message can be edited for 15 minutes after it is sent.',
    });
    expect(await texts(bo)).toEqual(['in time']);
  });

  test('MSG-6 only what I wrote, and only to something that could be sent', async () => {
    const { seq } = await say(ana, bo, 'mine');
    expect((await editRefused(bo, seq, 'not mine')).code).toBe('not_found');
    expect((await editRefused(ana, 9, 'nothing there')).code).toBe('not_found');
    expect(await editRefused(ana, seq, '  ')).toMatchObject({ code: 'invalid_input', field: 'content.text' });
    expect(await texts(bo)).toEqual(['mine']);
    expect((await edit(ana, seq, 'mine')).message.editedAt).toBeUndefined();
  });

  test('MSG-6 INB-3 it is found by what it says now, and by nothing else', async () => {
    const { seq } = await say(ana, bo, 'an apple');
    for (const who of [ana, bo]) expect(await find(who, 'apple')).toEqual(['an apple']);
    await edit(ana, seq, 'a pear');
    for (const who of [ana, bo]) {
      expect(await find(who, 'apple')).toEqual([]);
      expect(await find(who, 'pear')).toEqual(['a pear']);
    }
    // Before anybody could index it.
    const { seq: quick } = await say(ana, bo, 'a plum');
    await edit(ana, quick, 'a peach');
    expect([await find(bo, 'plum'), await find(bo, 'peach')]).toEqual([[], ['a peach']]);
  });

  test('MSG-6a ADM-5 who may not write any more may not edit, and is told why as for a message', async () => {
    const { seq } = await say(ana, bo, 'between friends');
    await bo.call('graph.unfollow', { userId: ana.id });
    await bo.call('settings.update', { messagesFrom: 'friends' });
    expect(await editRefused(ana, seq, 'and now?')).toMatchObject(
      await ana.refused('messages.send', { recipientId: bo.id, ...newText('and now?') }),
    );
    await bo.call('blocks.block', { userId: ana.id });
    expect((await editRefused(ana, seq, 'and now?')).code).toBe('not_available');
    expect(await texts(bo)).toEqual(['between friends']);
  });

  test('MSG-6a LIM-1 an edit takes nothing of the limits of a day', async () => {
    const few = await startWorld({ limits: { messagesPerDay: 2 } });
    const [one, two] = [await few.person('one'), await few.person('two')];
    await few.befriend(one, two);
    const { conversationId, seq } = await say(one, two, 'a');
    await say(one, two, 'b');
    for (const words of ['c', 'd', 'e']) await one.call('messages.edit', { conversationId, seq, content: text(words) });
    expect((await one.refused('messages.send', { recipientId: two.id, ...newText('f') })).code).toBe('message_limit');
    await few.close();
  });

  test('MSG-6b REQ-2 a request is edited as it is written: within three, and into the filter', async () => {
    await strangers();
    await say(ana, bo, 'one');
    await edit(ana, 1, 'one, mended');
    expect((await bo.call('requests.list', {})).requests).toHaveLength(1);
    await edit(ana, 1, 'one, at https://example.com');
    expect((await bo.call('requests.list', {})).requests).toEqual([]);
    expect((await shown(bo)).folder).toBe('filtered');
    expect((await bo.call('requests.list', { folder: 'filtered' })).requests).toHaveLength(1);
    for (const words of ['two', 'three']) await say(ana, bo, words);
    expect((await editRefused(ana, 3, 'four')).code).toBe('request_limit');
  });

  test('MSG-6b REQ-5 after a decline only I see what I make of it, whatever comes later', async () => {
    await strangers();
    await say(ana, bo, 'please');
    await bo.call('requests.decline', between());
    await edit(ana, 1, 'pretty please');
    expect(await texts(ana)).toEqual(['pretty please']);
    expect((await read(ana))[0]?.editedAt).toBeDefined();
    expect(await read(bo)).toMatchObject([{ content: { text: 'please' } }]);
    expect((await read(bo))[0]?.editedAt).toBeUndefined();
    expect([await find(ana, 'pretty'), (await shown(ana)).lastMessage?.content.text]).toEqual([
      ['pretty please'],
      'pretty please',
    ]);
    await bo.call('requests.undoDecline', between());
    expect(await texts(bo)).toEqual(['please']);
    await bo.call('requests.accept', between());
    await edit(ana, 1, 'thank you');
    for (const who of [ana, bo]) expect(await texts(who)).toEqual(['thank you']);
  });
});

describe('unsending', () => {
  test('MSG-7 it is gone for both at once, from everywhere, and a placeholder stays', async () => {
    await say(bo, ana, 'hello');
    const { seq } = await say(ana, bo, 'a secret at example.com');
    await bo.call('messages.send', { ...between(), ...newText('really?'), replyToSeq: seq });
    for (const who of [ana, bo]) expect(await find(who, 'secret')).toHaveLength(1);
    world.clock.advance(limits.editMs * 1_000);
    expect(await unsend(ana, seq)).toEqual({ cleared: ['conversation', 'previews', 'quotes', 'search', 'media'] });
    for (const who of [ana, bo]) {
      expect(await find(who, 'secret')).toEqual([]);
      const [, gone, reply] = await read(who);
      expect(gone).toMatchObject({ seq, senderId: ana.id, content: { text: '', entities: [] } });
      expect(gone?.unsentAt).toBeDefined();
      expect(reply).toMatchObject({ replyToSeq: seq, content: { text: 'really?' } });
    }
    const everything = await queryDatabase(world.address, `select string_agg(m::text, '') as all from messages m`);
    expect(JSON.stringify(everything)).not.toContain('secret');
    expect(
      await queryDatabase(
        world.address,
        `select 1 from search_entries where seq = ${seq} and user_id in (${ana.id}, ${bo.id})`,
      ),
    ).toEqual([]);
  });

  test('MSG-7 twice is once, nobody else can, and there is nothing left to edit', async () => {
    const { seq } = await say(ana, bo, 'mine');
    expect((await bo.refused('messages.unsend', { ...between(), seq })).code).toBe('not_found');
    const first = await unsend(ana, seq);
    const { rev } = await shown(bo);
    expect(await unsend(ana, seq)).toEqual(first);
    expect((await shown(bo)).rev).toBe(rev);
    expect((await editRefused(ana, seq, 'after all')).code).toBe('message_unsent');
  });

  test('MSG-7 MSG-2 sent again under its name it gives the first answer and no message', async () => {
    const message = { recipientId: bo.id, ...newText('once') };
    const first = await ana.call('messages.send', message);
    await unsend(ana, first.seq);
    expect(await ana.call('messages.send', message)).toEqual(first);
    expect(await texts(bo)).toEqual(['']);
  });

  test('MSG-7 REQ-2 what was unsent still counts among the three of a request', async () => {
    await strangers();
    for (const words of ['one', 'two', 'three']) {
      const { seq } = await say(ana, bo, words);
      await unsend(ana, seq);
    }
    expect((await ana.refused('messages.send', { recipientId: bo.id, ...newText('four') })).code).toBe('request_limit');
    expect(await texts(bo)).toEqual(['', '', '']);
  });

  test('MSG-7a INB-2 it is unread no more, stays the last word, and moves nothing in the inbox', async () => {
    const other = await world.somebody('other');
    await world.befriend(other, bo);
    for (const words of ['one', 'two']) await say(ana, bo, words);
    await say(other, bo, 'newer');
    const order = async () => (await bo.call('inbox.list', {})).conversations.map(({ id }) => id);
    const before = await order();
    const unread = async () => (await bo.call('inbox.list', {})).unreadConversationCount;
    expect([(await shown(bo)).unreadCount, await unread()]).toEqual([2, 2]);
    await unsend(ana, 2);
    expect([(await shown(bo)).unreadCount, await unread()]).toEqual([1, 2]);
    await unsend(ana, 1);
    expect([(await shown(bo)).unreadCount, await unread()]).toEqual([0, 1]);
    expect((await shown(bo)).lastMessage).toMatchObject({ seq: 2, content: { text: '' } });
    expect(await order()).toEqual(before);
    await say(ana, bo, 'three');
    expect([(await shown(bo)).unreadCount, (await shown(bo)).lastSeq]).toEqual([1, 3]);
  });

  test('MSG-7b BLK-1 it goes also where nothing can be sent any more, on both sides', async () => {
    for (const words of ['one', 'two']) await say(ana, bo, words);
    await bo.call('blocks.block', { userId: ana.id });
    await unsend(ana, 1);
    expect(await texts(bo)).toEqual(['', 'two']);
    await bo.call('blocks.unblock', { userId: ana.id });
    await ana.call('settings.update', { messagesFrom: 'no_one' });
    await unsend(ana, 2);
    expect(await texts(bo)).toEqual(['', '']);
  });

  test('MSG-7b whoever hid or cleared it hears nothing of it', async () => {
    for (const words of ['one', 'two', 'three']) await say(ana, bo, words);
    await bo.call('messages.hide', { ...between(), seqs: [3] });
    const { rev } = await shown(bo);
    await unsend(ana, 3);
    expect((await shown(bo)).rev).toBe(rev);
    await bo.call('conversations.clear', between());
    const cleared = await shown(bo);
    await unsend(ana, 1);
    expect(await shown(bo)).toEqual(cleared);
    expect(await texts(ana)).toEqual(['', 'two', '']);
  });
});

describe('replying', () => {
  const reply = (who: Person, to: number, words = 'an answer') => ({ ...between(), ...newText(words), replyToSeq: to });

  test('MSG-4a a reply names what it answers, and what it answers comes along where the page has it not', async () => {
    await say(ana, bo, 'the question');
    for (let index = 0; index < 4; index += 1) await say(ana, bo, `${index}`);
    await bo.call('messages.send', reply(bo, 1));
    const page = await ana.call('messages.list', { ...between(), limit: 2 });
    expect(page.messages.at(-1)).toMatchObject({ replyToSeq: 1, content: { text: 'an answer' } });
    expect(page.quoted).toMatchObject([{ seq: 1, content: { text: 'the question' } }]);
    expect((await ana.call('messages.list', between())).quoted).toEqual([]);
  });

  test('MSG-4a only what I can see, and the refusal names the field', async () => {
    await say(ana, bo, 'one');
    await say(ana, bo, 'two');
    await bo.call('messages.hide', { ...between(), seqs: [1] });
    const bad = { code: 'invalid_input', field: 'replyToSeq' };
    for (const to of [1, 3, 99]) expect(await bo.refused('messages.send', reply(bo, to))).toMatchObject(bad);
    expect(await bo.refused('messages.send', reply(bo, 0))).toMatchObject(bad);
    await bo.call('messages.send', reply(bo, 2));
    await ana.call('messages.send', reply(ana, 1));
    await bo.call('conversations.clear', between());
    expect(await bo.refused('messages.send', reply(bo, 2))).toMatchObject(bad);
    const stranger = await world.somebody('stranger');
    const first = { recipientId: bo.id, ...newText('hello'), replyToSeq: 1 };
    expect(await stranger.refused('messages.send', first)).toMatchObject(bad);
  });

  test('MSG-4a MSG-2 a reply that is stored gives its first answer, also once its original is hidden', async () => {
    await say(ana, bo, 'one');
    const message = reply(bo, 1);
    const first = await bo.call('messages.send', message);
    await bo.call('messages.hide', { ...between(), seqs: [1] });
    expect(await bo.call('messages.send', message)).toEqual(first);
  });

  test('MSG-4a it is looked up, never copied: what was edited, unsent or hidden shows as it is', async () => {
    await say(ana, bo, 'as it was');
    for (let index = 0; index < 3; index += 1) await bo.call('messages.send', reply(bo, 1));
    const quoted = async (who: Person) => (await who.call('messages.list', { ...between(), limit: 1 })).quoted;
    await edit(ana, 1, 'as it is');
    expect(await quoted(bo)).toMatchObject([{ content: { text: 'as it is' } }]);
    await bo.call('messages.hide', { ...between(), seqs: [1] });
    expect([await quoted(bo), (await quoted(ana)).length]).toEqual([[], 1]);
    await unsend(ana, 1);
    const [gone] = await quoted(ana);
    expect([gone?.content.text, gone?.unsentAt !== undefined]).toEqual(['', true]);
    expect(JSON.stringify(await queryDatabase(world.address, 'select * from messages'))).not.toContain('as it is');
  });

  test('MSG-4a an edited reply still answers what it answered', async () => {
    await say(ana, bo, 'one');
    await bo.call('messages.send', reply(bo, 1));
    expect((await edit(bo, 2, 'another answer')).message.replyToSeq).toBe(1);
    expect((await read(ana))[1]).toMatchObject({ replyToSeq: 1, content: { text: 'another answer' } });
    await unsend(bo, 2);
    expect((await read(ana))[1]?.replyToSeq).toBeUndefined();
  });
});

describe('races', () => {
  test('MSG-6 MSG-7 edits and unsends of one message at once: what was unsent stays so', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { seq } = await say(ana, bo, `round ${round}`);
      const tries = ['a', 'b', 'c'].map((words) =>
        edit(ana, seq, `${words} ${round}`).catch((error: unknown) => String(error)),
      );
      await Promise.all([...tries, unsend(ana, seq), unsend(ana, seq), say(bo, ana, 'meanwhile')]);
      const [mine, theirs] = await Promise.all([read(ana), read(bo)]);
      for (const log of [mine, theirs]) {
        const message = log.find((one) => one.seq === seq);
        expect([message?.content.text, message?.unsentAt !== undefined, message?.editedAt]).toEqual([
          '',
          true,
          undefined,
        ]);
      }
      for (const who of [ana, bo]) expect(await find(who, String(round))).toEqual([]);
    }
  });

  test('MSG-6a ADM-5 no edit passes a block that was acknowledged', async () => {
    for (let round = 0; round < 8; round += 1) {
      [ana, bo] = await Promise.all([world.somebody('ana'), world.somebody('bo')]);
      await world.befriend(ana, bo);
      await say(ana, bo, 'before');
      let isBlocked = false;
      const edits = (async () => {
        for (let index = 0; index < 6; index += 1) {
          const wasBlocked = isBlocked;
          const outcome = await edit(ana, 1, `edit ${index}`).then(
            () => 'edited',
            () => 'refused',
          );
          if (wasBlocked) expect(outcome).toBe('refused');
        }
      })();
      const block = bo.call('blocks.block', { userId: ana.id }).then(() => {
        isBlocked = true;
      });
      await Promise.all([edits, block]);
      expect(await texts(bo)).toEqual(await texts(ana));
    }
  });

  test('MSG-7 sends, edits and unsends of both sides at once leave one order without holes, and unread as the log says', async () => {
    const acts = Array.from({ length: 30 }, async (_, index) => {
      const [from, to] = index % 2 === 0 ? [ana, bo] : [bo, ana];
      const { seq } = await say(from, to, `word${index}`);
      if (index % 3 === 0) await unsend(from, seq);
      else if (index % 3 === 1) await edit(from, seq, `edited${index}`);
    });
    await Promise.all(acts);
    const log = await read(ana);
    expect(log.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    for (const who of [ana, bo]) {
      const unread = log.filter(({ senderId, unsentAt }) => senderId !== who.id && unsentAt === undefined);
      expect((await shown(who)).unreadCount).toBe(unread.length);
      expect(await find(who, 'word')).toHaveLength(10);
      expect(await find(who, 'edited')).toHaveLength(10);
    }
  });
});
