// How an answer of the server becomes an output or a CallError, alike on both roads.
import { type Refusal, refusalOf } from '@parley/contract';
import { CallError } from './call-error.ts';

/** An outcome nobody told us: the call may or may not have happened. */
export function offlineError(cause: unknown): CallError {
  return new CallError('offline', refusalOf('unavailable'), cause);
}

/** A refusal that may be lifted by trying again at once is trouble on the server's side. */
export function errorOf(refusal: Refusal): CallError {
  return new CallError(refusal.retry === 'yes' ? 'fault' : 'refused', refusal);
}

/** Reads an answer to `POST /v1/<method>`. Throws `CallError`. */
export function outputOf(status: number, text: string): unknown {
  const body = parsed(text);
  if (status >= 200 && status < 300 && body !== undefined) return body;
  const refusal = refusalIn(body);
  // Neither output nor refusal: something between us and the server answered.
  throw refusal === undefined ? new CallError('fault', refusalOf('unavailable'), `HTTP ${status}`) : errorOf(refusal);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Said by the caller: no body means a fault.
    return undefined;
  }
}

function refusalIn(body: unknown): Refusal | undefined {
  const refusal = (body as { refusal?: Refusal } | null | undefined)?.refusal;
  return typeof refusal?.code === 'string' ? refusal : undefined;
}
