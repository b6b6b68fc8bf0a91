// Everybody who may knock on a method's door, as the endpoint matrix tells them apart.
import { type ConversationId, directConversationId, limits, type UserId } from '@parley/contract';
import { hashToken, newSessionId, newToken } from '@parley/server';
import { createPerson, type Person, type PersonOptions, type World } from '../world/index.ts';

/** Signed in and active, whatever they may do. */
export const presentRoles = ['member', 'stranger', 'asked', 'blocked', 'restricted', 'under16'] as const;
/** Those whose token, if they have one, is worth nothing. */
export const absentRoles = ['anonymous', 'forged', 'expired', 'ended', 'deactivated'] as const;
export const roles = [...presentRoles, ...absentRoles] as const;
export type PresentRole = (typeof presentRoles)[number];
export type Role = (typeof roles)[number];

export type Caller = { id: UserId; handle: string; token: string | undefined; conversationId: ConversationId };

/** `target`: whom the caller wants something of. `other`: a friend of the target, with whom the target has a conversation. */
export type Cast = { world: World; target: Person; other: Person };

/**
 * A caller in this role. Their conversation is the one with the target: a member's, a blocked and a restricted one's has a message in
 * it, the asked one's a request of the target; the stranger's is somebody else's.
 */
export async function createCaller(cast: Cast, role: Role, who: { handle: string } & PersonOptions): Promise<Caller> {
  const { world, target, other } = cast;
  const { handle, ...options } = who;
  const bornOn = role === 'under16' ? '2012-01-01' : '1995-05-05';
  const own: PersonOptions = { ...options, bornOn, ...(role === 'asked' ? { messagesFrom: 'everyone' } : {}) };
  const { id, token } = await createPerson(world.server, world.clock, handle, own);
  const conversationId = directConversationId(target.id, role === 'stranger' ? other.id : id);
  const caller = { id, handle, token, conversationId };
  switch (role) {
    case 'stranger':
    case 'under16':
      return caller;
    case 'asked':
      await write(target, id);
      return caller;
    case 'restricted':
      await meet(cast, id);
      await restrict(world, id);
      return caller;
    case 'member':
    case 'blocked':
      await meet(cast, id);
      if (role === 'blocked') await target.call('blocks.block', { userId: id });
      return caller;
    case 'anonymous':
      return { ...caller, token: undefined };
    case 'forged':
      return { ...caller, token: newToken() };
    case 'expired':
      return { ...caller, token: await expiredSession(world, id) };
    case 'ended':
      await world.server.store.transaction((write) => write.sessions.end(id, {}, world.clock.now()));
      return caller;
    case 'deactivated':
      await world.server.store.transaction((write) => write.accounts.setState(id, 'deactivated', null));
      return caller;
  }
}

/** They follow each other, and the target has written. */
async function meet({ world, target }: Cast, id: UserId): Promise<void> {
  const follow = { following: 'yes', atMs: world.clock.now() } as const;
  await world.server.store.transaction(async (write) => {
    await write.graph.setFollowing({ followerId: id, followeeId: target.id, ...follow });
    await write.graph.setFollowing({ followerId: target.id, followeeId: id, ...follow });
  });
  await write(target, id);
}

async function write(from: Person, id: UserId): Promise<void> {
  const content = { kind: 'text', text: 'hello' } as const;
  await from.call('messages.send', { recipientId: id, clientMessageId: `to-${id}`, content });
}

const restrict = ({ server, clock }: World, id: UserId): Promise<void> =>
  server.store.transaction((write) => write.admission.restrict(id, clock.now() + limits.restrictionMs));

async function expiredSession({ server, clock }: World, userId: UserId): Promise<string> {
  const token = newToken();
  const nowMs = clock.now();
  const session = { id: newSessionId(), userId, device: 'test', createdAtMs: nowMs - 1, expiresAtMs: nowMs };
  await server.store.transaction((write) => write.sessions.create({ ...session, tokenHash: hashToken(token) }));
  return token;
}
