// Who is active now, of those whom the server tells me about (RCPT-2). What it does not tell, nobody shows.
import type { Presence, UserId } from '@parley/contract';
import { CallError, type Client } from '@parley/sdk';

/** Between two questions about the same people, in case a notice was lost. */
const refreshMs = 60_000;
const batchMax = 100;

/** Keeps the presence of whoever is shown; asks in batches. Lives as long as its client. */
export class PresenceStore {
  readonly #client: Client;
  readonly #known = new Map<UserId, Presence>();
  readonly #watched = new Map<UserId, number>();
  readonly #listeners = new Set<() => void>();
  #asked = new Set<UserId>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #isAskQueued = false;
  #stopNotices: (() => void) | undefined;

  constructor(client: Client) {
    this.#client = client;
  }

  start(): () => void {
    this.#stopNotices = this.#client.onNotice((notice) => {
      if (notice.type === 'presence.changed') this.#learn([notice.presence]);
      // Somebody may have become a friend, or ceased to be one.
      if (notice.type === 'relation.changed') this.#forget(notice.userId);
    });
    this.#timer = setInterval(() => this.#refresh(), refreshMs);
    return () => {
      this.#stopNotices?.();
      clearInterval(this.#timer);
    };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get(userId: UserId): Presence | undefined {
    return this.#known.get(userId);
  }

  /** Somebody is shown. Returns how to say that they no longer are. */
  watch(userId: UserId): () => void {
    this.#watched.set(userId, (this.#watched.get(userId) ?? 0) + 1);
    this.#queueAsk();
    return () => {
      const left = (this.#watched.get(userId) ?? 1) - 1;
      if (left > 0) this.#watched.set(userId, left);
      else this.#watched.delete(userId);
    };
  }

  #refresh(): void {
    this.#asked = new Set();
    this.#queueAsk();
  }

  #forget(userId: UserId): void {
    this.#known.delete(userId);
    this.#asked.delete(userId);
    this.#tell();
    this.#queueAsk();
  }

  #queueAsk(): void {
    if (this.#isAskQueued) return;
    this.#isAskQueued = true;
    queueMicrotask(() => {
      this.#isAskQueued = false;
      void this.#ask();
    });
  }

  async #ask(): Promise<void> {
    if (this.#client.connection.status === 'stopped') return;
    const userIds = [...this.#watched.keys()].filter((id) => !this.#asked.has(id)).slice(0, batchMax);
    if (userIds.length === 0) return;
    for (const id of userIds) this.#asked.add(id);
    try {
      const { presences } = await this.#client.call('presence.list', { userIds });
      // Whoever is left out is no longer mine to know of.
      for (const id of userIds) this.#known.delete(id);
      this.#learn(presences);
      this.#queueAsk();
    } catch (error) {
      // Presence is a courtesy: without an answer nothing is shown, and the next refresh asks again.
      if (!(error instanceof CallError)) throw error;
    }
  }

  #learn(presences: readonly Presence[]): void {
    for (const presence of presences) this.#known.set(presence.userId, presence);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
