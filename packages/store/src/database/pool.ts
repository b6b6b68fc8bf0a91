import pg from 'pg';
import type { DatabaseAddress } from '../embedded/index.ts';
import { StoreFault, translate, translateConnecting } from './faults.ts';
import { patience, poolBounds } from './patience.ts';
import type { Run } from './run.ts';
import './types.ts';

/** Who waits for a connection waits at most `patience.connectMs`. */
const waitingMax = 1_000;

async function setBounds(client: pg.PoolClient, done: (error?: Error) => void): Promise<void> {
  try {
    await client.query(poolBounds);
  } catch (error) {
    done(error as Error);
    return;
  }
  done();
}

export type PoolLoad = { total: number; idle: number; waiting: number };

/** Connections for transactions that need answers between their statements, and for slow reads. */
export class Pool {
  readonly #pool: pg.Pool;

  constructor(address: DatabaseAddress, max: number) {
    this.#pool = new pg.Pool({
      ...address,
      max,
      connectionTimeoutMillis: patience.connectMs,
      // Of a new connection, before anybody gets it.
      verify: (client, done) => void setBounds(client, done),
    });
    // An idle connection that breaks is replaced by the next use; there is nobody to tell.
    this.#pool.on('error', () => undefined);
    // One that breaks in the middle of a transaction fails its statement; without somebody who listens, it would end the process.
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  run: Run = async (statement) => {
    this.#refuseCrowd();
    try {
      return (await this.#pool.query({ ...statement, values: [...(statement.values ?? [])] })).rows;
    } catch (error) {
      throw translate(error);
    }
  };

  /** Commits when `work` returns and rolls back when it throws. */
  async transaction<T>(work: (run: Run) => Promise<T>): Promise<T> {
    const client = await this.#connect();
    try {
      await client.query('begin');
      const run: Run = async (statement) =>
        (await client.query({ ...statement, values: [...(statement.values ?? [])] })).rows;
      const result = await work(run);
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      const isHealthy = await client.query('rollback').then(
        () => true,
        () => false,
      );
      client.release(!isHealthy);
      throw translate(error);
    }
  }

  async #connect(): Promise<pg.PoolClient> {
    this.#refuseCrowd();
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw translateConnecting(error);
    }
  }

  /** Connections, and who waits for one. */
  get load(): PoolLoad {
    const { totalCount: total, idleCount: idle, waitingCount: waiting } = this.#pool;
    return { total, idle, waiting };
  }

  #refuseCrowd(): void {
    if (this.#pool.waitingCount < waitingMax) return;
    throw new StoreFault('busy', new Error('too much is waiting for the database'));
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}
