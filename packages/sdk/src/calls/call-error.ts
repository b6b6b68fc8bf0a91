import type { Refusal } from '@parley/contract';

/**
 * `refused`: the server answered no, and why.
 * `fault`: the server answered that something is wrong on its side; the same call may work later.
 * `offline`: no answer came, so what was asked may or may not have happened.
 */
export type CallErrorKind = 'refused' | 'fault' | 'offline';

/** Why a call gave no output. `refusal.sentence` can always be shown to the person; without an answer it is that of `unavailable`. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly kind: CallErrorKind;
  readonly refusal: Refusal;

  constructor(kind: CallErrorKind, refusal: Refusal, cause?: unknown) {
    super(`${kind}: ${refusal.code}`, { cause });
    this.kind = kind;
    this.refusal = refusal;
  }
}
