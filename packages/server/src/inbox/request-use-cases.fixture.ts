// What changes who may write to whom, as use cases of the state law.
import { type Conversation, directConversationId, type MethodId } from '@parley/contract';
import { type Person, say } from '@parley/testkit';

/** Ana and Bo are friends with a conversation of six messages, of which Ana has read two. */
export type Scene = { ana: Person; bo: Person; conversationId: Conversation['id'] };
export type Name = 'ana' | 'bo';

export type UseCase = {
  method: MethodId;
  when?: string;
  /** What is so before the watch begins. */
  before?(scene: Scene): Promise<unknown>;
  run(scene: Scene): Promise<unknown>;
  /** Hears nothing at all, whatever has changed for them: it is somebody else's affair, or must not be told. */
  unaware?: Name;
  /** Is signed out by it. */
  leaves?: Name;
};

/** The two are strangers from now on, with what they said before. Bo takes requests. */
async function onceStrangers({ ana, bo }: Scene): Promise<void> {
  await ana.call('graph.unfollow', { userId: bo.id });
  await bo.call('graph.unfollow', { userId: ana.id });
  await bo.call('conversations.close', { conversationId: directConversationId(ana.id, bo.id) });
  await bo.call('settings.update', { othersMayRequest: true });
}

function request({ ana, bo }: Scene) {
  return say(ana, bo, 'may I?');
}

async function asked(scene: Scene): Promise<void> {
  await onceStrangers(scene);
  await request(scene);
}

async function declined(scene: Scene): Promise<void> {
  await asked(scene);
  await scene.bo.call('requests.decline', { conversationId: scene.conversationId });
}

export const requestUseCases: readonly UseCase[] = [
  { method: 'messages.send', when: 'it is a request', before: onceStrangers, run: request },
  {
    method: 'messages.send',
    when: 'it is a second request',
    before: (scene) => onceStrangers(scene).then(() => request(scene)),
    run: request,
  },
  {
    method: 'messages.send',
    when: 'it is a filtered request',
    before: onceStrangers,
    run: ({ ana, bo }) => say(ana, bo, 'see https://example.org'),
  },
  {
    method: 'messages.send',
    when: 'the request was declined',
    before: declined,
    run: request,
  },
  {
    method: 'messages.send',
    when: 'it answers a request',
    before: asked,
    run: ({ ana, bo }) => say(bo, ana, 'yes?'),
  },
  {
    method: 'requests.accept',
    before: asked,
    run: ({ bo, conversationId }) => bo.call('requests.accept', { conversationId }),
  },
  {
    method: 'requests.decline',
    before: asked,
    run: ({ bo, conversationId }) => bo.call('requests.decline', { conversationId }),
    unaware: 'ana',
  },
  {
    method: 'requests.undoDecline',
    before: declined,
    run: ({ bo, conversationId }) => bo.call('requests.undoDecline', { conversationId }),
    unaware: 'ana',
  },
  {
    method: 'graph.follow',
    when: 'it makes friends of people with a request between them',
    before: asked,
    run: async ({ ana, bo }) => {
      await ana.call('graph.follow', { userId: bo.id });
      await bo.call('graph.follow', { userId: ana.id });
    },
  },
  {
    method: 'blocks.block',
    when: 'there is a request',
    before: asked,
    run: ({ ana, bo }) => bo.call('blocks.block', { userId: ana.id }),
    unaware: 'ana',
  },
  {
    method: 'blocks.block',
    when: 'whoever asks blocks whom they ask',
    before: asked,
    run: ({ ana, bo }) => ana.call('blocks.block', { userId: bo.id }),
    unaware: 'bo',
  },
  {
    method: 'blocks.unblock',
    when: 'whoever asks had blocked whom they ask',
    before: async (scene) => {
      await asked(scene);
      await scene.ana.call('blocks.block', { userId: scene.bo.id });
    },
    run: ({ ana, bo }) => ana.call('blocks.unblock', { userId: bo.id }),
    unaware: 'bo',
  },
  {
    method: 'conversations.close',
    run: ({ ana, conversationId }) => ana.call('conversations.close', { conversationId }),
    unaware: 'bo',
  },
  {
    method: 'contacts.add',
    before: asked,
    run: ({ ana, bo }) => bo.call('contacts.add', { userId: ana.id }),
    unaware: 'ana',
  },
  {
    method: 'contacts.remove',
    before: ({ ana, bo }) => ana.call('contacts.add', { userId: bo.id }),
    run: ({ ana, bo }) => ana.call('contacts.remove', { userId: bo.id }),
    unaware: 'bo',
  },
  { method: 'filterWords.add', run: ({ ana }) => ana.call('filterWords.add', { word: 'offer' }), unaware: 'bo' },
  {
    method: 'filterWords.remove',
    before: ({ ana }) => ana.call('filterWords.add', { word: 'offer' }),
    run: ({ ana }) => ana.call('filterWords.remove', { word: 'offer' }),
    unaware: 'bo',
  },
  {
    method: 'reports.create',
    run: ({ ana, conversationId }) => ana.call('reports.create', { conversationId, category: 'spam' }),
    unaware: 'bo',
  },
];
