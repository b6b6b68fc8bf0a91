// A floor: how many rows a second this database takes, one a transaction, from 32 connections.
import type { DatabaseAddress } from '@parley/store';
import pg from 'pg';
import { answerQuestions } from './processes.ts';

const connections = 32;
const text = 'how are you '.repeat(9).slice(0, 100);

answerQuestions(async ({ address, forMs }: { address: DatabaseAddress; forMs: number }) => {
  const clients = Array.from({ length: connections }, () => new pg.Client(address));
  await Promise.all(clients.map((client) => client.connect()));
  await clients[0]?.query(
    'create table floor_rows (id bigint primary key, at timestamptz not null, text text not null)',
  );
  let next = 0;
  const endMs = performance.now() + forMs;
  const at = new Date().toISOString();
  const work = async (client: pg.Client): Promise<void> => {
    while (performance.now() < endMs) {
      next += 1;
      await client.query({ name: 'row', text: 'insert into floor_rows values ($1, $2, $3)', values: [next, at, text] });
    }
  };
  await Promise.all(clients.map(work));
  await clients[0]?.query('drop table floor_rows');
  await Promise.all(clients.map((client) => client.end()));
  return { perSecond: next / (forMs / 1_000) };
});
