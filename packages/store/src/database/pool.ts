import pg from 'pg';
import type { DatabaseAddress } from '../embedded/index.ts';
import { translate } from './faults.ts';
import type { Run } from './run.ts';
import './types.ts';

/** Connections for transactions that need answers between their statements, and for slow reads. */
export class Pool {
  readonly #pool: pg.Pool;

  constructor(address: DatabaseAddress, max: number) {
    this.#pool = new pg.Pool({ ...address, max });
    // An idle connection that breaks is replaced by the next use; there is nobody to tell.
    this.#pool.on('error', () => undefined);
  }

  run: Run = async (statement) => {
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
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw translate(error);
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}
