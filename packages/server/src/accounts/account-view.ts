import type { Account, Person, UserId } from '@parley/contract';
import { ageBand, settingsChoices } from '@parley/core';
import type { Readers } from '@parley/store';
import { toPersonView } from '../people/index.ts';

/** The signed-in user as they see themselves. Throws when the account does not exist: a session belongs to one that does. */
export async function showAccount(read: Readers, userId: UserId, nowMs: number): Promise<Account> {
  const [people, own, followRequestCount] = await Promise.all([
    read.people.forViewer(userId, [userId]),
    read.accounts.own(userId),
    read.graph.requestCount(userId),
  ]);
  const found = people.get(userId);
  if (!found || !own) throw new Error('a session without an account');
  const { row } = found;
  const band = ageBand(row.bornOn, nowMs);
  const person: Person = toPersonView(userId, found);
  return {
    person,
    bio: row.bio,
    ...(own.email === null ? {} : { email: own.email }),
    ageBand: band,
    settings: {
      messagesFrom: row.messagesFrom,
      othersMayRequest: row.othersMayRequest,
      filterRequests: row.filterRequests,
      readReceipts: row.readReceipts,
      presence: row.presence,
      isPrivate: row.isPrivate,
      hasChosenMessagesFrom: own.hasChosenMessagesFrom,
      choices: settingsChoices(band),
    },
    followRequestCount,
    isDemo: own.isDemo,
  };
}
