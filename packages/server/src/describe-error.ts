// What may be told of an error. Its message may quote what a person wrote, and so may a database's detail: which messages cannot is known
// for a few kinds, and only theirs are kept. Of all others the place in our code says enough.
import { StoreFault } from '@parley/store';

export type ErrorFacts = {
  error: string;
  /** Of the system, as in `ECONNREFUSED`. */
  errno?: string;
  /** PostgreSQL's five characters. */
  sqlState?: string;
  message?: string;
  /** Of a store's fault: whether the statement may have taken effect. */
  fault?: string;
  /** Places in code, without the message that begins a stack. */
  stack?: string[];
};

/**
 * PostgreSQL's classes whose messages name tables, roles, limits and processes, and no values: connection, transaction state, roll back,
 * resources, limits, object state, operator, system, internal. Data exceptions (22) quote values; broken constraints (23) have details that do.
 */
const plainClasses = new Set(['08', '25', '40', '53', '54', '55', '57', '58', 'XX']);
/**
 * No such table, column or function, and no right to it: names alone. Not the whole class, since 42601 quotes what somebody searches for
 * ("syntax error in tsquery").
 */
const plainStates = new Set(['42P01', '42703', '42883', '42501']);
/** Said by the driver, word by word. */
const plainMessages =
  /^(Connection terminated( unexpectedly| due to connection timeout)?|timeout (expired|exceeded when trying to connect)|the (store is closed|transaction was rolled back)|Client has encountered a connection error and is not queryable|too much is waiting for the database)$/;

export function describeError(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { error: `a thrown ${typeof error}` };
  const stack = framesOf(error);
  if (error instanceof StoreFault) {
    const { stack: _, ...cause } = describeError(error.cause);
    return { ...cause, fault: error.kind, ...(stack.length > 0 ? { stack } : {}) };
  }
  const code = codeOf(error);
  return {
    error: nameOf(error),
    ...(code === undefined ? {} : isSqlState(error, code) ? { sqlState: code } : { errno: code }),
    ...(isPlain(error, code) ? { message: error.message } : {}),
    ...(stack.length > 0 ? { stack } : {}),
  };
}

const codeOf = (error: Error): string | undefined => {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Z0-9_]{2,60}$/.test(code) ? code : undefined;
};

const isSqlState = (error: Error, code: string): boolean => 'severity' in error && code.length === 5;

const isPlain = (error: Error, code: string | undefined): boolean =>
  plainMessages.test(error.message) ||
  (code !== undefined && isSqlState(error, code) && (plainStates.has(code) || plainClasses.has(code.slice(0, 2))));

/** A name that a class has, and not one that somebody gave to an instance. */
const nameOf = (error: Error): string => (/^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error');

/** Lines that name a place. The message stands before them and may have any form, so that what looks like a place in it goes with it. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message);
  const rest = message !== '' && start >= 0 ? stack.slice(start + message.length) : stack;
  return rest
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^at .*(?::\d+:\d+\)?|\(native\)|<anonymous>\)?)$/.test(line))
    .slice(0, framesMax);
}
const framesMax = 20;
