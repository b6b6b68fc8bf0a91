import type { Account } from '@parley/contract';
import { CallError, type Client } from '@parley/sdk';
import { describe, expect, test } from 'vitest';
import { fakeClient, offline } from '../gallery/fake-client.ts';
import { account } from '../gallery/fixtures.ts';
import { SessionStore } from './session-store.ts';

type Answer = () => Promise<unknown>;

/** A store whose clients answer every call as told, and remember what became of them. */
function storeWith(answer: Answer, keptAccount?: Account) {
  const made: { isConnected: boolean; isClosed: boolean; storage: unknown; stop(code: number): void }[] = [];
  const forgotten: string[] = [];
  const kept: { account: Account | undefined } = { account: keptAccount };
  const store = new SessionStore({
    makeClient: (stores) => {
      const listeners = new Set<() => void>();
      let connection: Client['connection'] = { status: 'idle' };
      const record = {
        isConnected: false,
        isClosed: false,
        storage: stores?.outboxStorage,
        stop: (code: number) => {
          connection = { status: 'stopped', code };
          for (const listener of listeners) listener();
        },
      };
      made.push(record);
      return {
        ...fakeClient({}),
        get connection() {
          return connection;
        },
        call: () => answer() as never,
        connect: () => void (record.isConnected = true),
        close: () => void (record.isClosed = true),
        subscribe: (listener) => {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      };
    },
    storesOf: (userId) => ({ outboxStorage: { userId }, keep: {} }) as never,
    readAccount: () => kept.account,
    keepAccount: (account) => void (kept.account = account),
    device: 'x'.repeat(300),
    forget: (userId, { isEnded }) => {
      kept.account = undefined;
      forgotten.push(isEnded ? `${userId} as shown` : userId);
    },
  });
  return { store, made, forgotten, kept };
}

const refused = (code: 'unauthenticated') => new CallError('refused', { code, sentence: '', retry: 'no' });

test('ACC-5 who has a session is let in, with a client and an outbox of their own', async () => {
  const { store, made } = storeWith(() => Promise.resolve(account));
  await store.start();
  expect(store.state).toMatchObject({ status: 'signedIn', account });
  expect(made.map(({ isClosed, isConnected }) => [isClosed, isConnected])).toEqual([
    [true, false],
    [false, true],
  ]);
  expect(made[1]?.storage).toMatchObject({ userId: account.person.id });
});

test('who has none is at the door, and who cannot be asked about may try again', async () => {
  const stranger = storeWith(() => Promise.reject(refused('unauthenticated')));
  await stranger.store.start();
  expect(stranger.store.state).toEqual({ status: 'signedOut', isEnded: false });
  const away = storeWith(() => Promise.reject(offline));
  await away.store.start();
  expect(away.store.state).toEqual({ status: 'unreachable' });
});

test('OFF-1 who was here last is let in before the server has answered, and a stranger once it has', async () => {
  const { promise: never } = Promise.withResolvers<never>();
  const returning = storeWith(() => never, account);
  void returning.store.start();
  await returning.store.started();
  expect(returning.store.state.status).toBe('signedIn');
  const answer = Promise.withResolvers<Account>();
  const { store } = storeWith(() => answer.promise);
  const order: string[] = [];
  void store.start();
  const started = store.started().then(() => order.push(store.state.status));
  await Promise.resolve();
  order.push('asked');
  answer.resolve(account);
  await started;
  expect(order).toEqual(['asked', 'signedIn']);
});

test('ACC-5 a session that is ended elsewhere leads to the door, and keeps what waits to be sent', async () => {
  const { store, made, forgotten } = storeWith(() => Promise.resolve(account));
  await store.start();
  made[1]?.stop(4101);
  expect(store.state).toEqual({ status: 'signedOut', isEnded: true });
  expect(forgotten).toEqual([`${account.person.id} as shown`]);
});

test('a server that speaks another protocol does not sign anybody out', async () => {
  const { store, made } = storeWith(() => Promise.resolve(account));
  await store.start();
  made[1]?.stop(4103);
  expect(store.state.status).toBe('signedIn');
});

test('ACC-5 who signs out leaves nothing behind', async () => {
  const { store, made, forgotten } = storeWith(() => Promise.resolve(account));
  await store.start();
  await store.signOut();
  expect(store.state).toEqual({ status: 'signedOut', isEnded: false });
  expect(forgotten).toEqual([account.person.id]);
  expect(made[1]?.isClosed).toBe(true);
});

test('ACC-1 recovery codes are there after signing up, until they are kept', async () => {
  const signedUp: { account: Account; recoveryCodes: string[] } = { account, recoveryCodes: ['a', 'b'] };
  const { store } = storeWith(() => Promise.resolve(signedUp));
  await store.signUp({ handle: 'x', displayName: 'x', birthDate: '1990-01-01', password: 'long enough' });
  expect(store.state).toMatchObject({ recoveryCodes: ['a', 'b'] });
  store.dropRecoveryCodes();
  expect(store.state).toMatchObject({ status: 'signedIn', recoveryCodes: undefined });
});

describe('who was signed in here before', () => {
  const other: Account = { ...account, person: { ...account.person, id: '3000000000000000009' as never } };

  test('OFF-1a is let in at once, also where the server cannot be reached', async () => {
    const { store, made } = storeWith(() => Promise.reject(offline), account);
    const started = store.start();
    expect(store.state).toMatchObject({ status: 'signedIn', account });
    await started;
    expect(store.state.status).toBe('signedIn');
    expect(made.at(-1)?.isConnected).toBe(true);
  });

  test('OFF-1f is let out again, and forgotten, as soon as the server says so', async () => {
    const { store, forgotten, kept } = storeWith(() => Promise.reject(refused('unauthenticated')), account);
    await store.start();
    expect(store.state).toEqual({ status: 'signedOut', isEnded: true });
    expect([forgotten, kept.account]).toEqual([[`${account.person.id} as shown`], undefined]);
  });

  test('OFF-1f S27 gives way to who is signed in by now, whoever says it first', async () => {
    const told = storeWith(() => Promise.resolve(other), account);
    await told.store.start();
    expect(told.store.state).toMatchObject({ status: 'signedIn', account: other });
    expect([told.forgotten, told.kept.account]).toEqual([[`${account.person.id} as shown`], other]);

    let answer: () => Promise<unknown> = () => Promise.reject(offline);
    const stopped = storeWith(() => answer(), account);
    await stopped.store.start();
    answer = () => Promise.resolve(other);
    stopped.made.at(-1)?.stop(4101);
    expect(stopped.forgotten).toEqual([`${account.person.id} as shown`]);
    await expect.poll(() => stopped.store.state).toMatchObject({ status: 'signedIn', account: other });
  });
});
