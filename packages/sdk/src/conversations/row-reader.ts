// Reads one conversation's row: one request at a time for each, so that a later answer is never overtaken by an earlier one.
import { type Conversation, type ConversationId, directConversationPeer } from '@parley/contract';
import type { Call } from '../calls/index.ts';
import type { Rows } from '../inbox/index.ts';
import type { Me } from '../me.ts';

type Reading = { readonly now: Promise<Conversation>; next: Promise<Conversation> | undefined };

export type RowReaderDeps = {
  call: Call;
  rows: Rows;
  me: Me;
  /** A row was taken in. */
  arrived(): void;
};

export class RowReader {
  readonly #deps: RowReaderDeps;
  readonly #readings = new Map<ConversationId, Reading>();

  constructor(deps: RowReaderDeps) {
    this.#deps = deps;
  }

  /** Gives a row that is no older than this call. Rejects with `CallError`. */
  read(id: ConversationId): Promise<Conversation> {
    const running = this.#readings.get(id);
    if (running !== undefined) {
      const readNext = () => this.read(id);
      running.next ??= running.now.then(readNext, readNext);
      return running.next;
    }
    const now = this.#read(id).finally(() => this.#readings.delete(id));
    this.#readings.set(id, { now, next: undefined });
    return now;
  }

  async #read(id: ConversationId): Promise<Conversation> {
    const { call, rows, me, arrived } = this.#deps;
    const userId = me.id && directConversationPeer(id, me.id);
    for (;;) {
      const { epoch } = rows;
      // By the person it is found also before the first message.
      const row = await call('conversations.get', userId === undefined ? { conversationId: id } : { userId });
      if (rows.epoch !== epoch) continue;
      rows.accept(row);
      arrived();
      return row;
    }
  }
}
