// A client without a server, for the gallery: it shows what it was given, and every call waits for ever or fails as told.
import type { MethodId, MethodOutput } from '@parley/contract';
import { CallError, type Client, type ConversationHandle, type ConversationState, type InboxState } from '@parley/sdk';
import { pictureOf } from './media.ts';

type Answers = { [Id in MethodId]?: MethodOutput<Id> | 'fail' };

export type Scene = { inbox?: InboxState; conversation?: ConversationState; answers?: Answers; isOffline?: boolean };

/** What a call says when there is no connection. */
export const offline = new CallError('offline', { code: 'unavailable', sentence: '', retry: 'yes' });

/** What a call says when there is no such thing. */
export const notFound = new CallError('refused', {
  code: 'not_found',
  sentence: 'There is nothing here, or it is not yours to see.',
  retry: 'no',
});

const nothing = () => undefined;
const never = () => new Promise<void>(nothing);

export function fakeClient({ inbox, conversation, answers = {}, isOffline = false }: Scene): Client {
  const handle: ConversationHandle = {
    id: undefined,
    state: conversation ?? { status: 'loading', conversation: undefined, pending: [], typingUserIds: [] },
    open: () => nothing,
    reload: nothing,
    loadOlder: never,
    loadNewer: never,
    loadAround: never,
    loadNewest: never,
    markRead: nothing,
    send: () => 'gallery',
    edit: never,
    unsend: () => new Promise<never>(nothing),
    retry: nothing,
    discard: nothing,
    startTyping: nothing,
    saveDraft: nothing,
    arrange: never,
    hide: never,
    clear: never,
    delete: never,
  };
  const list = { state: inbox ?? { status: 'loading' as const }, reload: nothing, loadMore: never };
  return {
    me: undefined,
    connection: isOffline ? { status: 'waiting', retryAtMs: 0 } : { status: 'live' },
    call: (method) => {
      const answer = (answers as Record<string, unknown>)[method];
      if (answer === 'fail') return Promise.reject(offline);
      return answer === undefined ? new Promise<never>(nothing) : Promise.resolve(answer as never);
    },
    connect: nothing,
    close: nothing,
    subscribe: () => nothing,
    onNotice: () => nothing,
    inbox: { ...list, check: () => Promise.resolve('same'), list: () => list },
    media: {
      // It never comes further than that.
      upload: (_, { onProgress }) => {
        onProgress?.(4, 10);
        return new Promise<never>(nothing);
      },
      url: (id, variant) => pictureOf(id) ?? `/v1/media/${id}/${variant}`,
    },
    conversation: () => handle,
  };
}
