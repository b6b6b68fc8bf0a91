// For the state law: everything by which somebody arranges their own inbox. Nobody else hears of any of it.
import { say, type World } from '@parley/testkit';
import type { Scene, UseCase } from './request-use-cases.fixture.ts';

const hourMs = 3_600_000;
const arrange = ({ ana, conversationId }: Scene, how: object) =>
  ana.call('conversations.arrange', { conversationIds: [conversationId], ...how });

/** Ana has another conversation, with a newer message. */
const anotherIn =
  (world: () => World) =>
  async ({ ana }: Scene): Promise<void> => {
    const cleo = await world().person(`cleo.${ana.handle}`);
    await world().befriend(ana, cleo);
    world().clock.advance(1_000);
    await say(cleo, ana, 'newer');
  };

const arrangings = (another: UseCase['run']): UseCase[] => {
  const arranged = (when: string, ...steps: object[]): UseCase => ({
    method: 'conversations.arrange',
    when,
    before: another,
    run: async (scene) => {
      for (const how of steps) await arrange(scene, how);
    },
    unaware: 'bo',
  });
  return [
    arranged('it is pinned', { isPinned: true }),
    arranged('it is pinned, twice, and unpinned', { isPinned: true }, { isPinned: true }, { isPinned: false }),
    arranged('it is muted', { mute: 'always' }),
    arranged('it is muted for an hour', { mute: { forMs: hourMs } }),
    arranged('it is muted and unmuted', { mute: { forMs: hourMs } }, { mute: 'off' }),
    arranged('it is archived', { isArchived: true }),
    arranged('it is archived and brought back', { isArchived: true }, { isArchived: false }),
    arranged(
      'what is pinned is archived, and pinned again',
      { isPinned: true },
      { isArchived: true },
      { isPinned: true },
    ),
    arranged('it is marked unread', { isMarkedUnread: true }, { mute: 'always' }, { mute: 'off' }),
    arranged('it is all of it at once', { isArchived: true, mute: 'always', isMarkedUnread: true }),
  ];
};

const ofArranged: readonly UseCase[] = [
  {
    method: 'messages.send',
    when: 'it was archived',
    before: (scene) => arrange(scene, { isArchived: true, isMarkedUnread: true }),
    run: ({ ana, bo }) => say(bo, ana, 'back again'),
  },
  {
    method: 'messages.send',
    when: 'it was archived, and is muted',
    before: (scene) => arrange(scene, { isArchived: true, mute: { forMs: hourMs } }),
    run: ({ ana, bo }) => say(bo, ana, 'not back'),
  },
  {
    method: 'conversations.delete',
    when: 'it was pinned, marked and begun',
    before: async (scene) => {
      await arrange(scene, { isPinned: true, isMarkedUnread: true, mute: 'always' });
      await scene.ana.call('conversations.saveDraft', { conversationId: scene.conversationId, text: 'well' });
    },
    run: ({ ana, conversationId }) => ana.call('conversations.delete', { conversationId }),
    unaware: 'bo',
  },
  {
    method: 'conversations.clear',
    when: 'it was archived, marked and begun',
    before: async (scene) => {
      await arrange(scene, { isArchived: true, isMarkedUnread: true });
      await scene.ana.call('conversations.saveDraft', { conversationId: scene.conversationId, text: 'well' });
    },
    run: ({ ana, conversationId }) => ana.call('conversations.clear', { conversationId }),
    unaware: 'bo',
  },
  {
    method: 'conversations.saveDraft',
    run: async ({ ana, conversationId }) => {
      for (const text of ['one', 'one', 'two', '', '', 'three'])
        await ana.call('conversations.saveDraft', { conversationId, text });
    },
    unaware: 'bo',
  },
];

export const arrangeUseCases = (world: () => World): UseCase[] => {
  const another = anotherIn(world);
  return [
    ...arrangings(another),
    ...ofArranged,
    {
      method: 'inbox.archiveOlder',
      before: async (scene) => {
        await scene.ana.call('conversations.markRead', { conversationId: scene.conversationId, seq: 6 });
        await another(scene);
      },
      run: ({ ana }) => ana.call('inbox.archiveOlder', { before: new Date(world().clock.now()).toISOString() }),
      unaware: 'bo',
    },
  ];
};
