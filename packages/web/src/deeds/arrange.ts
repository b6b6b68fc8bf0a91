// Shows a change at once, asks the server for it, and takes it back when the answer is no.
import { type Conversation, type ConversationId, limits } from '@parley/contract';
import type { Client } from '@parley/sdk';
import { type Change, type OptimisticChange, optimisticChanges, setOptimisticChanges } from '../arranging/index.ts';

/** News of the row may come a little after the answer; a change that outlives this was overtaken by something else. */
const newsWithinMs = 5_000;

/** Shows the change at once and asks for it; rejects with `CallError`, and then all is as it was. */
export async function arrange(client: Client, rows: readonly Conversation[], change: Change): Promise<void> {
  const ids = rows.map(({ id }) => id);
  const made = show(ids, change);
  const { isRead, ...arrangement } = change;
  try {
    if (isRead) for (const { id, lastSeq } of rows) client.conversation({ conversationId: id }).markRead(lastSeq);
    if (Object.keys(arrangement).length > 0) await askFor(client, ids, arrangement);
  } catch (error) {
    drop(made);
    throw error;
  }
  dropOnceTrue(client, made);
}

async function askFor(client: Client, ids: readonly ConversationId[], how: Omit<Change, 'isRead'>): Promise<void> {
  const most = limits.arrangedAtOnceMax;
  for (let from = 0; from < ids.length; from += most)
    await client.call('conversations.arrange', { conversationIds: ids.slice(from, from + most), ...how });
}

function show(ids: readonly ConversationId[], change: Change): Map<ConversationId, OptimisticChange> {
  const made = new Map(
    ids.map((id) => [id, { change: { ...optimisticChanges().get(id)?.change, ...change }, atMs: Date.now() }]),
  );
  setOptimisticChanges(new Map([...optimisticChanges(), ...made]));
  return made;
}

/** A later change to the same conversation stays. */
function drop(made: ReadonlyMap<ConversationId, OptimisticChange>): void {
  const left = [...optimisticChanges()].filter(([id, one]) => made.get(id) !== one);
  if (left.length < optimisticChanges().size) setOptimisticChanges(new Map(left));
}

function dropOnceTrue(client: Client, made: ReadonlyMap<ConversationId, OptimisticChange>): void {
  const left = new Map(made);
  const look = () => {
    const kept = [...left].filter(([id, { change }]) =>
      isTrue(client.conversation({ conversationId: id }).state, change),
    );
    if (kept.length === 0) return;
    for (const [id] of kept) left.delete(id);
    drop(new Map(kept));
    if (left.size === 0) end();
  };
  const stop = client.subscribe(look);
  const timer = setTimeout(() => {
    stop();
    drop(left);
  }, newsWithinMs);
  const end = () => {
    stop();
    clearTimeout(timer);
  };
  look();
}

type State = ReturnType<Client['conversation']>['state'];

function isTrue(state: State, { isPinned, isArchived, isMarkedUnread, isRead, mute }: Change): boolean {
  const row = state.status === 'failed' ? undefined : state.conversation;
  if (row === undefined) return true;
  return (
    (isPinned === undefined || isPinned === (row.pinnedAt !== undefined)) &&
    (isArchived === undefined || isArchived === row.isArchived) &&
    (isMarkedUnread === undefined || isMarkedUnread === row.isMarkedUnread) &&
    (!isRead || row.unreadCount === 0) &&
    (mute === undefined || (mute === 'off') === (row.mute === undefined))
  );
}
