import type { RelationClass } from '@parley/contract';

/** How recipient and sender stand, seen from the recipient. */
export type PairStanding = {
  /** Either has blocked the other. */
  isBlocked: boolean;
  /** The sender is on the recipient's list of specific people. */
  isContact: boolean;
  /** The recipient has agreed to hear from the sender (ADM-4): accepted them, or wrote to them. */
  hasConsented: boolean;
  recipientFollows: boolean;
  senderFollows: boolean;
};

/** GRAPH-1: what the sender is to the recipient, the first that fits. */
export function relationClass(pair: PairStanding): RelationClass {
  if (pair.isBlocked) return 'blocked';
  if (pair.isContact) return 'contact';
  if (pair.hasConsented) return 'consented';
  if (pair.recipientFollows && pair.senderFollows) return 'friend';
  if (pair.recipientFollows) return 'followed';
  if (pair.senderFollows) return 'follower';
  return 'stranger';
}
