// S07: before a request is accepted, whoever asks learns nothing: no frame, no change of what they can read.
import { directConversationId, type ServerFrame } from '@parley/contract';
import type { Person, World } from '../world/index.ts';
import { callOn } from './nodes.ts';

/** Everything that the asker hears and sees, as text, before and after all that the other does with the request. */
export type Silence = { heard: readonly ServerFrame[]; before: string; after: string };

let count = 0;

/** Of every other request it is filtered by its link: each folder could tell in a way of its own. */
export async function keepSilent(world: World): Promise<Silence> {
  count += 1;
  const mark = count.toString(8);
  const asker = await world.person(`a${mark}.silent`);
  const asked = await world.person(`b${mark}.silent`, { messagesFrom: 'everyone' });
  for (const one of [asker, asked]) await one.call('settings.update', { presence: true });
  const ids = directConversationId(asker.id, asked.id);
  const folder = count % 2 === 0 ? 'requests' : 'filtered';
  const content = { kind: 'text', text: `may I? ${folder === 'filtered' ? 'https://example.org' : ''}` } as const;
  await asker.call('messages.send', { recipientId: asked.id, clientMessageId: 'ask', content });
  const look = async (): Promise<string> => JSON.stringify(await lookAround(world, asker, asked));
  // The asker's own note of whom they looked up comes with the first look.
  await look();
  const before = await look();
  const socket = await asker.socket();
  const seen = socket.pending().length;
  const theirs = await asked.socket();
  const does: [Parameters<Person['call']>[0], object][] = [
    ['inbox.list', {}],
    ['requests.list', { folder }],
    ['messages.list', { conversationId: ids }],
    ['people.profile', { userId: asker.id }],
    ['conversations.markDelivered', { conversationId: ids, seq: 1 }],
    ['conversations.markRead', { conversationId: ids, seq: 1 }],
    ['conversations.startTyping', { conversationId: ids }],
    ['filterWords.add', { word: 'may' }],
    ['reports.create', { conversationId: ids, category: 'spam' }],
    ['messages.hide', { conversationId: ids, seqs: [1] }],
    ['requests.decline', { conversationId: ids }],
    ['requests.undoDecline', { conversationId: ids }],
    ['conversations.clear', { conversationId: ids }],
    ['conversations.delete', { conversationId: ids }],
    ['requests.decline', { conversationId: ids }],
  ];
  for (const [method, input] of does) {
    const { refusal } = await theirs.call(method, input);
    if (refusal) throw new Error(`${method} was refused: ${refusal.code}`);
  }
  theirs.close();
  await socket.call('accounts.listSessions', {});
  const heard = socket.pending().slice(seen);
  socket.close();
  return { heard, before, after: await look() };
}

const lookAround = (world: World, asker: Person, asked: Person): Promise<unknown[]> =>
  Promise.all(
    (
      [
        ['conversations.get', { userId: asked.id }],
        ['messages.list', { conversationId: directConversationId(asker.id, asked.id) }],
        ['inbox.changes', { sinceRev: 0 }],
        ['people.profile', { userId: asked.id }],
        ['presence.list', { userIds: [asked.id] }],
        ['accounts.limits', {}],
        ['accounts.me', {}],
      ] as const
    ).map(([method, input]) => callOn(world.server.port, asker, method, input)),
  );
