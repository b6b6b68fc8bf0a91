import { limits as fixed, type UserId } from '@parley/contract';
import { toInstant } from '../clock.ts';
import { type Refused, refuse } from '../outcome.ts';
import type { UploadDeps } from './upload.ts';

/** Counts are small numbers: a day's bytes would not fit. */
const unitBytes = 1024;
const unitsOf = (bytes: number): number => Math.ceil(bytes / unitBytes);

/** What is announced is paid before it comes, so that uploads side by side share one allowance; what did not come is given back. */
export async function payForUpload(
  { store, clock, limits }: Pick<UploadDeps, 'store' | 'clock' | 'limits'>,
  ownerId: UserId,
  announcedBytes: number,
): Promise<{ refused: Refused } | { settle(bytes: number): Promise<void> }> {
  const key = `upload ${ownerId}`;
  const paid = unitsOf(announcedBytes);
  const pay = (units: number) =>
    store.transaction((write) => write.attempts.count(key, fixed.dayMs, clock.now(), units));
  const { count, endsAtMs } = await pay(paid);
  if (count > unitsOf(limits.uploadBytesPerDay)) {
    await pay(-paid);
    return { refused: refuse('upload_limit', { retryAt: toInstant(endsAtMs), remedy: 'wait' }) };
  }
  return {
    settle: async (bytes) => {
      const unspent = paid - unitsOf(bytes);
      if (unspent !== 0) await pay(-unspent);
    },
  };
}
