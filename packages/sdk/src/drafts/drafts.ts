// Keeps on the server what I began to write: the newest text of each conversation, tried again until it could be said.
import type { ConversationId } from '@parley/contract';
import { type Call, CallError } from '../calls/index.ts';
import type { Clock } from '../clock.ts';
import { Retry } from '../connection/index.ts';
import type { Rows } from '../inbox/index.ts';

export type DraftsDeps = {
  call: Call;
  clock: Clock;
  random: () => number;
  rows: Rows;
  refreshRow(id: ConversationId): void;
};

export class Drafts {
  readonly #deps: DraftsDeps;
  readonly #wanted = new Map<ConversationId, string>();
  /** Of these a text was said, and nothing after it that took it back. */
  readonly #said = new Set<ConversationId>();
  readonly #retry: Retry;
  #isSaying = false;
  #isClosed = false;

  constructor(deps: DraftsDeps) {
    this.#deps = deps;
    this.#retry = new Retry(deps, () => void this.#sayAll());
  }

  save(id: ConversationId, text: string): void {
    this.#wanted.set(id, text);
    if (!this.#retry.isWaiting) void this.#sayAll();
  }

  /** A message went out of it: what was begun is finished. */
  sent(id: ConversationId): void {
    const isBegun = this.#wanted.has(id) || this.#said.has(id) || this.#deps.rows.get(id)?.draft !== undefined;
    if (isBegun) this.save(id, '');
  }

  /** There is a connection: what waits is said now. */
  wake(): void {
    this.#isClosed = false;
    this.#retry.reset();
    void this.#sayAll();
  }

  close(): void {
    this.#isClosed = true;
    this.#retry.close();
  }

  async #sayAll(): Promise<void> {
    if (this.#isSaying || this.#isClosed) return;
    this.#isSaying = true;
    try {
      for (let next = first(this.#wanted); next !== undefined && !this.#isClosed; next = first(this.#wanted))
        await this.#say(...next);
      if (!this.#isClosed) this.#retry.reset();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (!this.#isClosed) this.#retry.later();
    } finally {
      this.#isSaying = false;
    }
  }

  async #say(id: ConversationId, text: string): Promise<void> {
    await this.#deps.call('conversations.saveDraft', { conversationId: id, text }).catch((error: unknown) => {
      // Refused: saying it again would be refused again.
      if (!(error instanceof CallError) || error.kind !== 'refused') throw error;
    });
    if (text === '') this.#said.delete(id);
    else this.#said.add(id);
    if (this.#wanted.get(id) === text) this.#wanted.delete(id);
    // Before the first message there is no revision that could tell it.
    if (this.#deps.rows.get(id)?.rev === 0) this.#deps.refreshRow(id);
  }
}

function first<Key, Value>(map: ReadonlyMap<Key, Value>): [Key, Value] | undefined {
  return map.entries().next().value;
}
