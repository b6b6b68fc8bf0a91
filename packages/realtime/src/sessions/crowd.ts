// What is done with all sessions of a node at once.
import { setTimeout as delay } from 'node:timers/promises';
import { closeCodes, type ServerFrame, type UserId } from '@parley/contract';
import type { Session } from './session.ts';

/** So many at a time, so far apart. */
const told = { count: 200, everyMs: 50 } as const;
/** How long a session that is sent away may take to have its calls answered. */
const answersMs = 15_000;

/** By person, what the least informed of their sessions was told. */
export function lowestRevs(sessions: Iterable<Session>): Map<UserId, number> {
  const revs = new Map<UserId, number>();
  for (const { actor, rev } of sessions) {
    if (actor) revs.set(actor.userId, Math.min(rev, revs.get(actor.userId) ?? rev));
  }
  return revs;
}

export function tellRevs(sessions: Iterable<Session>, revs: ReadonlyMap<UserId, number>): void {
  if (revs.size === 0) return;
  for (const session of sessions) {
    const rev = session.actor && revs.get(session.actor.userId);
    if (rev !== undefined) session.tellRev(rev);
  }
}

/** Some at a time, so that they do not all ask at once. */
export async function tellAll(sessions: Iterable<Session>, frame: ServerFrame): Promise<void> {
  const text = JSON.stringify(frame);
  const all = [...sessions];
  for (let from = 0; from < all.length; from += told.count) {
    if (from > 0) await delay(told.everyMs, undefined, { ref: false });
    for (const session of all.slice(from, from + told.count)) if (session.actor) session.sendText(text);
  }
}

/** How long a client has to answer the goodbye. */
export const goodbyeMs = 1_000;

/** Now, and whoever has not gone soon after is cut off. Answers how to call that off. */
export function closeAll(sessions: ReadonlySet<Session>): () => void {
  for (const session of sessions) session.close(closeCodes.serverRestarting);
  const impatience = setTimeout(() => {
    for (const session of sessions) session.terminate();
  }, goodbyeMs);
  return () => clearTimeout(impatience);
}

/** Each goes at a moment of its own; what has not gone long after that is cut off. Answers how to call that off. */
export function sendAway(sessions: ReadonlySet<Session>, overMs: number): () => void {
  for (const session of sessions) {
    setTimeout(() => session.leave(closeCodes.nodeLeaving), Math.random() * overMs).unref();
  }
  const impatience = setTimeout(() => {
    for (const session of sessions) session.terminate();
  }, overMs + answersMs);
  return () => clearTimeout(impatience);
}
