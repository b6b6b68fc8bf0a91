import type { MethodId } from '@parley/contract';
import { type Rehearsal, startRehearsal } from '@parley/server';
import type { DatabaseAddress } from '@parley/store';
import { onScene, type Party, type Scene } from './scene.ts';
import { type Check, notThereYet, surfaces } from './surfaces.ts';

export type Line = { surface: string; outcome: 'pass' | 'LEAK' | 'not there yet'; reason?: string };

/** Walks every surface, or those asked for, as both of a block. Throws a sentence when there are no such two. Leaves nothing behind. */
export async function auditBlock(
  address: DatabaseAddress,
  [blocker, blocked]: readonly [string, string],
  only?: readonly MethodId[],
): Promise<Line[]> {
  const rehearsal = startRehearsal(address);
  try {
    const [a, b] = [await find(rehearsal, blocker), await find(rehearsal, blocked)];
    const parties = { rehearsal, blocker: a, blocked: b, isMutual: await isMutual(rehearsal, a, b) };
    const lines: Line[] = [];
    for (const [surface, checks] of Object.entries(surfaces) as [MethodId, (typeof surfaces)[MethodId]][]) {
      if (typeof checks === 'string' || only?.includes(surface) === false) continue;
      lines.push(await walk(surface, checks, parties));
    }
    return [...lines, ...notThereYet.map((surface): Line => ({ surface, outcome: 'not there yet' }))];
  } finally {
    await rehearsal.close();
  }
}

type Parties = Omit<Scene, 'third' | 'nowMs'>;

async function walk(surface: string, checks: readonly Check[], parties: Parties): Promise<Line> {
  for (const check of checks) {
    const reason = await onScene(parties, check);
    if (reason !== undefined) return { surface, outcome: 'LEAK', reason };
  }
  return { surface, outcome: 'pass' };
}

async function find({ store }: Rehearsal, typed: string): Promise<Party> {
  const handle = typed.replace(/^@/, '').toLowerCase();
  const id = (await store.read.people.idsByHandle([handle])).get(handle);
  if (!id) throw new Error(`There is nobody called ${handle}.`);
  return { id, handle };
}

/** Throws unless there is a block. */
async function isMutual({ store }: Rehearsal, blocker: Party, blocked: Party): Promise<boolean> {
  const found = (await store.read.people.forViewer(blocker.id, [blocked.id])).get(blocked.id);
  if (!found?.standing.isBlockedByMe) throw new Error(`${blocker.handle} has not blocked ${blocked.handle}.`);
  return found.standing.blocksMe;
}
