// What every device shows, as plain data for the checker.
import type { Conversation, ConversationId, Message, UserId } from '@parley/contract';
import type { PendingMessage } from '@parley/sdk';
import type { Story } from './story.ts';

export type LogShown = {
  conversationId: ConversationId | undefined;
  withId: UserId;
  status: string;
  conversation: Conversation | undefined;
  /** Absent until it is there. */
  messages: readonly Message[] | undefined;
  hasOlder: boolean;
  hasNewer: boolean;
  pending: readonly PendingMessage[];
};

export type DeviceView = {
  device: string;
  life: number;
  userId: UserId;
  connection: string;
  inboxStatus: string;
  rows: readonly Conversation[];
  counts: { unread: number; requests: number; filtered: number };
  logs: LogShown[];
};

/** `calmForMs`: since everything began to go well. */
export type View = { step: number; nowMs: number; calmForMs: number; devices: DeviceView[] };

export function viewsOf(story: Story): View {
  const devices = story.devices.map(({ name, life, person, client, opened }): DeviceView => {
    const { state } = client.inbox;
    const isReady = state.status === 'ready';
    return {
      device: name,
      life,
      userId: person.id,
      connection: client.connection.status,
      inboxStatus: state.status,
      rows: isReady ? state.conversations : [],
      counts: isReady
        ? { unread: state.unreadConversationCount, requests: state.requestCount, filtered: state.filteredCount }
        : { unread: 0, requests: 0, filtered: 0 },
      logs: [...opened].map(([withId, handle]) => {
        const shown = handle.state;
        const isLoaded = shown.status === 'ready';
        return {
          conversationId: handle.id,
          withId,
          status: shown.status,
          conversation: shown.status === 'failed' ? undefined : shown.conversation,
          messages: isLoaded ? shown.messages : undefined,
          hasOlder: isLoaded && shown.hasOlder,
          hasNewer: isLoaded && shown.hasNewer,
          pending: shown.pending,
        };
      }),
    };
  });
  const { step, nowMs } = story.machine;
  return { step, nowMs, calmForMs: nowMs - story.weather.calmSinceMs, devices };
}
