// A node of Parley as a process: told once where its database is, it answers its port.
import { type Limits, type RunningServer, startServer } from '@parley/server';
import type { DatabaseAddress } from '@parley/store';
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

/** Without a port it takes a free one, without `natsUrl` it is the only node. */
export type NodeQuestion = { address: DatabaseAddress; port?: number; natsUrl?: string | undefined };

answerQuestions(async ({ address, port = 0, natsUrl }: NodeQuestion) => {
  server = await startServer({ address, port, limits, ...(natsUrl === undefined ? {} : { nats: { url: natsUrl } }) });
  return { port: server.port };
});
