// What a use case answers: its output, or a refusal. Refusals are returned, faults are thrown.
import { type Refusal, type RefusalCode, refusalOf } from '@parley/contract';
import type { TextProblem } from '@parley/core';
import { StoreFault } from '@parley/store';

export class Refused {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    this.refusal = refusal;
  }
}

/** An expected no. */
export const refuse = (code: RefusalCode, extra?: Parameters<typeof refusalOf>[1]): Refused =>
  new Refused(refusalOf(code, extra));

/** A field that is well formed and yet not acceptable. */
export const refuseField = (field: string, problem: string): Refused =>
  refuse('invalid_input', { field, details: { problem } });

const textProblems: Record<TextProblem, string> = {
  empty: 'is empty',
  tooLong: 'is too long',
  loneSurrogate: 'is not valid Unicode text',
  controlCharacter: 'holds a control character',
  tooManyMarks: 'holds too many combining marks',
};

/** A text that may not be stored. */
export const refuseText = (field: string, problem: TextProblem): Refused => refuseField(field, textProblems[problem]);

export type FaultCode = 'unavailable' | 'server_error';
export const faultCodes: readonly string[] = ['unavailable', 'server_error'] satisfies FaultCode[];

/** Disk or descriptors are used up: that passes, and nothing is wrong with our code. */
const machineCodes = new Set<unknown>(['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'EROFS', 'EIO', 'ENOMEM']);

/** Trouble outside may be over in a moment; everything else is a bug. */
export const faultCodeOf = (error: unknown): FaultCode =>
  error instanceof StoreFault || (error instanceof Error && machineCodes.has((error as { code?: unknown }).code))
    ? 'unavailable'
    : 'server_error';

/** What is answered where something failed, with the id by which it is found. */
export const refusalOfFault = (code: FaultCode, faultId: string | undefined): Refusal =>
  refusalOf(code, faultId === undefined ? {} : { faultId });
