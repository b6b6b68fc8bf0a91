import type { Conversation } from '@parley/contract';

// Ten thousand names are folded while one types: most of them have nothing to decompose.
const isPlain = (text: string) => /^[ -~]*$/.test(text);
const fold = (text: string) =>
  isPlain(text) ? text.toLowerCase() : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const shownMax = 6;

/** Conversations whose person's name or handle has each word of the query, in any case and with or without accents. */
export function matchConversations(conversations: readonly Conversation[], query: string): Conversation[] {
  const words = fold(query).replace(/^@/, '').split(/\s+/u).filter(Boolean);
  const found: Conversation[] = [];
  for (const conversation of conversations) {
    const { displayName, handle, isAvailable } = conversation.peer;
    const text = fold(`${displayName} ${handle}`);
    if (isAvailable && words.every((word) => text.includes(word))) found.push(conversation);
    if (found.length === shownMax) break;
  }
  return found;
}
