// A node of Parley as a process: told once where its database is, it answers its port.
import { writeHeapSnapshot } from 'node:v8';
import { type Limits, type RunningServer, startServer } from '@parley/server';
import type { DatabaseAddress } from '@parley/store';
import { settledMemory } from './memory.ts';
import { answerQuestions } from './processes.ts';

let server: RunningServer | undefined;

/** What a load goes beyond. */
const limits: Partial<Limits> = {
  messagesPerDay: 1e9,
  newPeoplePerDay: 1e9,
  messagesPerPace: 1e9,
  lookupsPerHour: 1e9,
  excessAttemptsPerDay: 1e9,
};

/** Without a port it takes a free one, without `natsUrl` it is the only node. `nowMs`: its time now, where that is not the machine's. */
export type NodeQuestion = { address: DatabaseAddress; port?: number; natsUrl?: string | undefined; nowMs?: number };

/** Answers `Memory`. With `snapshot` the heap is written there too, to be looked at with a browser's tools. */
export type MemoryQuestion = { memory: true; snapshot?: string | undefined };

answerQuestions(async (question: NodeQuestion | MemoryQuestion) => {
  if ('memory' in question) {
    const memory = await settledMemory();
    if (question.snapshot !== undefined) writeHeapSnapshot(question.snapshot);
    return memory;
  }
  const { address, port = 0, natsUrl, nowMs = Date.now() } = question;
  const aheadMs = nowMs - Date.now();
  const clock = { now: () => Date.now() + aheadMs };
  server = await startServer({
    address,
    port,
    limits,
    clock,
    ...(natsUrl === undefined ? {} : { nats: { url: natsUrl } }),
  });
  return { port: server.port };
});
