// What is known here of one person's conversations, and how the parts of it tell each other. Data flows one way:
// updates and answers -> sync -> rows and logs -> snapshots.
import type { Conversation, Message } from '@parley/contract';
import type { Call } from './calls/index.ts';
import type { Clock } from './clock.ts';
import { Retry } from './connection/index.ts';
import { Logs, RowReader } from './conversations/index.ts';
import { Drafts } from './drafts/index.ts';
import { InboxLists, Rows } from './inbox/index.ts';
import type { Keep } from './local/index.ts';
import type { Me } from './me.ts';
import { Outbox, type OutboxStorage } from './outbox/index.ts';
import { Marks } from './receipts/index.ts';
import { Digest, Sync } from './sync/index.ts';
import { Typing } from './typing/index.ts';

export type StateDeps = {
  call: Call;
  clock: Clock;
  random: () => number;
  me: Me;
  storage: OutboxStorage;
  isPaced: boolean;
  keep: Keep | undefined;
  keepFailed(error: unknown): void;
  /** Names this client among those of one person. */
  clientName: string;
  changed(): void;
};

export type State = ReturnType<typeof createState>;

export function createState(deps: StateDeps) {
  const { call, clock, me, changed } = deps;
  const rows = new Rows({ clock, changed, muteEnded: () => sync.recount() });
  const rowReader = new RowReader({ call, rows, me, arrived: () => sync.rowsArrived() });
  const logs = new Logs({
    row: (id) => rows.get(id),
    fetchRow: (id) => rowReader.read(id),
    fetchPage: (conversationId, where) => call('messages.list', { conversationId, ...where }),
    arrived: (messages) => outbox.retire(messages),
    failed: () => loading.later(),
    changed,
  });
  const outbox = new Outbox({
    ...deps,
    loaded: () => logs.tellAll(),
    awaits: (id, seq) => (rows.get(id)?.lastSeq ?? 0) < seq && logs.followsNewest(id),
  });
  const marks = new Marks(deps);
  const drafts = new Drafts({ ...deps, rows, refreshRow: (id) => logs.refreshRow(id) });
  const typing = new Typing(clock, changed);

  const received = (messages: readonly Message[]) => {
    outbox.retire(messages);
    for (const { conversationId, senderId, seq } of messages) {
      typing.stopped(conversationId, senderId);
      if (senderId !== me.id) marks.delivered(conversationId, seq);
    }
  };
  const caughtUp = (caught: readonly Conversation[]) => {
    for (const { id, lastSeq, lastMessage, unreadCount } of caught) {
      outbox.settle(id, lastSeq);
      if (unreadCount > 0 && lastMessage !== undefined) marks.delivered(id, lastMessage.seq);
    }
  };
  const sync: Sync = new Sync({ ...deps, rows, logs, received, caughtUp, startOver: () => inbox.reloadAll() });
  const digest = new Digest({ ...deps, rows, sync });
  const inbox: InboxLists = new InboxLists({
    call,
    check: () => digest.check(),
    rows,
    changed,
    arrived: (page, which) => {
      sync.listed(page, which);
      caughtUp(page.conversations);
    },
    failed: () => loading.later(),
  });
  /** What could not be loaded is loaded again, until all is there. */
  const loading: Retry = new Retry(deps, () => {
    inbox.loadMissing();
    logs.reloadFailed();
  });

  const writer = deps.clientName;
  const fellBehind = () => sync.recount();
  const keeper = deps.keep?.({ clock, me, rows, logs, inbox: inbox.main, fellBehind, writer, failed: deps.keepFailed });

  return { rows, logs, outbox, marks, drafts, typing, sync, digest, inbox, loading, keeper };
}
