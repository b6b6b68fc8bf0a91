// What was written and not sent, kept in this browser for each conversation of each person.
import { keep, readKept } from '../app/storage.ts';

const listeners = new Set<() => void>();
let version = 0;

const keyOf = (me: string, conversationId: string) => `draft.${me}.${conversationId}`;

export function readDraft(me: string, conversationId: string): string {
  return readKept(keyOf(me, conversationId)) ?? '';
}

export function keepDraft(me: string, conversationId: string, text: string): void {
  keep(keyOf(me, conversationId), text.trim() === '' ? undefined : text);
  version += 1;
  for (const listener of listeners) listener();
}

/** Tells that some draft changed. Returns how to stop. */
export function subscribeDrafts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function draftsVersion(): number {
  return version;
}
