// Where an audit looks: the two of a block, and somebody made up who is a friend of both, on a rehearsal that nothing is kept of.
import { randomBytes } from 'node:crypto';
import type { Person, Refusal, UserId } from '@parley/contract';
import { newUserId, type Rehearsal } from '@parley/server';

export type Party = { id: UserId; handle: string };
/** `isMutual`: the blocked one blocked back, and so the two are alike. */
export type Scene = {
  rehearsal: Rehearsal;
  blocker: Party;
  blocked: Party;
  isMutual: boolean;
  third: Party;
  nowMs: number;
};
export type Side = 'blocker' | 'blocked';

/** An answer as it came: what a checker looks through. */
export type Answer = { output?: unknown; refusal?: Refusal };

export const otherOf = (scene: Scene, side: Side): Party => (side === 'blocker' ? scene.blocked : scene.blocker);

/** Calls a method as one of the two. */
export const ask = (scene: Scene, side: Side, method: string, input: object): Promise<Answer> =>
  scene.rehearsal.call(scene[side].id, method, input);

/** Whether an answer shows this person: by handle, or as somebody who is there. */
export function shows(answer: unknown, { id, handle }: Party): boolean {
  if (typeof answer !== 'object' || answer === null) return false;
  if ('handle' in answer && answer.handle === handle) return true;
  if ('id' in answer && answer.id === id && (answer as Person).isAvailable) return true;
  return Object.values(answer).some((inner) => shows(inner, { id, handle }));
}

/** Whether an answer has them in any way: also where a row without a name would tell that there is somebody. */
export const holds = (answer: unknown, { id }: Party): boolean => JSON.stringify(answer).includes(`"${id}"`);

/** A step of an audit on a fresh scene; whatever it did is taken back. */
export async function onScene<T>(
  parties: Omit<Scene, 'third' | 'nowMs'>,
  work: (scene: Scene) => Promise<T>,
): Promise<T> {
  const { rehearsal, blocker, blocked } = parties;
  const nowMs = Date.now();
  const third = await makeFriendOf(rehearsal, [blocker.id, blocked.id], nowMs);
  try {
    return await work({ ...parties, third, nowMs });
  } finally {
    await rehearsal.undo();
    rehearsal.heard();
  }
}

async function makeFriendOf({ store }: Rehearsal, ids: readonly UserId[], nowMs: number): Promise<Party> {
  const handle = `audit.${randomBytes(8).toString('hex')}`;
  const id = newUserId();
  await store.transaction(async (write) => {
    await write.accounts.create({
      ...{ id, handle, foldedHandle: handle, displayName: handle, searchKey: handle, bornOn: '1990-01-01' },
      ...{ messagesFrom: 'everyone', passwordHash: '', recoveryCodeHashes: [], isDemo: false, createdAtMs: nowMs },
    });
    for (const other of ids) {
      await write.graph.setFollowing({ followerId: id, followeeId: other, following: 'yes', atMs: nowMs });
      await write.graph.setFollowing({ followerId: other, followeeId: id, following: 'yes', atMs: nowMs });
    }
  });
  return { id, handle };
}
