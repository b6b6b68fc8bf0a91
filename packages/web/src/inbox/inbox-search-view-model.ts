import type { Conversation } from '@parley/contract';

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
const shownMax = 6;

/** Conversations whose person's name or handle has each word of the query, in any case and with or without accents. */
export function matchConversations(conversations: readonly Conversation[], query: string): Conversation[] {
  const words = fold(query).replace(/^@/, '').split(/\s+/u).filter(Boolean);
  return conversations
    .filter(({ peer }) => {
      const text = fold(`${peer.displayName} ${peer.handle}`);
      return peer.isAvailable && words.every((word) => text.includes(word));
    })
    .slice(0, shownMax);
}
