// S19: a day's messages and new people are one count, whatever devices, nodes, sockets and headers it is spent through.
import { hashToken, newSessionId, newToken } from '@parley/server';
import { openRawSocket, type Person, type RawSocket, type World } from '../world/index.ts';
import { callOn, type Told } from './nodes.ts';

export type Spent = { taken: number; codes: Record<string, number> };
type Spending = { world: World; ports: readonly number[]; attempts: number };

const words = (id: string) => ({ clientMessageId: id, content: { kind: 'text' as const, text: id } });
const forged = (index: number): Record<string, string> => {
  const address = `203.0.${Math.floor(index / 250) % 250}.${index % 250}`;
  return { 'x-forwarded-for': address, 'x-real-ip': address, forwarded: `for=${address}` };
};

function tally(told: readonly Told[]): Spent {
  const codes: Record<string, number> = {};
  for (const { refusal } of told) if (refusal) codes[refusal.code] = (codes[refusal.code] ?? 0) + 1;
  return { taken: told.filter(({ output }) => output).length, codes };
}

const deviceCount = 4;

/** All at once: a third over sockets of several devices on every node, the others over HTTP on every node, from forged addresses. */
async function sendAll(spending: Spending, sender: Person, to: (index: number) => Person): Promise<Told[]> {
  const { ports, attempts } = spending;
  const devices = await signInOn(spending, sender);
  const told = await Promise.all(
    Array.from({ length: attempts }, (_, index): Promise<Told> => {
      const input = { recipientId: to(index).id, ...words(`m${index}`) };
      // Not every third device: which one and which node do not go together.
      const device = devices[Math.floor(index / 3) % devices.length];
      if (index % 3 === 0 && device) return device.socket.call('messages.send', input);
      const port = ports[index % ports.length] ?? spending.world.server.port;
      const token = device?.token ?? sender.token;
      return callOn(port, { token, headers: forged(index) }, 'messages.send', input);
    }),
  );
  for (const { socket } of devices) socket.close();
  return told;
}

/** Several devices of one person, their sockets on the nodes in turn. */
function signInOn({ world, ports }: Spending, { id }: Person): Promise<{ token: string; socket: RawSocket }[]> {
  const times = { createdAtMs: world.clock.now(), expiresAtMs: world.clock.now() + 3_600_000 };
  return Promise.all(
    Array.from({ length: deviceCount }, async (_, index) => {
      const token = newToken();
      const session = { id: newSessionId(), userId: id, device: `device ${index}`, tokenHash: hashToken(token) };
      await world.server.store.transaction((write) => write.sessions.create({ ...session, ...times }));
      const port = ports[index % ports.length] ?? world.server.port;
      return { token, socket: await openRawSocket(`http://localhost:${port}`, token) };
    }),
  );
}

/** Spends a day's messages on one friend. */
export async function spendMessages(spending: Spending): Promise<Spent> {
  const { world } = spending;
  const [sender, friend] = [await world.person('spender'), await world.person('friend.of.spender')];
  await world.befriend(sender, friend);
  return tally(await sendAll(spending, sender, () => friend));
}

/** Writes to many people who take messages from everybody, each once. */
export async function spendNewPeople(spending: Spending): Promise<Spent> {
  const { world, attempts } = spending;
  const sender = await world.person('greeter');
  const people: Person[] = [];
  for (let index = 0; index < attempts; index += 1) {
    people.push(await world.person(`new${index.toString(8)}.person`, { messagesFrom: 'everyone' }));
  }
  return tally(await sendAll(spending, sender, (index) => people[index] ?? sender));
}
