// Several statements as one message to the database, one transaction, and one answer. Sent one by one, each is answered by itself, and whoever
// waits is woken for each: on a busy machine that takes longer than the statements.
import pg from 'pg';
import { prepareValue } from 'pg/lib/utils.js';
import type { Statement } from './run.ts';

/** The texts that each connection has prepared, by name. What failed is not known to be, and is prepared again. */
const prepared = new WeakMap<pg.Connection, Map<string, string>>();

/**
 * Without a word of beginning or committing: what stands before one Sync is one transaction of its own, which commits there, and after an error
 * nothing of it is done. The results are answered only when it has committed.
 */
class OneTransaction extends pg.Query {
  readonly statements: readonly Statement[];
  #connection: pg.Connection | undefined;

  constructor(statements: readonly Statement[]) {
    super({ text: '' });
    this.statements = statements;
  }

  override submit = (connection: pg.Connection): void => {
    this.#connection = connection;
    connection.stream.cork();
    for (const statement of this.statements) send(connection, statement);
    connection.sync();
    connection.stream.uncork();
  };

  committed(): void {
    if (!this.#connection) return;
    const texts = prepared.get(this.#connection) ?? new Map<string, string>();
    for (const { name, text } of this.statements) if (name !== undefined) texts.set(name, text);
    prepared.set(this.#connection, texts);
  }
}

function send(connection: pg.Connection, { name, text, values = [] }: Statement): void {
  // Apart from the names that the driver gives and remembers by itself.
  const statement = name === undefined ? '' : `flushed ${name}`;
  if (name === undefined || prepared.get(connection)?.get(name) !== text) {
    // It may be there from a time that failed later; to close what is not there is no error.
    if (name !== undefined) connection.close({ type: 'S', name: statement }, true);
    connection.parse({ name: statement, text, types: [] }, true);
  }
  connection.bind({ statement, values: [...values] as string[], valueMapper: prepareValue }, true);
  connection.describe({ type: 'P' }, true);
  connection.execute({}, true);
}

/** Answers the rows of each statement. Rejects as the client does. */
export function runAsOneTransaction(
  client: pg.Client,
  statements: readonly Statement[],
): Promise<pg.QueryResultRow[][]> {
  return new Promise((resolve, reject) => {
    const all = new OneTransaction(statements);
    const callback = (error: Error | null, results: pg.QueryResult | pg.QueryResult[]): void => {
      if (error) return reject(error);
      all.committed();
      resolve([results].flat().map(({ rows }) => rows));
    };
    client.query(Object.assign(all, { callback }));
  });
}
