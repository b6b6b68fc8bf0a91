// Pages for many at once: how many a second a node gives to 16 who ask side by side, beside the same statements asked of its database directly.
import type { MethodId } from '@parley/contract';
import { type DatabaseAddress, readSettings } from '@parley/store';
import {
  type AskPages,
  type NodeQuestion,
  type PageStatement,
  type StatementsQuestion,
  startHelper,
} from '@parley/testkit/load';
import pg from 'pg';
import { atLeast, type BenchResult } from './bench.ts';

export const parallelFloor = 'the same statements from 16 connections straight at the database (pages/s)';
const atOnce = 16;

export type ParallelPage = {
  name: string;
  address: DatabaseAddress;
  /** The time of whoever made the token. */
  nowMs: number;
  token: string;
  method: MethodId;
  inputs: object[];
  forMs?: number;
};

/** `record`: asks for one page within this process, so that what it asks of the database is seen. */
export async function measureParallel(
  page: ParallelPage,
  record: () => Promise<unknown>,
): Promise<{ floor: number; result: BenchResult }> {
  const { name, address, nowMs, token, method, inputs, forMs = 4_000 } = page;
  const statements = await statementsOf(record);
  const [bare, node, people] = [startHelper('statements'), startHelper('node'), startHelper('light-people')];
  const asked = { address, settings: readSettings, statements, connections: atOnce, forMs };
  const floor = (await bare.ask<{ perSecond: number }>(asked satisfies StatementsQuestion)).perSecond;
  const { port } = await node.ask<{ port: number }>({ address, nowMs } satisfies NodeQuestion);
  const pages = { url: `http://127.0.0.1:${port}`, token, method, inputs, atOnce, forMs };
  const { perSecond } = await people.ask<{ perSecond: number }>({ pages } satisfies { pages: AskPages });
  for (const helper of [bare, people, node]) await helper.stop();
  const figure = { name: `${name}, 16 in parallel`, value: perSecond, unit: 'pages/s' };
  return { floor, result: atLeast({ ...figure, floor: parallelFloor, ratio: perSecond / floor }, 0.25) };
}

type Query = (this: pg.Client, query: Partial<PageStatement>, ...rest: unknown[]) => unknown;

/** All that a page asks: seen where the driver is called, since no part of the server may know that it is watched. */
async function statementsOf(record: () => Promise<unknown>): Promise<PageStatement[]> {
  const seen: PageStatement[] = [];
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function watched(asked, ...rest) {
    const { name, text, values } = asked;
    if (name !== undefined && text !== undefined && values !== undefined) seen.push({ name, text, values });
    return query.call(this, asked, ...rest);
  };
  try {
    await record();
  } finally {
    prototype.query = query;
  }
  // A socket signs in once.
  const ofPage = seen.filter(({ name }) => name !== 'sessions_by_token');
  if (ofPage.length === 0) throw new Error('the page asked nothing of the database');
  return ofPage;
}
