// The one way by which news leaves the server: after a commit, to the people it is for.
import type { Change, ConversationId, Folder, Message, Notice, ServerFrame, UserId } from '@parley/contract';
import type { Bus } from '@parley/realtime';
import type { Store, Writers } from '@parley/store';

export type Announcer = {
  /** One user's inbox moved to `rev` by these changes, which may be none. */
  update(userId: UserId, rev: number, changes: readonly Change[]): void;
  notice(userId: UserId, notice: Notice): void;
};

export function createAnnouncer(bus: Pick<Bus, 'publish'>): Announcer {
  const publish = (userId: UserId, frame: ServerFrame): void => bus.publish(userId, JSON.stringify(frame));
  return {
    update: (userId, rev, changes) => publish(userId, { type: 'update', rev, changes: [...changes] }),
    notice: (userId, notice) => publish(userId, { type: 'notice', notice }),
  };
}

/**
 * Runs `work` in a transaction with an announcer whose news leave only when it has committed.
 * Use cases that write go through here, so that nobody hears of what did not happen.
 */
export async function commitThenAnnounce<T>(
  { store, announcer }: { store: Store; announcer: Announcer },
  work: (write: Writers, announce: Announcer) => Promise<T>,
): Promise<T> {
  const news: (() => void)[] = [];
  const later: Announcer = {
    update: (...args) => void news.push(() => announcer.update(...args)),
    notice: (...args) => void news.push(() => announcer.notice(...args)),
  };
  const result = await store.transaction((write) => work(write, later));
  for (const tell of news) tell();
  return result;
}

/** The user's conversation went to another folder, or what they may do there changed. */
export const announceMoved = (
  announce: Announcer,
  { userId, rev, folder }: { userId: UserId; rev: number; folder: Folder },
  conversationId: ConversationId,
): void => announce.update(userId, rev, [{ type: 'conversation.moved', conversationId, folder }]);

/** The client's own name for a message is for its sender alone. */
export function forViewer(message: Message, viewerId: UserId): Message {
  if (message.senderId === viewerId) return message;
  const { clientMessageId: _, ...others } = message;
  return others;
}
