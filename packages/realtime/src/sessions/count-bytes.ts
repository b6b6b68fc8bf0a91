import type { Duplex } from 'node:stream';

/** Tells when more has come than `max`, whether or not it is a whole frame yet. Answers how to stop. */
export function countBytes(stream: Duplex, max: number, onTooMany: () => void): () => void {
  let left = max;
  const count = (chunk: Buffer): void => {
    left -= chunk.length;
    if (left < 0) onTooMany();
  };
  stream.on('data', count);
  return () => void stream.off('data', count);
}
