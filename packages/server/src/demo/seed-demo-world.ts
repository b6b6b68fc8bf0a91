// Fills an empty database with the demo world, through the same store calls as everybody else's accounts and messages.
import { randomUUID } from 'node:crypto';
import { limits as contractLimits, directConversationId, type UserId } from '@parley/contract';
import { foldHandle, parseEntities, searchKey } from '@parley/core';
import type { ArrangementPatch, Store } from '@parley/store';
import { type AdmissionDeps, KnownFacts, Pace, pairOf } from '../admission/index.ts';
import type { Clock } from '../clock.ts';
import { withDefaults } from '../limits.ts';
import { attemptMarks, decideSend, gatherSendFacts } from '../messages/index.ts';
import { SearchIndexer } from '../search/index.ts';
import { newUserId } from '../secrets.ts';
import {
  type DemoConversation,
  type DemoPerson,
  demoConversations,
  demoFollows,
  demoFriends,
  demoPeople,
  demoRequests,
} from './demo-world.ts';

const minuteMs = 60_000;

/** Answers how many people were made: none when somebody is here already. */
export async function seedDemoWorld(store: Store, clock: Clock): Promise<number> {
  if (!(await store.read.accounts.isEmpty())) return 0;
  const ids = new Map(demoPeople.map((person) => [person.handle, newUserId()]));
  const idOf = (handle: string): UserId => {
    const id = ids.get(handle);
    if (id === undefined) throw new Error(`the demo world has nobody called ${handle}`);
    return id;
  };
  const limits = withDefaults();
  const deps = { store, limits, pace: new Pace(limits.messagesPerPace), known: new KnownFacts() };
  await seedPeople(store, idOf, clock.now());
  // Oldest first: inboxes are ordered by arrival, not by the clock.
  const inOrder = [...demoConversations, ...demoRequests].sort((a, b) => b.endedMinutesAgo - a.endedMinutesAgo);
  for (const conversation of inOrder) await seedConversation(deps, conversation, idOf, clock.now());
  for (const conversation of demoConversations) await arrangeConversation(store, conversation, idOf, clock.now());
  await new SearchIndexer({ store, onFault: rethrow }).sweep();
  return demoPeople.length;
}

const rethrow = (error: unknown): never => {
  throw error;
};

async function seedPeople(store: Store, idOf: (handle: string) => UserId, nowMs: number): Promise<void> {
  await store.transaction(async (write) => {
    for (const [index, person] of demoPeople.entries()) {
      const joinedMs = nowMs - (400 - index * 20) * 24 * 60 * minuteMs;
      await write.accounts.create(toAccount(person, idOf(person.handle), joinedMs));
      await write.accounts.updateProfile(idOf(person.handle), { bio: person.bio });
      await write.settings.update(idOf(person.handle), {
        messagesFrom: person.messagesFrom,
        isPrivate: person.isPrivate ?? false,
        othersMayRequest: person.othersMayRequest ?? false,
        presence: true,
      });
    }
    const both = demoFriends.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]);
    for (const [follower, followee] of [...both, ...demoFollows]) {
      const change = { followerId: idOf(follower), followeeId: idOf(followee), following: 'yes' as const, atMs: nowMs };
      await write.graph.setFollowing(change);
    }
  });
}

/** Nobody can sign in to these with a password: there is none that has this hash. */
const toAccount = (person: DemoPerson, id: UserId, createdAtMs: number) => ({
  id,
  handle: person.handle,
  foldedHandle: foldHandle(person.handle),
  displayName: person.displayName,
  searchKey: searchKey(person.displayName),
  bornOn: person.bornOn,
  messagesFrom: person.messagesFrom,
  passwordHash: '',
  recoveryCodeHashes: [],
  isDemo: true,
  isVerified: person.isVerified ?? false,
  createdAtMs,
});

async function seedConversation(
  deps: AdmissionDeps,
  { people, lines, endedMinutesAgo, unread = 0 }: DemoConversation,
  idOf: (handle: string) => UserId,
  nowMs: number,
): Promise<void> {
  const { store } = deps;
  const pair = [idOf(people[0]), idOf(people[1])] as const;
  const conversationId = directConversationId(...pair);
  for (const [index, [who, text]] of lines.entries()) {
    const [senderId, recipientId] = who === 0 ? pair : [pair[1], pair[0]];
    const atMs = nowMs - (endedMinutesAgo + (lines.length - 1 - index) * 2) * minuteMs;
    const request = {
      ...pairOf(senderId, recipientId),
      clientMessageId: randomUUID(),
      text,
      entities: parseEntities(text),
    };
    const facts = await gatherSendFacts(deps, [request], atMs);
    const verdict = decideSend(request, facts, 0);
    if (!('decided' in verdict)) throw new Error(`the demo world breaks a rule: ${JSON.stringify(verdict)}`);
    await store.sends.append([verdict.decided], atMs, attemptMarks([verdict.decided], facts));
  }
  // Who is asked has not looked yet.
  if (demoRequests.some((request) => request.people === people)) return;
  const [lastBy] = lines.at(-1) ?? [0];
  const [author, reader] = lastBy === 0 ? pair : [pair[1], pair[0]];
  await store.marks.apply([
    { kind: 'read', conversationId, userId: author, peerId: reader, seq: lines.length },
    { kind: 'read', conversationId, userId: reader, peerId: author, seq: lines.length - unread },
  ]);
}

async function arrangeConversation(
  store: Store,
  { people, pinnedBy, mutedBy }: DemoConversation,
  idOf: (handle: string) => UserId,
  nowMs: number,
): Promise<void> {
  const ids = [directConversationId(idOf(people[0]), idOf(people[1]))];
  const arrange = (handle: string, patch: ArrangementPatch) =>
    store.transaction((write) =>
      write.inbox.arrange({ userId: idOf(handle), ids, patch, pinsMax: contractLimits.pinsMax, nowMs }),
    );
  if (pinnedBy !== undefined) await arrange(pinnedBy, { isPinned: true });
  if (mutedBy !== undefined) await arrange(mutedBy, { mutedUntilMs: Number.POSITIVE_INFINITY });
}
