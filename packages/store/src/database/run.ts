import type { QueryResultRow } from 'pg';

/** One statement. `name` makes it a prepared statement of its connection; give one to every statement that runs often. */
export type Statement = { name?: string; text: string; values?: readonly unknown[] };

/** Runs a statement and answers its rows. Throws a `StoreFault`. */
export type Run = <Row extends QueryResultRow>(statement: Statement) => Promise<Row[]>;
