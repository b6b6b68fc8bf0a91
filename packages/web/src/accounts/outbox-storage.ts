// Messages that wait to be sent survive a closed tab. They belong to one person: another who signs in here never sends them.
import type { OutboxStorage, PendingMessage } from '@parley/sdk';
import { keep, readKept } from '../app/storage.ts';

/** Keeps the unsent messages of one person in this browser. */
export function outboxStorageOf(userId: string): OutboxStorage {
  const key = `outbox.${userId}`;
  return {
    load: () => parse(readKept(key)),
    save: (messages) => void keep(key, messages.length > 0 ? JSON.stringify(messages) : undefined),
  };
}

function parse(kept: string | undefined): PendingMessage[] {
  if (!kept) return [];
  try {
    const value: unknown = JSON.parse(kept);
    return Array.isArray(value) ? (value as PendingMessage[]) : [];
  } catch {
    // Cut off while it was written: there is nothing whole to send.
    return [];
  }
}
