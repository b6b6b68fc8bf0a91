// Gives messages their search entries, a moment after their commit: never on the path of a send, which is answered before.
// INB-3: what a crash leaves behind is found by the sweep, because marks move with the entries; nothing here has to remember anything.
import { type ConversationId, directConversationPeer, type UserId } from '@parley/contract';
import { searchWords } from '@parley/core';
import type { Store } from '@parley/store';

type Options = { store: Pick<Store, 'read' | 'transaction'>; onFault(error: unknown): void };

/** One transaction holds the marks of so many conversations, and so many messages of each. */
const bounds = {
  conversations: 100,
  perConversation: 50,
  delayMs: 250,
  retryMs: 1_000,
  sweepPage: 200,
  noted: 100_000,
} as const;

export class SearchIndexer {
  readonly #options: Options;
  readonly #dirty = new Set<ConversationId>();
  #inHand = new Set<ConversationId>();
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** There are new messages in these. */
  note(ids: Iterable<ConversationId>): void {
    for (const id of ids) {
      // What is not noted is found by the sweep.
      if (this.#dirty.size < bounds.noted) this.#dirty.add(id);
    }
    this.#schedule(bounds.delayMs);
  }

  /** Conversations with messages that nobody finds yet. */
  waiting(): number {
    return this.#dirty.size + this.#inHand.size;
  }

  /** Waits until whatever this node has stored in this member's conversations can be found. */
  async settle(memberId: UserId): Promise<void> {
    const isTheirs = (id: ConversationId): boolean => directConversationPeer(id, memberId) !== undefined;
    const waiting = [...this.#dirty].filter(isTheirs).slice(0, bounds.conversations);
    const underWay = [...this.#inHand].some(isTheirs) ? this.#running : undefined;
    await Promise.all([underWay, waiting.length > 0 ? this.#index(waiting) : undefined]);
  }

  /** Finds what nobody indexed: messages of a node that is gone, or from before there was an index. */
  async sweep(): Promise<void> {
    let after: ConversationId | undefined;
    while (!this.#isStopped) {
      const ids = await this.#options.store.read.search.behind({ after, limit: bounds.sweepPage });
      for (let from = 0; from < ids.length && !this.#isStopped; from += bounds.conversations) {
        await this.#index(ids.slice(from, from + bounds.conversations));
      }
      after = ids.at(-1);
      if (ids.length < bounds.sweepPage) return;
    }
  }

  /** What is not indexed by then is left to the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    this.#dirty.clear();
    await this.#running;
  }

  #schedule(ms: number): void {
    if (this.#isStopped || this.#timer || this.#running || this.#dirty.size === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#running = this.#drain();
    }, ms);
  }

  async #drain(): Promise<void> {
    let isWell = true;
    do {
      this.#inHand = new Set([...this.#dirty].slice(0, bounds.conversations));
      isWell = await this.#index([...this.#inHand]);
      // Fewer wait for others: what a transaction costs hardly depends on how many it holds.
    } while (this.#dirty.size >= bounds.conversations && isWell && !this.#isStopped);
    this.#inHand.clear();
    this.#running = undefined;
    this.#schedule(isWell ? bounds.delayMs : bounds.retryMs);
  }

  /** All there is of these. A fault is told, and they stay noted for another time. */
  async #index(ids: readonly ConversationId[]): Promise<boolean> {
    for (const id of ids) this.#dirty.delete(id);
    let left = ids;
    try {
      while (left.length > 0 && !this.#isStopped) left = await indexOnce(this.#options.store, left);
      return true;
    } catch (error) {
      for (const id of left) this.#dirty.add(id);
      this.#options.onFault(error);
      return false;
    }
  }
}

/** One transaction; answers the conversations that may have more. */
function indexOnce(store: Options['store'], ids: readonly ConversationId[]): Promise<ConversationId[]> {
  return store.transaction(async (write) => {
    const messages = await write.search.takeUnindexed(ids, bounds.perConversation);
    if (messages.length > 0) {
      await write.search.add(messages.map((message) => ({ ...message, words: searchWords(message.text) })));
    }
    const counts = new Map<ConversationId, number>();
    for (const { conversationId } of messages) counts.set(conversationId, (counts.get(conversationId) ?? 0) + 1);
    return ids.filter((id) => (counts.get(id) ?? 0) >= bounds.perConversation);
  });
}
