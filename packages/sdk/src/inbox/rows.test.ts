import { type Conversation, limits } from '@parley/contract';
import { expect, test } from 'vitest';
import { conversationOf, personId } from '../testing/samples.ts';
import { VirtualClock } from '../testing/virtual-clock.ts';
import { Rows } from './rows.ts';

const row = (unreadCount: number): Conversation => ({ ...conversationOf(personId(1)), isListed: true, unreadCount });

function rowsCounting(unreadConversationCount: number): Rows {
  const rows = new Rows({ clock: new VirtualClock(), changed: () => undefined, muteEnded: () => undefined });
  rows.heal(1, [row(1)], { unreadConversationCount, requestCount: 0, filteredCount: 0 });
  return rows;
}

test('INB-2d below the highest count, the badge follows each row', () => {
  const rows = rowsCounting(limits.inboxCountMax - 1);
  rows.advance(2, [row(0)]);
  expect(rows.counts.unreadConversationCount).toBe(limits.inboxCountMax - 2);
  rows.advance(3, [row(1)]);
  expect([rows.counts.unreadConversationCount, rows.needsRecount]).toEqual([limits.inboxCountMax - 1, false]);
});

test('INB-2d at the highest count there may be more, so the server is asked what is left', () => {
  const rows = rowsCounting(limits.inboxCountMax);
  rows.advance(2, [row(2)]);
  expect(rows.needsRecount).toBe(false);
  rows.advance(3, [row(0)]);
  expect([rows.counts.unreadConversationCount, rows.needsRecount]).toEqual([limits.inboxCountMax, true]);
  rows.heal(3, [], { unreadConversationCount: limits.inboxCountMax - 1, requestCount: 0, filteredCount: 0 });
  expect([rows.counts.unreadConversationCount, rows.needsRecount]).toEqual([limits.inboxCountMax - 1, false]);
});
