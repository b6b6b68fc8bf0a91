// How PostgreSQL's types arrive in JavaScript, set once for the process: bigint as a string (ids exceed 2^53), date as YYYY-MM-DD,
// timestamptz as milliseconds since 1970, or Infinity.
import pg from 'pg';

const DATE = 1082;
const TIMESTAMPTZ = 1184;
pg.types.setTypeParser(DATE, (value) => value);
pg.types.setTypeParser(TIMESTAMPTZ, (value) =>
  value === 'infinity' ? Number.POSITIVE_INFINITY : new Date(value).getTime(),
);

/** An instant as a statement's parameter. */
export const toTimestamp = (ms: number): string =>
  ms === Number.POSITIVE_INFINITY ? 'infinity' : new Date(ms).toISOString();
