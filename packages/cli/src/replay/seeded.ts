// Chance that can be had again: the same seed gives the same run.
import { createHash } from 'node:crypto';

/** A number in [0, 1) that belongs to a name: it does not depend on who else there is. */
export function seededShare(seed: number, name: string): number {
  return createHash('sha256').update(`${seed} ${name}`).digest().readUInt32BE() / 2 ** 32;
}
