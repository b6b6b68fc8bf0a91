import { limits } from '@parley/contract';

export type WordProblem = 'twice' | 'long';

/** Why a word cannot be added, or undefined. Small and capital letters count as the same (REQ-7). */
export function wordProblem(typed: string, words: readonly string[]): WordProblem | undefined {
  const word = typed.trim();
  if (word.length > limits.filterWordLengthMax) return 'long';
  return words.some((one) => one.toLowerCase() === word.toLowerCase()) ? 'twice' : undefined;
}
