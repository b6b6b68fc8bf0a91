// S17: sockets in hostile hands, many of them, while others write to each other.
import { closeCodes } from '@parley/contract';
import { floods, hoards, offencesOf, openWire, upgradesOf, type Wire } from '../attacks/index.ts';
import { newText, openRawSocket } from '../world/index.ts';
import { within } from './within.ts';

export type HostileSockets = {
  ports: readonly number[];
  /** The token of somebody new. */
  newcomer(): Promise<string>;
  /** Of the node of the first port. */
  residentBytes(): number;
  rounds: number;
  /** How many are open at once. */
  held: number;
};
export type Hoard = { name: string; kilobytesEach: number; ownKilobytes: number };
/** `floodMegabytes`: by how much the node grew while so many flooded it at once; that is mostly what was read and is not collected yet. */
export type HostileSocketsReport = {
  asked: number;
  hoards: Hoard[];
  flooders: number;
  floodMegabytes: number;
  problems: string[];
};

const answerMs = 20_000;
/** Of one person at once; a person may have a few more. */
const socketsEach = 20;
/** What a process grows by when it does something for the first time is not what it costs. */
const warmUpSockets = 50;
const lookEveryMs = 20;

export async function attackSockets(attack: HostileSockets): Promise<HostileSocketsReport> {
  const report: HostileSocketsReport = { asked: 0, hoards: [], flooders: 10, floodMegabytes: 0, problems: [] };
  for (let round = 0; round < attack.rounds; round += 1) {
    for (const port of attack.ports) await offend(port, await attack.newcomer(), report);
  }
  await flood(attack, { report, atOnce: 1 });
  for (const { bytes } of hoards) await hold({ ...attack, held: warmUpSockets }, bytes);
  for (const { name, bytes, ownKilobytes } of hoards) {
    const before = attack.residentBytes();
    // What was sent and paid for by its sender is costly to try, too.
    const held = Math.ceil(attack.held / (ownKilobytes > 0 ? 4 : 1));
    const most = await hold({ ...attack, held }, bytes);
    report.asked += held;
    report.hoards.push({ name, kilobytesEach: (most - before) / held / 1_024, ownKilobytes });
  }
  const quiet = attack.residentBytes();
  report.floodMegabytes = Math.max(0, (await flood(attack, { report, atOnce: report.flooders })) - quiet) / 2 ** 20;
  return report;
}

/** Each thing that a socket must not say, once. */
async function offend(port: number, token: string, report: HostileSocketsReport): Promise<void> {
  const blame = (what: string): void => void report.problems.push(what);
  for (const { name, options, status } of upgradesOf(port, { token })) {
    const wire = await openWire(port, options);
    report.asked += 1;
    if (wire.status !== status) blame(`an upgrade with ${name} was answered ${wire.status}`);
    wire.destroy();
  }
  for (const { name, when, bytes, code } of offencesOf(token)) {
    const wire = await openWire(port, when === 'after' ? { token } : {});
    wire.write(bytes);
    report.asked += 1;
    const ended = await within(
      answerMs,
      wire.ended.then((given) => ({ given })),
    );
    if (ended?.given !== code) blame(`${name} ended with ${ended ? (ended.given ?? 'no code') : 'nothing'}`);
    wire.destroy();
  }
}

/** Opens them, says the same on each, and answers how large the node was at most. */
async function hold({ ports, newcomer, residentBytes, held }: HostileSockets, bytes: Buffer): Promise<number> {
  const wires: Wire[] = [];
  let most = 0;
  const look = (): void => void (most = Math.max(most, residentBytes()));
  const timer = setInterval(look, lookEveryMs);
  for (let count = 0; count < held; count += socketsEach) {
    const token = await newcomer();
    const some = Array.from({ length: Math.min(socketsEach, held - count) }, () => openWire(ports[0] ?? 0, { token }));
    for (const wire of await Promise.all(some)) {
      wire.write(bytes);
      wires.push(wire);
    }
  }
  // All that was said has been read when a later question is answered.
  const last = await openWire(ports[0] ?? 0, { token: await newcomer() });
  last.say({ type: 'ping' });
  await last.next('pong');
  look();
  clearInterval(timer);
  for (const wire of [...wires, last]) wire.destroy();
  await Promise.all([...wires, last].map(({ ended }) => ended));
  return most;
}

const floodFrames = 100_000;

/** Answers how large the node was at most. */
async function flood(
  { ports, newcomer, residentBytes }: HostileSockets,
  { report, atOnce }: { report: HostileSocketsReport; atOnce: number },
): Promise<number> {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, residentBytes());
  }, lookEveryMs);
  for (const { name, frame } of floods) {
    const some = Array.from({ length: atOnce }, async () => {
      const wire = await openWire(ports[0] ?? 0, { token: await newcomer() });
      const thousand = Buffer.concat(Array(1_000).fill(frame));
      for (let sent = 0; sent < floodFrames; sent += 1_000) wire.write(thousand);
      const ended = await within(
        answerMs,
        wire.ended.then((code) => ({ code })),
      );
      // Whoever goes on sending is reset, and may not come to read the goodbye.
      const isEnded = ended && [undefined, closeCodes.protocolError].includes(ended.code as never);
      if (!isEnded) report.problems.push(`100,000 ${name} ended with ${ended?.code ?? 'nothing'}`);
      wire.destroy();
    });
    await Promise.all(some);
    report.asked += atOnce;
  }
  clearInterval(timer);
  return most;
}

export type Delivery = { sent: number; arrived: number; slowestMs: number; p99Ms: number };

const talkEveryMs = 50;

/** Two who write to each other over two nodes; answers how to stop, which tells how that went. */
export async function keepTalking(
  ports: readonly number[],
  [ana, bo]: readonly [{ token: string }, { id: string; token: string }],
): Promise<() => Promise<Delivery>> {
  const hers = await openRawSocket(`http://localhost:${ports[0]}`, ana.token);
  const his = await openRawSocket(`http://localhost:${ports.at(-1)}`, bo.token);
  const times: number[] = [];
  let sent = 0;
  let isOver = false;
  const talk = async (): Promise<void> => {
    while (!isOver) {
      sent += 1;
      const startedMs = performance.now();
      const { refusal } = await hers.call('messages.send', { recipientId: bo.id, ...newText(`message ${sent}`) });
      const update = refusal ? undefined : await within(answerMs, his.next('update'));
      if (update) times.push(performance.now() - startedMs);
      await new Promise((resolve) => setTimeout(resolve, talkEveryMs));
    }
  };
  const talking = talk();
  return async () => {
    isOver = true;
    await talking;
    for (const socket of [hers, his]) socket.close();
    times.sort((a, b) => a - b);
    const at = (share: number): number => times[Math.floor((times.length - 1) * share)] ?? 0;
    return { sent, arrived: times.length, slowestMs: at(1), p99Ms: at(0.99) };
  };
}
