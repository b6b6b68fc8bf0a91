// Rows in the order of a list, kept so row by row: with ten thousand loaded, sorting them all for each message would be felt.
import type { Conversation, ConversationId } from '@parley/contract';

/** What is pinned before the rest, the newest pin first; then by last message, newest first. */
export function inListOrder(a: Conversation, b: Conversation): number {
  return down(a.pinnedAt ?? '', b.pinnedAt ?? '') || down(sortKey(a), sortKey(b)) || down(a.id, b.id);
}

export function sortKey(row: Conversation): string {
  return row.lastMessageAt ?? '';
}

function down(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? 1 : -1;
}

export class OrderedRows {
  readonly #byId = new Map<ConversationId, Conversation>();
  #rows: readonly Conversation[] = [];

  /** Another array after each change; a row is the same object until something in it changed. */
  get rows(): readonly Conversation[] {
    return this.#rows;
  }

  fill(rows: Iterable<Conversation>): void {
    this.#byId.clear();
    for (const row of rows) this.#byId.set(row.id, row);
    const next = [...this.#byId.values()].sort(inListOrder);
    const isSame = next.length === this.#rows.length && next.every((row, at) => row === this.#rows[at]);
    if (!isSame) this.#rows = next;
  }

  /** Puts rows where they belong now, or takes them out. */
  update(changes: Iterable<readonly [ConversationId, Conversation | undefined]>): void {
    let next: Conversation[] | undefined;
    for (const [id, row] of changes) {
      const old = this.#byId.get(id);
      if (old === row) continue;
      next ??= [...this.#rows];
      if (old !== undefined) next.splice(placeOf(next, old), 1);
      if (row === undefined) this.#byId.delete(id);
      else {
        next.splice(placeOf(next, row), 0, row);
        this.#byId.set(id, row);
      }
    }
    if (next !== undefined) this.#rows = next;
  }
}

/** Where a row is, or would be. */
function placeOf(rows: readonly Conversation[], row: Conversation): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (inListOrder(rows[middle] as Conversation, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
