// The history that must be: what was acknowledged, by conversation and seq.
import type { Place } from './expected-answers.ts';
import type { Answer, Attempt, SeenMessage } from './facts.ts';

/** An acknowledged send, and where the rules let it in; nowhere when they do not. */
export type Entry = Attempt & Extract<Answer, { kind: 'acked' }> & { readonly place: Place | undefined };
/** By conversation: the messages that must be there, by seq. */
export type Ledger = ReadonlyMap<string, readonly Entry[]>;

/** Seqs are dense, so a message's place is its number; where they are not, the search finds it still. */
export function find(ledger: Ledger, conversationId: string, seq: number): Entry | undefined {
  const entries = ledger.get(conversationId);
  const guess = entries?.[seq - 1];
  return guess?.seq === seq ? guess : entries?.find((entry) => entry.seq === seq);
}

export function membersOf(entries: readonly Entry[]): string[] {
  const [first] = entries;
  return first === undefined ? [] : [first.senderId, first.recipientId];
}

export function isOneOf(entry: Entry | undefined, id: string): entry is Entry {
  return entry !== undefined && (entry.senderId === id || entry.recipientId === id);
}

export function isSame(entry: Entry, message: SeenMessage): boolean {
  return entry.seq === message.seq && entry.senderId === message.senderId && entry.text === message.content.text;
}
