import type { Account, Conversation, Notice, Relation, UserId } from '@parley/contract';
import type { Person, RawSocket } from '../world/index.ts';
import { applyUpdates, type Update } from './apply-updates.ts';
import { type Call, type Snapshot, takeSnapshot } from './snapshot.ts';

/** What a person heard since the watch began or was last asked, and whether it told them everything. */
export type Heard = {
  updates: Update[];
  notices: Notice[];
  before: Snapshot;
  fresh: Snapshot;
  /** The old snapshot with the updates applied, for comparison with the fresh one. */
  applied: Snapshot;
  accountBefore: Account;
  accountFresh: Account;
  relationsBefore: Relations;
  relationsFresh: Relations;
};

/** How they stand to everybody they have a conversation with, as far as they can see it. */
export type Relations = Map<UserId, Relation | undefined>;

/** Somebody with a live socket and a snapshot: the state law is that both together are the fresh snapshot. */
export type Watcher = { person: Person; socket: RawSocket; heard(): Promise<Heard> };

export async function watch(person: Person): Promise<Watcher> {
  const socket = await person.socket();
  const call = callOn(socket);
  let before = await takeSnapshot(call);
  let accountBefore = await call('accounts.me', {});
  let relationsBefore = await readRelations(call, before);
  await everythingSaid(socket);
  let seen = socket.pending().length;
  return {
    person,
    socket,
    heard: async () => {
      await everythingSaid(socket);
      const frames = socket.pending().slice(seen);
      const updates = frames.flatMap((frame) =>
        frame.type === 'update' ? [{ rev: frame.rev, changes: frame.changes }] : [],
      );
      const notices = frames.flatMap((frame) => (frame.type === 'notice' ? [frame.notice] : []));
      const fresh = await takeSnapshot(call);
      const accountFresh = await call('accounts.me', {});
      const relationsFresh = await readRelations(call, fresh);
      const ordered = [...updates].sort((a, b) => a.rev - b.rev);
      const ask = (id: Conversation['id']): Conversation => {
        const row = fresh.conversations.get(id);
        if (!row) throw new Error(`${person.handle} heard of a conversation that is not theirs`);
        return row;
      };
      const applied = applyUpdates(before, ordered, { me: person.id, ask });
      const standing = { accountBefore, accountFresh, relationsBefore, relationsFresh };
      const heard = { updates, notices, before, fresh, applied, ...standing };
      before = fresh;
      accountBefore = accountFresh;
      relationsBefore = relationsFresh;
      seen = socket.pending().length;
      return heard;
    },
  };
}

/** Reads on the socket itself: what it answers is never behind what it told. */
const callOn =
  (socket: RawSocket): Call =>
  async (method, input) => {
    const { output, refusal } = await socket.call(method, input);
    if (refusal) throw new Error(`refused ${method}: ${refusal.code}`);
    return output as never;
  };

async function readRelations(call: Call, { conversations }: Snapshot): Promise<Relations> {
  const relations: Relations = new Map();
  for (const { peer } of conversations.values()) {
    // Whoever is not there for them has no relation to show.
    if (!peer.isAvailable) relations.set(peer.id, undefined);
    else relations.set(peer.id, (await call('people.profile', { userId: peer.id })).relation);
  }
  return relations;
}

/** A socket tells in order: once it answers, everything that was announced before has come. */
async function everythingSaid(socket: RawSocket): Promise<void> {
  await socket.call('accounts.listSessions', {});
}

/** What a row says of others, which changes without any change of the inbox: notices tell of it, or nothing may. */
export const ofOthers = ({ peer, abilities, refusal, request }: Conversation) => ({
  ...{ peer, abilities, refusal },
  outgoing: request?.direction === 'outgoing' ? request : undefined,
});

/** What a snapshot says of the inbox itself. */
export function ofTheInbox(snapshot: Snapshot) {
  const rows = [...snapshot.conversations.values()].map((row) => ({
    ...row,
    peer: undefined,
    abilities: undefined,
    refusal: undefined,
    request: row.request?.direction === 'incoming' ? row.request : undefined,
    peerId: row.peer.id,
  }));
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
  const { requestCounts: _, ...others } = snapshot;
  return { ...others, conversations: rows.sort(byId), messages: Object.fromEntries(snapshot.messages) };
}
