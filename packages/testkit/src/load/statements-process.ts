// A floor: the statements of one page, asked of the database by many connections side by side, with nothing in between.
import type { DatabaseAddress } from '@parley/store';
import pg from 'pg';
import { answerQuestions } from './processes.ts';

export type PageStatement = { name: string; text: string; values: unknown[] };
/** Runs the statements of a page one after the other, on each of so many connections, over and over. */
export type StatementsQuestion = {
  address: DatabaseAddress;
  settings: string;
  statements: PageStatement[];
  connections: number;
  forMs: number;
};

answerQuestions(async ({ address, settings, statements, connections, forMs }: StatementsQuestion) => {
  const clients = Array.from({ length: connections }, () => new pg.Client(address));
  const page = async (client: pg.Client): Promise<void> => {
    for (const statement of statements) await client.query(statement);
  };
  for (const client of clients) {
    await client.connect();
    await client.query(settings);
    await page(client);
  }
  let pages = 0;
  const endMs = performance.now() + forMs;
  const work = async (client: pg.Client): Promise<void> => {
    while (performance.now() < endMs) {
      await page(client);
      pages += 1;
    }
  };
  await Promise.all(clients.map(work));
  await Promise.all(clients.map((client) => client.end()));
  return { perSecond: pages / (forMs / 1_000) };
});
