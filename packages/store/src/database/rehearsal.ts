// One connection on which everything happens inside a transaction that is never committed: what would be, without its being so.
import pg from 'pg';
import type { DatabaseAddress } from '../embedded/index.ts';
import { StoreFault, translate } from './faults.ts';
import type { Run, Statement } from './run.ts';
import './types.ts';

export class Rehearsal {
  readonly #client: pg.Client;
  #last: Promise<unknown> = Promise.resolve();
  #opening: Promise<void> | undefined;
  #depth = 0;

  constructor(address: DatabaseAddress) {
    this.#client = new pg.Client(address);
  }

  /** One after another: the driver takes the next statement only when it has answered the last. */
  run: Run = <Row extends pg.QueryResultRow>(statement: Statement): Promise<Row[]> => {
    const answer = this.#last.then(() => this.#query<Row>(statement));
    this.#last = answer.catch(() => undefined);
    return answer;
  };

  /** What would be one transaction is a savepoint, so that what follows sees it and a failure takes back this part alone. */
  async transaction<T>(work: (run: Run) => Promise<T>): Promise<T> {
    this.#depth += 1;
    const name = `step_${this.#depth}`;
    await this.run({ text: `savepoint ${name}` });
    try {
      const result = await work(this.run);
      await this.run({ text: `release savepoint ${name}` });
      return result;
    } catch (error) {
      await this.run({ text: `rollback to savepoint ${name}` });
      throw error;
    }
  }

  /** The same as of a pipeline. */
  async flush(statements: readonly Statement[]): Promise<pg.QueryResultRow[][]> {
    return this.transaction(async (run) => {
      const answers: pg.QueryResultRow[][] = [];
      for (const statement of statements) answers.push(await run(statement));
      return answers;
    });
  }

  /** Takes everything back, so that nobody waits any longer for what it locked. */
  async undo(): Promise<void> {
    await this.run({ text: 'rollback' });
    await this.run({ text: 'begin' });
  }

  async close(): Promise<void> {
    if (this.#opening) await this.run({ text: 'rollback' });
    await this.#client.end();
  }

  async #query<Row extends pg.QueryResultRow>({ values = [], ...statement }: Statement): Promise<Row[]> {
    this.#opening ??= this.#open();
    await this.#opening;
    try {
      return (await this.#client.query<Row>({ ...statement, values: [...values] })).rows;
    } catch (error) {
      throw translate(error);
    }
  }

  async #open(): Promise<void> {
    try {
      await this.#client.connect();
      await this.#client.query('begin');
    } catch (error) {
      throw new StoreFault('lost', error);
    }
  }
}
