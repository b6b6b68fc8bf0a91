// One connection on which many statements are under way at once. Errors stay with their statement; a broken connection rejects all that were
// pending as `lost` and is opened anew by the next statement. No transaction may be begun here but by `flush`, which holds the connection's order.
import pg from 'pg';
import type { DatabaseAddress } from '../embedded/index.ts';
import { StoreFault, translate, translateConnecting } from './faults.ts';
import { runAsOneTransaction } from './one-transaction.ts';
import { patience } from './patience.ts';
import type { Statement } from './run.ts';
import './types.ts';

/** Of one connection. Each may hold a page of answers. */
const underWayMax = 10_000;

export class Pipeline {
  readonly #address: DatabaseAddress;
  readonly #setup: string;
  #client: Promise<pg.Client> | undefined;
  #isClosed = false;
  #underWay = 0;

  constructor(address: DatabaseAddress, setup = '') {
    this.#address = address;
    this.#setup = setup;
  }

  /** Statements that wait for their answer. */
  get underWay(): number {
    return this.#underWay;
  }

  /** Runs one statement. Throws `busy` at once while too many wait already: what is behind cannot be caught up with by waiting in line. */
  async run<Row extends pg.QueryResultRow>(statement: Statement): Promise<Row[]> {
    if (this.#underWay >= underWayMax) throw new StoreFault('busy', new Error('too much is waiting for the database'));
    this.#underWay += 1;
    try {
      const client = await this.#connected();
      return (await client.query<Row>(toQuery(statement))).rows;
    } catch (error) {
      throw translate(error);
    } finally {
      this.#underWay -= 1;
    }
  }

  /**
   * Runs statements as one transaction, without waiting between them; answers the rows of each.
   * Throws when any failed: then nothing took effect, but after `lost`, when that is unknown.
   */
  async flush(statements: readonly Statement[]): Promise<pg.QueryResultRow[][]> {
    const client = await this.#connected();
    try {
      return await runAsOneTransaction(client, statements);
    } catch (error) {
      throw translate(error);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const client = await this.#client?.catch(() => undefined);
    await client?.end();
  }

  #connected(): Promise<pg.Client> {
    if (this.#isClosed) return Promise.reject(new StoreFault('lost', new Error('the store is closed')));
    this.#client ??= this.#connect();
    return this.#client;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ ...this.#address, pipeline: true, connectionTimeoutMillis: patience.connectMs });
    const forget = (): void => {
      this.#client = undefined;
    };
    client.on('error', forget);
    client.on('end', forget);
    try {
      await client.connect();
      if (this.#setup) await client.query(this.#setup);
      return client;
    } catch (error) {
      forget();
      throw translateConnecting(error);
    }
  }
}

const toQuery = ({ name, text, values }: Statement): pg.QueryConfig => ({
  text,
  ...(name === undefined ? {} : { name }),
  ...(values === undefined ? {} : { values: [...values] }),
});
