// What was kept of conversations, where the server had answered before the store was read. A log is shown only once the server's row
// says that nothing has changed since; until that is known of each, nothing may be written over what is kept.
import type { Conversation, ConversationId } from '@parley/contract';
import type { Log, Logs } from '../conversations/index.ts';
import type { Rows } from '../inbox/index.ts';
import type { Kept } from './kept.ts';

type Deps = { readonly rows: Rows; readonly logs: Logs; changed(): void };

export class LateLogs {
  readonly #deps: Deps;
  /** A server that loses revisions gives them out again: then equal ones mean nothing. */
  readonly #epoch: number;
  readonly #waiting = new Map<ConversationId, { readonly row: Conversation; readonly log: Log }>();
  readonly #asked = new Set<ConversationId>();

  constructor({ head, rows, logs }: Kept, deps: Deps) {
    this.#deps = deps;
    this.#epoch = deps.rows.epoch;
    if (deps.rows.rev === undefined || deps.rows.rev < head.rev) return;
    for (const row of rows) {
      const log = logs.get(row.id);
      // A row that was ahead of the updates is newer than its log.
      if (log !== undefined && row.rev <= head.rev) this.#waiting.set(row.id, { row, log });
    }
  }

  /** Shows what is as it was kept, and forgets what is not. Answers whether that is known of all. */
  judge(): boolean {
    const { rows, logs } = this.#deps;
    if (rows.epoch !== this.#epoch) this.#waiting.clear();
    for (const [id, { row, log }] of this.#waiting) {
      const now = rows.current(id);
      if (now === undefined) continue;
      this.#waiting.delete(id);
      if (now.rev === row.rev && now.lastSeq === row.lastSeq) logs.restore(id, log);
    }
    return this.#waiting.size === 0;
  }

  /** Asks for the rows that no page brought. */
  ask(): void {
    for (const id of this.#waiting.keys()) if (!this.#asked.has(id)) void this.#ask(id);
  }

  async #ask(id: ConversationId): Promise<void> {
    this.#asked.add(id);
    const answer = await this.#deps.logs.askRow(id);
    // What could not be asked is asked again before the next write.
    this.#asked.delete(id);
    if (answer === 'refused') this.#waiting.delete(id);
    if (answer !== 'unheard') this.#deps.changed();
  }
}
