// What was written and not sent. The server has it for all my devices (INB-4e); until it said so, this browser keeps it.
import type { Conversation, Draft } from '@parley/contract';
import { keep, keptKeys, readKept } from '../app/storage.ts';

/** `atMs`: when it was written, 0 where that is not known. `before`: which of the server's it follows. */
export type KeptDraft = { readonly text: string; readonly atMs: number; readonly before?: string | undefined };

const listeners = new Set<() => void>();
let version = 0;
let kept: { me: string; drafts: Map<string, KeptDraft> } | undefined;

const prefixOf = (me: string) => `draft.${me}.`;
const timeMark = '.at';

/** Those that the server does not have yet, as far as this browser knows. */
export function keptDrafts(me: string): ReadonlyMap<string, KeptDraft> {
  return draftsOf(me);
}

/** Also an empty one: it takes away what the server has. */
export function keepDraft(me: string, conversationId: string, draft: KeptDraft): void {
  draftsOf(me).set(conversationId, draft);
  const key = prefixOf(me) + conversationId;
  keep(key, draft.text);
  keep(key + timeMark, String(draft.atMs));
  tell();
}

export function dropKeptDraft(me: string, conversationId: string): void {
  if (!draftsOf(me).delete(conversationId)) return;
  const key = prefixOf(me) + conversationId;
  keep(key, undefined);
  keep(key + timeMark, undefined);
  tell();
}

/** What the row of a conversation shows as begun. */
export function readDraft(me: string, { id, draft }: Pick<Conversation, 'id' | 'draft'>): string {
  const text = draftsOf(me).get(id)?.text ?? draft?.text ?? '';
  return text.trim() === '' ? '' : text;
}

/** Whether the server has it, or one that was saved after it: the last one saved counts. */
export function isSettled({ text, atMs, before }: KeptDraft, draft: Draft | undefined): boolean {
  if (draft === undefined) return text.trim() === '';
  if (draft.text === text) return true;
  return draft.savedAt !== before && Date.parse(draft.savedAt) > atMs;
}

/** Tells that some draft changed. Returns how to stop. */
export function subscribeDrafts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function draftsVersion(): number {
  return version;
}

function tell(): void {
  version += 1;
  for (const listener of listeners) listener();
}

function draftsOf(me: string): Map<string, KeptDraft> {
  if (kept?.me !== me) kept = { me, drafts: readAll(me) };
  return kept.drafts;
}

function readAll(me: string): Map<string, KeptDraft> {
  const prefix = prefixOf(me);
  const keys = keptKeys(prefix).filter((key) => !key.endsWith(timeMark));
  return new Map(
    keys.map((key) => [
      key.slice(prefix.length),
      { text: readKept(key) ?? '', atMs: Number(readKept(key + timeMark) ?? 0) },
    ]),
  );
}
