// What a use case answers: its output, or a refusal. Refusals are returned, faults are thrown.
import { type Refusal, type RefusalCode, refusalOf } from '@parley/contract';
import type { TextProblem } from '@parley/core';

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
