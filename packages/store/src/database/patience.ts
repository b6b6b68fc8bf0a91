// How long the database may take. Longer is a fault that passes (`busy` or `lost`): whoever asked is answered so and may try again, and no
// connection is held by what will not end. Given as settings of a session, because a pooler between us and the database may refuse others.

/** In milliseconds. */
export const patience = {
  /** Until there is a connection: a new one, or a free one of the pool. */
  connectMs: 5_000,
  /** For a lock that somebody else holds. Shorter than the time after which nothing new is taken. */
  lockMs: 4_000,
  statementMs: 20_000,
  /** Of jobs, which tidy up thousands of rows. */
  poolStatementMs: 60_000,
  /** A transaction of ours that asks nothing any more. */
  idleMs: 60_000,
} as const;

const bounds = (statementMs: number): string =>
  `set lock_timeout = ${patience.lockMs}; set statement_timeout = ${statementMs}; ` +
  `set idle_in_transaction_session_timeout = ${patience.idleMs}`;

/** For connections with many statements under way, behind which others wait. */
export const pipelineBounds = bounds(patience.statementMs);
export const poolBounds = bounds(patience.poolStatementMs);
