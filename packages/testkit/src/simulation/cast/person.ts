// People and what they have, made straight in the store: ids, tokens and friendships come from the seed, and no password is hashed.
import { type ConversationId, directConversationId, limits, type SessionId, type UserId } from '@parley/contract';
import { hashToken } from '@parley/server';
import type { Store } from '@parley/store';

export type Person = { readonly id: UserId; readonly name: string };

/** Not from the seed's own stream, so that the same names have the same ids in every story. */
export const personOf = (name: string, index: number): Person => ({ id: String(1_000 + 7 * index) as UserId, name });

export async function createPerson(store: Store, { id, name }: Person, nowMs: number): Promise<void> {
  await store.transaction((write) =>
    write.accounts.create({
      ...{ id, handle: name, foldedHandle: name, displayName: name, searchKey: name, bornOn: '1995-05-05' },
      ...{ messagesFrom: 'friends', passwordHash: '', recoveryCodeHashes: [], isDemo: false, createdAtMs: nowMs },
    }),
  );
}

/** Answers its token. */
export async function createSession(store: Store, person: Person, device: string, nowMs: number): Promise<string> {
  const token = `token-of-${device}`;
  const id = device.padEnd(22, '-') as SessionId;
  const times = { createdAtMs: nowMs, expiresAtMs: nowMs + limits.sessionMs };
  await store.transaction((write) =>
    write.sessions.create({ tokenHash: hashToken(token), id, userId: person.id, device, ...times }),
  );
  return token;
}

export const between = (a: Person, b: Person): ConversationId => directConversationId(a.id, b.id);
