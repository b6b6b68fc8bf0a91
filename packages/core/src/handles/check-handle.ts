// ACC-4: what a handle may look like. Capital letters are taken and kept as small ones; nothing else is repaired.
import { limits } from '@parley/contract';
import { isReservedHandle } from './reserved.ts';

export type HandleProblem = 'tooShort' | 'tooLong' | 'badCharacter' | 'badDot' | 'noLetterOrDigit' | 'reserved';
export type HandleCheck = { ok: true; handle: string } | { ok: false; problem: HandleProblem };

/** Whether somebody may take this handle, as far as its letters tell; whether it is free, only the store knows. */
export function checkHandle(value: string): HandleCheck {
  const check = checkHandleForm(value);
  return check.ok && isReservedHandle(check.handle) ? { ok: false, problem: 'reserved' } : check;
}

/** The same for a handle that may exist already: reserved ones belong to staff. */
export function checkHandleForm(value: string): HandleCheck {
  const problem = findProblem(value);
  return problem === undefined ? { ok: true, handle: value.toLowerCase() } : { ok: false, problem };
}

function findProblem(value: string): HandleProblem | undefined {
  if (value.length < limits.handleLengthMin) return 'tooShort';
  if (value.length > limits.handleLengthMax) return 'tooLong';
  if (!/^[A-Za-z0-9._]+$/.test(value)) return 'badCharacter';
  // A dot at an end would read as the end of a sentence.
  if (value.startsWith('.') || value.endsWith('.') || value.includes('..')) return 'badDot';
  if (!/[A-Za-z0-9]/.test(value)) return 'noLetterOrDigit';
  return undefined;
}
