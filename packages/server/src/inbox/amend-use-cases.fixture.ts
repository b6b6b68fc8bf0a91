// For the state law: what becomes of messages after they were sent. Both hear of it, as far as they have the message.
import { type MethodInput, stickerId } from '@parley/contract';
import { newText, say, type World } from '@parley/testkit';
import { upload } from '../media/uploads.fixture.ts';
import type { Scene, UseCase } from './request-use-cases.fixture.ts';

type Content = MethodInput<'messages.send'>['content'];
const content = { kind: 'text', text: 'mended' } as const;
/** Ana wrote 2 and 5, Bo the rest of six; Ana has read 2. */
const edit = ({ ana, conversationId }: Scene, seq: number) =>
  ana.call('messages.edit', { conversationId, seq, content });
const unsend = ({ bo, conversationId }: Scene, seq: number) => bo.call('messages.unsend', { conversationId, seq });
const hides = ({ ana, conversationId }: Scene, seqs: number[]) => ana.call('messages.hide', { conversationId, seqs });

/** Strangers from now on; Ana asks in one more message. */
async function asked({ ana, bo, conversationId }: Scene): Promise<void> {
  await ana.call('graph.unfollow', { userId: bo.id });
  await bo.call('graph.unfollow', { userId: ana.id });
  await bo.call('conversations.close', { conversationId });
  await bo.call('settings.update', { othersMayRequest: true });
  await say(ana, bo, 'may I?');
}

/** Bo gives Ana a file; it comes as the seventh. */
const uploaded = async (world: World, { bo }: Scene): Promise<Content> => {
  const { id } = await upload(world, bo, 'kind=file&name=a', Buffer.from('bytes'));
  return { kind: 'file', attachmentIds: [id] };
};
async function gives(world: World, scene: Scene): Promise<void> {
  const { bo, conversationId } = scene;
  const clientMessageId = 'file';
  await bo.call('messages.send', { conversationId, clientMessageId, content: await uploaded(world, scene) });
}

const waving: Content = { kind: 'sticker', stickerId: stickerId.parse('blob-wave') };

/** Messages that hold something. */
export const heldUseCases = (world: () => World): readonly UseCase[] => [
  { method: 'messages.send', when: 'it holds a file', run: (scene) => gives(world(), scene) },
  {
    method: 'messages.edit',
    when: 'it is the caption of a file, and taken away again',
    before: (scene) => gives(world(), scene),
    run: async ({ bo, conversationId }) => {
      for (const text of ['a caption', '']) {
        await bo.call('messages.edit', { conversationId, seq: 7, content: { kind: 'text', text } });
      }
    },
  },
  {
    method: 'messages.unsend',
    when: 'it is a sticker',
    before: ({ bo, conversationId }) =>
      bo.call('messages.send', { conversationId, clientMessageId: 'sticker', content: waving }),
    run: (scene) => unsend(scene, 7),
  },
  {
    method: 'messages.send',
    when: 'it is a sticker, and answered by one',
    run: async ({ ana, bo, conversationId }) => {
      for (const [index, from] of [bo, ana].entries()) {
        const more = index > 0 ? { replyToSeq: 7 } : {};
        await from.call('messages.send', { conversationId, clientMessageId: 'sticker', content: waving, ...more });
      }
    },
  },
  {
    method: 'messages.unsend',
    when: 'it holds a file, and is unread',
    before: (scene) => gives(world(), scene),
    run: (scene) => unsend(scene, 7),
  },
];

export const amendUseCases: readonly UseCase[] = [
  {
    method: 'messages.send',
    when: 'it is a reply',
    run: ({ ana, conversationId }) =>
      ana.call('messages.send', { conversationId, ...newText('to that'), replyToSeq: 3 }),
  },
  { method: 'messages.edit', run: (scene) => edit(scene, 5) },
  {
    method: 'messages.edit',
    when: 'it is the last, twice, and to the same',
    before: ({ ana, bo }) => say(ana, bo, 'seven'),
    run: async (scene) => {
      for (let times = 0; times < 2; times += 1) await edit(scene, 7);
      await scene.ana.call('messages.edit', {
        conversationId: scene.conversationId,
        seq: 7,
        content: { kind: 'text', text: 'again' },
      });
    },
  },
  {
    method: 'messages.edit',
    when: 'the other has hidden it',
    before: ({ bo, conversationId }) => bo.call('messages.hide', { conversationId, seqs: [5] }),
    run: (scene) => edit(scene, 5),
    unaware: 'bo',
  },
  { method: 'messages.edit', when: 'it is a request', before: asked, run: (scene) => edit(scene, 7) },
  {
    method: 'messages.edit',
    when: 'it sends the request to the filtered ones',
    before: asked,
    run: ({ ana, conversationId }) =>
      ana.call('messages.edit', { conversationId, seq: 7, content: { kind: 'text', text: 'https://example.com' } }),
  },
  {
    method: 'messages.edit',
    when: 'the request was declined',
    before: async (scene) => {
      await asked(scene);
      await scene.bo.call('requests.decline', { conversationId: scene.conversationId });
    },
    run: (scene) => edit(scene, 7),
    unaware: 'bo',
  },
  { method: 'messages.unsend', when: 'it is unread, and the last', run: (scene) => unsend(scene, 6) },
  {
    method: 'messages.unsend',
    when: 'it is read, twice',
    run: (scene) => unsend(scene, 1).then(() => unsend(scene, 1)),
  },
  {
    method: 'messages.unsend',
    when: 'all that is unread goes',
    run: async (scene) => {
      for (const seq of [4, 6, 3]) await unsend(scene, seq);
    },
  },
  {
    method: 'messages.unsend',
    when: 'the rest of what is unread is hidden',
    before: (scene) => hides(scene, [3, 4]),
    run: (scene) => unsend(scene, 6),
  },
  {
    method: 'messages.unsend',
    when: 'the other has hidden it',
    before: (scene) => hides(scene, [6]),
    run: (scene) => unsend(scene, 6),
    unaware: 'ana',
  },
  {
    method: 'messages.unsend',
    when: 'the other has cleared it',
    before: ({ ana, conversationId }) => ana.call('conversations.clear', { conversationId }),
    run: (scene) => unsend(scene, 6),
    unaware: 'ana',
  },
  {
    method: 'messages.unsend',
    when: 'the other has blocked its sender',
    before: ({ ana, bo }) => ana.call('blocks.block', { userId: bo.id }),
    run: (scene) => unsend(scene, 6),
  },
  {
    method: 'messages.unsend',
    when: 'it is archived and muted, and marked unread',
    before: ({ ana, conversationId }) =>
      ana.call('conversations.arrange', {
        conversationIds: [conversationId],
        ...{ isArchived: true, mute: 'always', isMarkedUnread: true },
      }),
    run: (scene) => unsend(scene, 6),
  },
  {
    method: 'messages.unsend',
    when: 'it is a request',
    before: asked,
    run: ({ ana, conversationId }) => ana.call('messages.unsend', { conversationId, seq: 7 }),
  },
];
