// S09: nobody under 16 writes, is written to, or opens a door, by any path.
import { directConversationId, type MethodId, type UserId } from '@parley/contract';
import type { Person, World } from '../world/index.ts';
import { callOn } from './nodes.ts';

export type Attempted = { path: string; code: string };
let count = 0;

/** Every path by which an account of 15 could come to messages, with what each is answered. */
export async function tryAllPaths(world: World): Promise<{ refused: Attempted[]; leftBehind: number }> {
  count += 1;
  const mark = count.toString(8);
  const young = await world.person(`y${mark}.young`, { bornOn: '2010-12-01' });
  const friend = await world.person(`f${mark}.young`, { messagesFrom: 'everyone' });
  await world.befriend(young, friend);
  await world.acquaint(young, friend);
  // As an old version, a mended birth date or an operator could leave it.
  await world.server.store.transaction((write) =>
    write.settings.update(young.id, { messagesFrom: 'everyone', othersMayRequest: true, presence: true }),
  );
  const socket = await young.socket();
  const between = { conversationId: directConversationId(young.id, friend.id) };
  const words = { clientMessageId: 'x', content: { kind: 'text', text: 'x' } };
  const nobody = '1234567' as UserId;
  const own: [string, Person, MethodId, object][] = [
    ['writes to a friend', young, 'messages.send', { recipientId: friend.id, ...words }],
    ['writes by the conversation', young, 'messages.send', { ...between, ...words }],
    ['writes to nobody', young, 'messages.send', { recipientId: nobody, ...words }],
    ['opens the setting', young, 'settings.update', { messagesFrom: 'friends' }],
    ['opens to everyone', young, 'settings.update', { messagesFrom: 'everyone' }],
    ['opens requests', young, 'settings.update', { othersMayRequest: true }],
    ['shares presence', young, 'settings.update', { presence: true }],
    ['accepts a request', young, 'requests.accept', between],
    ['changes the birth date', young, 'accounts.updateProfile', { birthDate: '1990-01-01' }],
    ['is written to by a friend and contact', friend, 'messages.send', { recipientId: young.id, ...words }],
    ['is written to by the conversation', friend, 'messages.send', { ...between, ...words }],
  ];
  const refused: Attempted[] = [];
  for (const [path, who, method, input] of own) {
    const { refusal } = await callOn(world.server.port, who, method, input);
    refused.push({ path, code: refusal?.code ?? 'ok' });
    if (who !== young) continue;
    const onSocket = await socket.call(method, input);
    refused.push({ path: `${path}, on an old socket`, code: onSocket.refusal?.code ?? 'ok' });
  }
  socket.close();
  const rows = await Promise.all([young, friend].map((who) => who.call('inbox.changes', { sinceRev: 0 })));
  return { refused, leftBehind: rows.flatMap(({ conversations }) => conversations).length };
}
