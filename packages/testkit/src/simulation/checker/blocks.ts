// ADM-5, BLK-1: from the commit of a block to that of its end nothing passes between the two. The order is that of the commits, as the
// database wrote it down.
import { directConversationPair, type UserId } from '@parley/contract';
import type { Fact, History, Published } from '../history.ts';
import type { Found } from './check.ts';
import type { Stored } from './stored.ts';

/** How long something that was begun before a block may still be on its way through a node that does not sleep: a slow store call or two. */
const onItsWayMs = 5_000;

/** Who has blocked whom at any time, in the order of the commits. */
export class Blocks {
  readonly #since = new Map<string, { step: number; atMs: number }>();

  note({ what, userId, otherId, step, atMs }: Fact): void {
    if (what === 'block') this.#since.set(`${userId} ${otherId}`, { step, atMs });
    if (what === 'unblock') this.#since.delete(`${userId} ${otherId}`);
  }

  /** Since when nothing may pass between the two; undefined when it may. */
  between(a: UserId, b: UserId): { step: number; atMs: number } | undefined {
    const [one, other] = [this.#since.get(`${a} ${b}`), this.#since.get(`${b} ${a}`)];
    if (one && other) return one.step < other.step ? one : other;
    return one ?? other;
  }
}

export function checkBlocks(history: History, stored: Stored): Found[] {
  return [...checkStoredAcross(history), ...checkRows(history, stored), ...checkNews(history)];
}

function checkStoredAcross({ facts }: History): Found[] {
  const blocks = new Blocks();
  const found: Found[] = [];
  for (const fact of facts) {
    blocks.note(fact);
    const pair = fact.conversationId && directConversationPair(fact.conversationId);
    if (!pair) continue;
    const block = blocks.between(...pair);
    if (!block || !['message', 'seen', 'delivered'].includes(fact.what)) continue;
    const what = `across the block of step ${block.step}: ${fact.what} ${fact.n} of ${fact.conversationId} at step ${fact.step}`;
    found.push({ what, about: [fact.conversationId ?? '', ...pair], untilStep: fact.step });
  }
  return found;
}

/** BLK-1: whoever blocks has the conversation under Blocked. */
function checkRows({ facts }: History, { rows }: Stored): Found[] {
  const blocked = new Set<string>();
  for (const { what, userId, otherId } of facts) {
    if (what === 'block') blocked.add(`${userId} ${otherId}`);
    if (what === 'unblock') blocked.delete(`${userId} ${otherId}`);
  }
  return rows.flatMap((row) => {
    const otherId = directConversationPair(row.conversationId)?.find((id) => id !== row.userId);
    const isBlocked = blocked.has(`${row.userId} ${otherId}`);
    if (isBlocked === row.isBlocked) return [];
    const what = `${row.userId} ${isBlocked ? 'blocks' : 'does not block'} ${otherId}, and their row says otherwise`;
    return [{ what, about: [row.conversationId] }];
  });
}

type Notice = { type: string; userId?: UserId; presence?: { userId: UserId } };

/** RCPT-2: no typing and no presence, but what had been on its way when the block came. */
function checkNews(history: History): Found[] {
  const blocks = new Blocks();
  const left = [...history.facts];
  return history.published.flatMap((news) => {
    const { step, userId, frame } = news;
    for (let next = left[0]; next && next.step <= step; next = left[0]) blocks.note(left.shift() as Fact);
    const notice = frame.notice as Notice | undefined;
    const aboutId = notice?.type === 'typing.started' ? notice.userId : notice?.presence?.userId;
    if (!notice || aboutId === undefined || aboutId === userId) return [];
    const block = blocks.between(userId, aboutId);
    if (!block || wasOnItsWay(history, news, { ...block, aboutId })) return [];
    const what = `across a block: ${notice.type} of ${aboutId} to ${userId} at step ${step}`;
    return [{ what, about: [aboutId], untilStep: step }];
  });
}

type Block = { step: number; atMs: number; aboutId: UserId };

function wasOnItsWay({ calls, sleeps }: History, { atMs, frame }: Published, block: Block): boolean {
  const slept = sleeps.some(({ fromMs, untilMs }) => fromMs <= atMs && untilMs >= block.atMs);
  if (atMs - block.atMs > onItsWayMs && !slept) return false;
  if ((frame.notice as Notice).type !== 'typing.started') return true;
  return calls.some(
    ({ method, userId, said }) =>
      method === 'conversations.startTyping' && userId === block.aboutId && said.step < block.step,
  );
}
