// The one place where a database error gets a meaning. Everything that is not a fault of the outside world is a bug and stays as it is.

/** `lost`: no answer, the statement may or may not have taken effect. `busy`: the database asks to try again. */
export type FaultKind = 'lost' | 'busy';

export class StoreFault extends Error {
  readonly kind: FaultKind;
  constructor(kind: FaultKind, cause: unknown) {
    super(`database ${kind}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.name = 'StoreFault';
    this.kind = kind;
  }
}

/** Deadlock, serialization failure, too many connections, out of memory or disk, shutting down, read-only; a lock or a statement took too long. */
const busyCodes = new Set([
  '40P01',
  '40001',
  '53000',
  '53100',
  '53200',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '25006',
  '55P03',
  '57014',
  '25P03',
]);

const isCoded = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && typeof (error as { code?: unknown }).code === 'string';

/** Translates what `pg` throws: server errors that pass are `busy`, a broken connection is `lost`, the rest is returned as it came. */
export function translate(error: unknown): unknown {
  if (error instanceof StoreFault) return error;
  if (isCoded(error) && busyCodes.has(error.code)) return new StoreFault('busy', error);
  if (isCoded(error) && /^[0-9A-Z]{5}$/.test(error.code) && 'severity' in error) return error;
  if (isCoded(error) || isConnectionLoss(error)) return new StoreFault('lost', error);
  return error;
}

/** Whatever it is that keeps us from a connection, it is trouble outside: also a database that is told to let nobody in. */
export function translateConnecting(error: unknown): StoreFault {
  const translated = translate(error);
  return translated instanceof StoreFault ? translated : new StoreFault('lost', error);
}

const isConnectionLoss = (error: unknown): boolean =>
  error instanceof Error && /connection|terminated|not queryable|timeout exceeded/i.test(error.message);

/** True for a broken uniqueness rule, of one constraint or of any. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!isCoded(error) || error.code !== '23505') return false;
  return constraint === undefined || (error as { constraint?: string }).constraint === constraint;
}
