// S18: whatever ends a session ends its tokens and sockets on every node, and no other's.
import { closeCodes, limits } from '@parley/contract';
import { hashPassword, hashRecoveryCode, hashToken, newSessionId, newToken } from '@parley/server';
import { exchange, openWire } from '../attacks/index.ts';
import { createPerson, openRawSocket, type World } from '../world/index.ts';
import { within } from './within.ts';

export type EndingOptions = { world: World; ports: readonly number[]; rounds: number };
/** `slowestMs`: from the answer to the close of the last socket. */
export type Endings = { endings: number; sockets: number; slowestMs: number; problems: string[] };

const password = 'correct horse';
const newPassword = 'battery staple';
const recoveryCode = 'ABCD-EFGH-JKLM-NPQR';

type Watched = { call(): Promise<boolean>; closedAfter(fromMs: number): Promise<{ code: number; ms: number }> };
type Session = { token: string; sockets: Watched[] };
type Someone = { handle: string; mine: Session; other: Session };
type Way = { method: string; body(who: Someone): object; ends: 'mine' | 'other' | 'both'; isSignedIn?: boolean };

const ways: readonly Way[] = [
  { method: 'accounts.signOut', body: () => ({}), ends: 'mine' },
  { method: 'accounts.signOutEverywhere', body: () => ({}), ends: 'both' },
  { method: 'accounts.changePassword', body: () => ({ password, newPassword }), ends: 'other' },
  {
    method: 'accounts.recover',
    body: ({ handle }) => ({ handle, recoveryCode, newPassword }),
    ends: 'both',
    isSignedIn: false,
  },
  { method: 'accounts.deactivate', body: () => ({ password }), ends: 'both' },
  { method: 'accounts.delete', body: () => ({ password }), ends: 'both' },
];

let count = 0;
/** Some at once; more would only measure how long passwords take. */
const lanes = 4;
const windowEvery = 40;

/** Each way in turn, asked of each node in turn. */
export async function endEverywhere({ world, ports, rounds }: EndingOptions): Promise<Endings> {
  const secrets = {
    passwordHash: await hashPassword(password),
    recoveryCodeHashes: [hashRecoveryCode(recoveryCode)],
  };
  const found: Endings = { endings: 0, sockets: 0, slowestMs: 0, problems: [] };
  const todo = Array.from({ length: rounds }, (_, round) => ways.map((way) => ({ way, round }))).flat();
  const lane = async (): Promise<void> => {
    for (let next = todo.shift(); next; next = todo.shift()) {
      count += 1;
      // Passwords that are tried from one address are counted in a window of time.
      if (count % windowEvery === 0) world.clock.advance(limits.signInWindowMs);
      const who = await signIn(world, ports, { handle: `e${count.toString(8)}.ending`, secrets });
      await endOne({ ports, who, port: ports[next.round % ports.length] ?? world.server.port, way: next.way, found });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return found;
}

type Newcomer = { handle: string; secrets: { passwordHash: string; recoveryCodeHashes: readonly string[] } };

/** On two devices, each with a socket on every node. */
async function signIn(world: World, ports: readonly number[], { handle, secrets }: Newcomer): Promise<Someone> {
  const { id, token } = await createPerson(world.server, world.clock, handle, secrets);
  const other = newToken();
  const times = { createdAtMs: world.clock.now(), expiresAtMs: world.clock.now() + limits.sessionMs };
  await world.server.store.transaction((write) =>
    write.sessions.create({ id: newSessionId(), userId: id, device: 'other', tokenHash: hashToken(other), ...times }),
  );
  const sessionOf = async (own: string): Promise<Session> => {
    return { token: own, sockets: await Promise.all(ports.map((port) => watch(port, own))) };
  };
  return { handle, mine: await sessionOf(token), other: await sessionOf(other) };
}

async function watch(port: number, token: string): Promise<Watched> {
  const socket = await openRawSocket(`http://localhost:${port}`, token);
  const closed = socket.closed.then((code) => ({ code, atMs: performance.now() }));
  return {
    closedAfter: (fromMs) => closed.then(({ code, atMs }) => ({ code, ms: atMs - fromMs })),
    call: async () => {
      const answer = await socket.call('accounts.me', {}).catch(() => undefined);
      socket.close();
      return answer !== undefined && !answer.refusal;
    },
  };
}

type Trial = { ports: readonly number[]; port: number; who: Someone; way: Way; found: Endings };

async function endOne({ ports, port, who, way, found }: Trial): Promise<void> {
  const token = way.isSignedIn === false ? undefined : who.mine.token;
  const { status } = await exchange(port, way.method, { token, body: way.body(who) });
  const fromMs = performance.now();
  const blame = (what: string): void => void found.problems.push(`${way.method}: ${what}`);
  if (status !== 200) return blame(`was answered ${status}`);
  found.endings += 1;
  const sessions = [who.mine, who.other];
  const ended = way.ends === 'both' ? sessions : [who[way.ends]];
  await Promise.all(
    ended.map(async (session) => {
      if (await isWelcome(ports, session.token)) blame('the token still opens something');
      for (const socket of session.sockets) {
        const over = await within(lateMs, socket.closedAfter(fromMs));
        found.sockets += 1;
        found.slowestMs = Math.max(found.slowestMs, over?.ms ?? lateMs);
        if (over?.code !== closeCodes.signedOut) blame(`a socket was closed with ${over?.code ?? 'nothing'}`);
      }
    }),
  );
  for (const session of sessions.filter((one) => !ended.includes(one))) {
    for (const socket of session.sockets) if (!(await socket.call())) blame('a session that stays was ended');
  }
}

/** Whoever is not gone by then never is. */
const lateMs = 5_000;

/** Over HTTP and by a new socket, on any node. */
async function isWelcome(ports: readonly number[], token: string): Promise<boolean> {
  const doors = ports.map(async (port) => {
    const { status } = await exchange(port, 'accounts.me', { token });
    const wire = await openWire(port);
    wire.say({ type: 'hello', protocol: 1, token });
    return status !== 401 || (await wire.ended) !== closeCodes.unauthenticated;
  });
  return (await Promise.all(doors)).includes(true);
}
