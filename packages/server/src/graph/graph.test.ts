import type { PersonWithRelation } from '@parley/contract';
import { type Person, type RawSocket, startWorld, type World } from '@parley/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const somebody: World['somebody'] = (name, options) => world.somebody(name, options);
const relationTo = async (me: Person, other: Person) =>
  (await me.call('people.profile', { userId: other.id })).relation;
const handlesOf = ({ people }: { people: readonly PersonWithRelation[] }): string[] =>
  people.map(({ person }) => person.handle);
/** What came on a socket so far. */
const noticesOn = async (socket: RawSocket) => {
  await socket.call('accounts.me', {});
  return socket.pending().flatMap((frame) => (frame.type === 'notice' ? [frame.notice] : []));
};

test('without a sign-in nobody follows anybody', async () => {
  const ana = await somebody('ana');
  for (const method of ['graph.follow', 'graph.listFollowers']) {
    expect((await world.request(method, { body: { userId: ana.id } })).refusal?.code).toBe('unauthenticated');
  }
});

describe('following', () => {
  test('GRAPH-1a a follow goes one way, and two of them are friends', async () => {
    const [ana, bo] = await Promise.all([somebody('ana'), somebody('bo')]);
    const none = {
      following: 'no',
      followsMe: false,
      requestedToFollowMe: false,
      isFriend: false,
      isBlocked: false,
      isContact: false,
    };
    expect(await relationTo(ana, bo)).toEqual(none);
    expect(await ana.call('graph.follow', { userId: bo.id })).toEqual({ relation: { ...none, following: 'yes' } });
    expect(await relationTo(bo, ana)).toEqual({ ...none, followsMe: true });
    const friends = { ...none, following: 'yes', followsMe: true, isFriend: true };
    expect(await bo.call('graph.follow', { userId: ana.id })).toEqual({ relation: friends });
    expect(await relationTo(ana, bo)).toEqual(friends);
    expect(await ana.call('graph.follow', { userId: bo.id })).toEqual({ relation: friends });
    expect(await bo.call('graph.unfollow', { userId: ana.id })).toEqual({ relation: { ...none, followsMe: true } });
    expect((await relationTo(ana, bo)).isFriend).toBe(false);
  });

  test('GRAPH-1a nobody follows themselves, or somebody who is not there', async () => {
    const [ana, gone] = await Promise.all([somebody('ana'), somebody('gone')]);
    await world.server.store.transaction((write) => write.accounts.setState(gone.id, 'deactivated', null));
    expect((await ana.refused('graph.follow', { userId: ana.id })).code).toBe('cannot_follow_self');
    for (const userId of [gone.id, '1234567' as typeof gone.id]) {
      for (const method of ['graph.follow', 'graph.unfollow', 'graph.removeFollower', 'graph.listFollowers'] as const) {
        expect((await ana.refused(method, { userId })).code, method).toBe('not_found');
      }
    }
  });

  test('GRAPH-1b a follower can be taken off, without a word to them', async () => {
    const [ana, bo] = await Promise.all([somebody('ana'), somebody('bo')]);
    await world.befriend(ana, bo);
    const sockets = [await ana.socket(), await bo.socket()] as const;
    expect((await ana.call('graph.removeFollower', { userId: bo.id })).relation).toMatchObject({
      following: 'yes',
      followsMe: false,
    });
    expect(await noticesOn(sockets[0])).toEqual([{ type: 'relation.changed', userId: bo.id }]);
    expect(await noticesOn(sockets[1])).toEqual([]);
    expect((await relationTo(bo, ana)).following).toBe('no');
    for (const socket of sockets) socket.close();
  });

  test('GRAPH-1c lists are newest first, in pages that meet', async () => {
    const star = await somebody('star');
    const fans: Person[] = [];
    for (let i = 0; i < 7; i += 1) {
      const fan = await somebody('fan');
      fans.push(fan);
      // Some at the same moment, so that pages part them too.
      if (i % 3 === 0) world.clock.advance(1_000);
      await fan.call('graph.follow', { userId: star.id });
      await star.call('graph.follow', { userId: fan.id });
    }
    for (const method of ['graph.listFollowers', 'graph.listFollowing'] as const) {
      const seen: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await star.call(method, { userId: star.id, limit: 2, ...(cursor ? { cursor } : {}) });
        seen.push(...handlesOf(page));
        if (!page.nextCursor) break;
        cursor = page.nextCursor;
      }
      const groups = [fans.slice(6), fans.slice(3, 6), fans.slice(0, 3)].map((group) =>
        group.map((fan) => fan.handle).sort(),
      );
      expect([seen.slice(0, 1), seen.slice(1, 4).sort(), seen.slice(4).sort()], method).toEqual(groups);
    }
    expect(await star.call('people.profile', { userId: star.id })).toMatchObject({
      followerCount: 7,
      followingCount: 7,
    });
  });

  test('GRAPH-1c whoever is gone is in no list and no count', async () => {
    const [star, fan, reader] = await Promise.all([somebody('star'), somebody('fan'), somebody('reader')]);
    await world.befriend(star, fan);
    await world.server.store.transaction((write) => write.accounts.setState(fan.id, 'deactivated', null));
    for (const who of [star, reader]) {
      expect(handlesOf(await who.call('graph.listFollowers', { userId: star.id }))).toEqual([]);
      expect(await who.call('people.profile', { userId: star.id })).toMatchObject({
        followerCount: 0,
        followingCount: 0,
      });
    }
  });
});

describe('private profiles', () => {
  const privateOne = () => somebody('shy', { isPrivate: true });

  test('GRAPH-2a somebody who does not follow sees name, badges and bio, and neither counts nor lists', async () => {
    const [shy, reader, fan] = await Promise.all([privateOne(), somebody('reader'), somebody('fan')]);
    await shy.call('accounts.updateProfile', { bio: 'about me' });
    await shy.call('graph.follow', { userId: fan.id });
    const seen = await reader.call('people.profile', { userId: shy.id });
    expect(seen).toEqual({
      person: {
        id: shy.id,
        handle: shy.handle,
        displayName: shy.handle,
        isAvailable: true,
        isVerified: false,
        isStaff: false,
      },
      bio: 'about me',
      isPrivate: true,
      isMe: false,
      relation: expect.objectContaining({ following: 'no' }),
      abilities: { message: false, request: false, follow: true, seeLists: false },
      refusal: expect.objectContaining({ code: 'only_friends' }),
    });
    for (const method of ['graph.listFollowers', 'graph.listFollowing'] as const) {
      expect((await reader.refused(method, { userId: shy.id })).code).toBe('not_found');
      expect((await shy.call(method, { userId: shy.id })).people).toHaveLength(
        method === 'graph.listFollowing' ? 1 : 0,
      );
    }
    expect(await shy.call('people.profile', { userId: shy.id })).toMatchObject({
      followingCount: 1,
      abilities: { seeLists: true },
    });
  });

  test('GRAPH-2b following waits for approval, and gives nothing before it', async () => {
    const [shy, fan] = await Promise.all([privateOne(), somebody('fan')]);
    await shy.call('graph.follow', { userId: fan.id });
    const sockets = [await shy.socket(), await fan.socket()] as const;
    expect((await fan.call('graph.follow', { userId: shy.id })).relation).toMatchObject({
      following: 'requested',
      isFriend: false,
    });
    expect((await fan.call('graph.follow', { userId: shy.id })).relation.following).toBe('requested');
    expect((await fan.refused('graph.listFollowers', { userId: shy.id })).code).toBe('not_found');
    expect((await shy.call('accounts.me', {})).followRequestCount).toBe(1);
    expect(handlesOf(await shy.call('graph.listFollowRequests', {}))).toEqual([fan.handle]);
    expect(await relationTo(shy, fan)).toMatchObject({ requestedToFollowMe: true, followsMe: false, isFriend: false });

    await shy.call('graph.acceptFollow', { userId: fan.id });
    expect(await relationTo(fan, shy)).toMatchObject({ following: 'yes', isFriend: true });
    expect((await fan.call('people.profile', { userId: shy.id })).followerCount).toBe(1);
    expect(handlesOf(await fan.call('graph.listFollowers', { userId: shy.id }))).toEqual([fan.handle]);
    expect((await shy.call('accounts.me', {})).followRequestCount).toBe(0);
    expect(await noticesOn(sockets[1])).toEqual([1, 2].map(() => ({ type: 'relation.changed', userId: shy.id })));
    for (const socket of sockets) socket.close();
  });

  test('GRAPH-2b who asked may take it back, and then there is nothing to accept', async () => {
    const [shy, fan] = await Promise.all([privateOne(), somebody('fan')]);
    await fan.call('graph.follow', { userId: shy.id });
    await fan.call('graph.unfollow', { userId: shy.id });
    expect(handlesOf(await shy.call('graph.listFollowRequests', {}))).toEqual([]);
    expect((await shy.call('graph.acceptFollow', { userId: fan.id })).relation.followsMe).toBe(false);
  });

  test('GRAPH-2b accepting what is taken back at the same moment never makes a follower of nobody', async () => {
    const [shy, fan] = await Promise.all([privateOne(), somebody('fan')]);
    for (let i = 0; i < 10; i += 1) {
      await fan.call('graph.follow', { userId: shy.id });
      await Promise.all([
        shy.call('graph.acceptFollow', { userId: fan.id }),
        fan.call('graph.unfollow', { userId: shy.id }),
      ]);
      expect((await relationTo(fan, shy)).following).toBe('no');
    }
  });

  test('GRAPH-2b turning private keeps the followers there are', async () => {
    const [shy, fan] = await Promise.all([somebody('shy'), somebody('fan')]);
    await fan.call('graph.follow', { userId: shy.id });
    await shy.call('settings.update', { isPrivate: true });
    expect((await fan.call('graph.follow', { userId: shy.id })).relation.following).toBe('yes');
    expect((await fan.call('people.profile', { userId: shy.id })).abilities.seeLists).toBe(true);
  });

  test('GRAPH-2c declining is silent: who asked hears nothing, and may ask again', async () => {
    const [shy, fan] = await Promise.all([privateOne(), somebody('fan')]);
    await fan.call('graph.follow', { userId: shy.id });
    const sockets = [await shy.socket(), await fan.socket()] as const;
    expect((await shy.call('graph.declineFollow', { userId: fan.id })).relation.requestedToFollowMe).toBe(false);
    expect(await noticesOn(sockets[0])).toEqual([{ type: 'relation.changed', userId: fan.id }]);
    expect(await noticesOn(sockets[1])).toEqual([]);
    expect((await fan.call('graph.follow', { userId: shy.id })).relation.following).toBe('requested');
    for (const socket of sockets) socket.close();
  });

  test('GRAPH-2c only what was asked can be accepted or declined', async () => {
    const [shy, fan, stranger] = await Promise.all([privateOne(), somebody('fan'), somebody('stranger')]);
    await fan.call('graph.follow', { userId: shy.id });
    await shy.call('graph.acceptFollow', { userId: fan.id });
    expect((await shy.call('graph.declineFollow', { userId: fan.id })).relation.followsMe).toBe(true);
    expect((await shy.call('graph.acceptFollow', { userId: stranger.id })).relation.followsMe).toBe(false);
    await fan.call('graph.removeFollower', { userId: shy.id });
    expect((await relationTo(fan, shy)).following).toBe('yes');
  });
});
