// Everything that needs the database. It comes in a file of its own, at the same time as the first page is drawn.
import type { Keep, OutboxStorage, PendingMessage } from '@parley/sdk';
import { keepIn } from '@parley/sdk/local';
import { forgetKept, keep, readKept } from '../app/storage.ts';
import { openDatabase } from './database.ts';
import { inboxStore } from './inbox-store.ts';
import { forgetOutbox, nameTab, outboxStore } from './outbox-store.ts';

const tab = nameTab(navigator.locks, ownName());
const opened = openDatabase();
// Whoever uses it is told; this is for when nobody does.
opened.catch(() => undefined);

export function keepInbox(userId: string): Keep {
  return keepIn(inboxStore(opened, userId));
}

export function openOutbox(userId: string, failed: (error: unknown) => void): OutboxStorage {
  const old = { read: () => readOldOutbox(userId), forget: () => void keep(`outbox.${userId}`, undefined) };
  return outboxStore({ opened, userId, tab, locks: navigator.locks, old, failed });
}

export async function erasePerson(userId: string, isEnded: boolean): Promise<void> {
  if (!isEnded) for (const kind of ['draft', 'outbox', 'emoji', 'searches']) forgetKept(`${kind}.${userId}`);
  await inboxStore(opened, userId).erase();
  if (!isEnded) await forgetOutbox(opened, userId);
}

/** Older versions kept what waits as one text. */
function readOldOutbox(userId: string): readonly PendingMessage[] {
  const text = readKept(`outbox.${userId}`);
  if (!text) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? (value as PendingMessage[]) : [];
  } catch {
    // Cut off while it was written: there is nothing whole to send.
    return [];
  }
}

/** The same after a reload: what this tab wrote is its own still. */
function ownName(): string {
  try {
    const name = sessionStorage.getItem('parley.tab') ?? crypto.randomUUID();
    sessionStorage.setItem('parley.tab', name);
    return name;
  } catch {
    // Shut off: then what an earlier page wrote is taken over as from a closed tab.
    return crypto.randomUUID();
  }
}
