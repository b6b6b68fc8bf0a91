// S19: a day's messages and new people are one count, whatever devices, nodes, sockets and headers it is spent through.
import type { Person, RawSocket, World } from '../world/index.ts';
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

/** All at once: a third over a socket, the others over HTTP on every node, from forged addresses. */
async function sendAll(
  { world, ports, attempts }: Spending,
  sender: Person,
  to: (index: number) => Person,
): Promise<Told[]> {
  const socket: RawSocket = await sender.socket();
  const told = await Promise.all(
    Array.from({ length: attempts }, (_, index): Promise<Told> => {
      const input = { recipientId: to(index).id, ...words(`m${index}`) };
      if (index % 3 === 0) return socket.call('messages.send', input);
      const port = ports[index % ports.length] ?? world.server.port;
      return callOn(port, { ...sender, headers: forged(index) }, 'messages.send', input);
    }),
  );
  socket.close();
  return told;
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
