// Everything that people do, each as one small act on a device, picked by the seed with its weight.
import type { Message, StickerId, UserId } from '@parley/contract';
import { CallError, type ConversationHandle, type SendOptions } from '@parley/sdk';
import type { Story } from '../story.ts';
import type { Device } from './device.ts';
import { between, type Person } from './person.ts';

/** Somebody with a device in hand, and somebody else whom it is about. */
type Meeting = { story: Story; device: Device; other: Person };
type Scene = Meeting & { handle: ConversationHandle };
type Act = { weight: number; run(scene: Scene): unknown };

const act = (weight: number, run: Act['run']): Act => ({ weight, run });

/** What can be done only by somebody who knows who they are, or sees something, does nothing otherwise. */
export const acts: Readonly<Record<string, Act>> = {
  send: act(16, (scene) => send(scene)),
  'send a few': act(4, (scene) => [1, 2, 3].forEach(() => send(scene))),
  reply: act(2, (scene) =>
    onMessage(
      scene,
      () => true,
      (one) => send(scene, { replyToSeq: one.seq }),
    ),
  ),
  sticker: act(2, (scene) => send(scene, { sticker: 'blob-wave' as StickerId })),
  'send again from another device': act(3, sendAgain),
  open: act(8, ({ handle }) => void handle.open()),
  read: act(9, (scene) => onMessage(scene, isOf(scene.other), (one) => read(scene, one))),
  'read all': act(5, readAll),
  edit: act(3, (scene) =>
    onMessage(scene, isMine(scene), (one) => scene.handle.edit(one.seq, `edited ${textOf(scene)}`)),
  ),
  unsend: act(3, (scene) => onMessage(scene, isMine(scene), (one) => scene.handle.unsend(one.seq))),
  hide: act(2, (scene) =>
    onMessage(
      scene,
      () => true,
      (one) => scene.handle.hide([one.seq]),
    ),
  ),
  clear: act(1, ({ handle }) => handle.clear()),
  delete: act(1, ({ handle }) => handle.delete()),
  'load older': act(1, ({ handle }) => handle.loadOlder()),
  'load around': act(1, (scene) =>
    onMessage(
      scene,
      () => true,
      (one) => scene.handle.loadAround(one.seq),
    ),
  ),
  pin: act(2, ({ handle, story }) => handle.arrange({ isPinned: story.random.chance(0.6) })),
  mute: act(2, ({ handle, story }) => handle.arrange({ mute: story.random.pick(['off', 'always', { forMs: 5_000 }]) })),
  archive: act(2, ({ handle, story }) => handle.arrange({ isArchived: story.random.chance(0.6) })),
  'mark unread': act(2, ({ handle, story }) => handle.arrange({ isMarkedUnread: story.random.chance(0.6) })),
  'archive by age': act(1, ({ device, story }) =>
    device.client.call('inbox.archiveOlder', { before: new Date(story.machine.nowMs - 5_000).toISOString() }),
  ),
  draft: act(3, (scene) => scene.handle.saveDraft(scene.story.random.chance(0.7) ? `begun ${textOf(scene)}` : '')),
  type: act(3, ({ handle }) => handle.startTyping()),
  block: act(3, blockForAWhile),
  follow: act(2, ({ device, other }) => device.client.call('graph.follow', { userId: other.id })),
  unfollow: act(1, ({ device, other }) => device.client.call('graph.unfollow', { userId: other.id })),
  'remove follower': act(1, ({ device, other }) => device.client.call('graph.removeFollower', { userId: other.id })),
  'add contact': act(1, ({ device, other }) => device.client.call('contacts.add', { userId: other.id })),
  'remove contact': act(1, ({ device, other }) => device.client.call('contacts.remove', { userId: other.id })),
  'accept a request': act(2, ({ device, other }) => device.client.call('requests.accept', about(device, other))),
  'decline a request': act(1, ({ device, other }) => device.client.call('requests.decline', about(device, other))),
  'undo a decline': act(1, ({ device, other }) => device.client.call('requests.undoDecline', about(device, other))),
  'close a conversation': act(1, ({ device, other }) =>
    device.client.call('conversations.close', about(device, other)),
  ),
  'receipts off or on': act(3, receiptsForAWhile),
  'who may write': act(1, ({ device, story }) =>
    device.client.call('settings.update', {
      messagesFrom: story.random.pick(['everyone', 'friends', 'friends']),
      othersMayRequest: story.random.chance(0.7),
      filterRequests: story.random.chance(0.7),
    }),
  ),
  'presence off or on': act(1, ({ device, story }) =>
    device.client.call('settings.update', { presence: story.random.chance(0.7) }),
  ),
  'private profile': act(1, ({ device, story }) =>
    device.client.call('settings.update', { isPrivate: story.random.chance(0.3) }),
  ),
  'own filter words': act(1, ({ device, story }) =>
    device.client.call(story.random.chance(0.6) ? 'filterWords.add' : 'filterWords.remove', { word: 'says' }),
  ),
  'ask who is there': act(1, ({ device, story }) =>
    device.client.call('presence.list', { userIds: story.people.map(({ id }) => id) }),
  ),
  'sign out': act(1, signOut),
  search: act(1, ({ device }) => device.client.call('search.messages', { query: 'says' })),
  'look at requests': act(1, ({ device }) => device.client.call('requests.list', { folder: 'requests' })),
};

const wheel = Object.entries(acts).flatMap(([name, { weight }]) => Array.from({ length: weight }, () => name));

const closestOf: Readonly<Record<string, string>> = { ana: 'bo', bo: 'ana', cleo: 'ana', dan: 'bo', eve: 'ana' };

/** Somebody does something. */
export function actAtRandom(story: Story): void {
  const device = story.random.pick(story.devices.filter(({ isSignedOut }) => !isSignedOut));
  const others = story.people.filter(({ id }) => id !== device.person.id);
  const closest = others.find(({ name }) => name === closestOf[device.person.name]);
  // Much happens between few, so that it meets.
  const other = closest && story.random.chance(0.6) ? closest : story.random.pick(others);
  doAct(story.random.pick(wheel), { story, device, other });
}

/** A message that arrives about when a socket that is asked for now is greeted. */
export function writeTo(story: Story, writer: Person, other: Person): void {
  const device = story.devices.find(({ person, isSignedOut }) => person === writer && !isSignedOut);
  if (device) later(story, story.random.below(120), () => doAct('send', { story, device, other }));
}

/** A certain act. */
export function doAct(name: string, meeting: Meeting): void {
  const { story, device, other } = meeting;
  // Nobody's fingers move while the device sleeps.
  if (device.agent.asleepUntilMs > story.machine.nowMs) return;
  story.tally.count(`act: ${name}`);
  story.machine.after(0, device.agent, `act: ${name} (${other.name})`, () =>
    // Its program may have been started anew since the act was thought of.
    quietly(meeting, () => acts[name]?.run({ ...meeting, handle: device.with(other.id) })),
  );
}

/** A refusal or a broken connection is an answer like any other here; anything else is not. */
function quietly({ story, device }: Meeting, run: () => unknown): void {
  const failed = (error: unknown): void => {
    if (error instanceof CallError || isUnknownYet(error)) return;
    const { step, sinceStartMs: atMs } = story.machine;
    story.history.oddities.push({ step, atMs, device: device.name, what: `threw ${String(error)}` });
  };
  try {
    const work: unknown = run();
    if (work instanceof Promise) work.catch(failed);
  } catch (error) {
    failed(error);
  }
}

const isUnknownYet = (error: unknown): boolean => error instanceof Error && error.message.startsWith('Not known yet');

const about = ({ person }: Device, other: Person) => ({ conversationId: between(person, other) });
const textOf = ({ device, story }: Scene): string => `${device.name} says ${story.machine.step}`;

function send(scene: Scene, options: Pick<SendOptions, 'replyToSeq' | 'sticker'> = {}): void {
  const { story, device, other, handle } = scene;
  const clientMessageId = device.newMessageId();
  const text = options.sticker ? '' : `${textOf(scene)} (${clientMessageId})`;
  const { step, sinceStartMs: atMs } = story.machine;
  const intention = { device: device.name, senderId: device.person.id, recipientId: other.id, clientMessageId, text };
  story.history.intentions.push({ step, atMs, ...intention });
  handle.send(text, { clientMessageId, ...options });
}

/** MSG-2: the same send once more, over whatever connection and node the other device has. */
function sendAgain({ story, device }: Scene): unknown {
  const mine = story.history.intentions.filter(({ senderId, text }) => senderId === device.person.id && text !== '');
  if (mine.length === 0) return undefined;
  const again = story.random.pick(mine.slice(-5));
  const { recipientId, clientMessageId, text } = again;
  again.isRepeated = true;
  return device.client.call('messages.send', { recipientId, clientMessageId, content: { kind: 'text', text } });
}

function onMessage(scene: Scene, isMeant: (message: Message) => boolean, run: (message: Message) => unknown): unknown {
  const { state } = scene.handle;
  const meant = state.status === 'ready' ? state.messages.filter(isMeant) : [];
  return meant.length === 0 ? undefined : run(scene.story.random.pick(meant));
}

const isOf =
  ({ id }: Person) =>
  (message: Message): boolean =>
    message.senderId === id;
const isMine =
  ({ device }: Scene) =>
  (message: Message): boolean =>
    message.senderId === device.person.id && message.unsentAt === undefined;

function readAll(scene: Scene): void {
  const { state } = scene.handle;
  const last = state.status === 'ready' ? state.messages.at(-1) : undefined;
  if (last) read(scene, last);
}

function read({ story, device, handle }: Scene, { conversationId, seq }: Message): void {
  const { step, sinceStartMs: atMs } = story.machine;
  const { name, life, person } = device;
  story.history.readings.push({ step, atMs, device: name, life, userId: person.id, conversationId, seq });
  handle.markRead(seq);
}

/** Nobody signs out of their last device: there would be nobody left to judge by. */
async function signOut({ story, device }: Scene): Promise<void> {
  const mine = story.devices.filter(({ person, isSignedOut }) => person.id === device.person.id && !isSignedOut);
  if (mine.length < 2) return;
  device.isSignedOut = true;
  await device.client.call('accounts.signOut', {});
}

/** A block with everything around it that races with it, and its end some time later. */
function blockForAWhile(scene: Scene): unknown {
  const { story, device, other } = scene;
  for (const theirs of story.devices.filter(({ person }) => person.id === other.id)) {
    const back = { story, device: theirs, other: device.person };
    for (let knocks = story.random.below(4); knocks > 0; knocks -= 1) {
      const name = story.random.pick(['send', 'send', 'send', 'type', 'read all', 'edit']);
      later(story, story.random.below(story.random.pick([60, 3_000])), () => doAct(name, back));
    }
  }
  later(story, 3_000 + story.random.below(12_000), () => endBlock(story, device.person.id, other.id));
  return device.client.call('blocks.block', { userId: other.id });
}

function endBlock(story: Story, blockerId: UserId, blockedId: UserId): void {
  const call = (userId: UserId, run: (device: Device) => Promise<unknown>): void => {
    const device = story.devices.find(({ person, isSignedOut }) => person.id === userId && !isSignedOut);
    const other = story.people.find(({ id }) => id !== userId && (id === blockerId || id === blockedId));
    if (!device || !other) return;
    const scene = { story, device, other };
    story.machine.after(0, device.agent, 'act: make up', () => quietly(scene, () => run(device)));
  };
  call(blockerId, (device) => device.client.call('blocks.unblock', { userId: blockedId }));
  later(story, 1_000, () => {
    call(blockerId, (device) => device.client.call('graph.follow', { userId: blockedId }));
    call(blockedId, (device) => device.client.call('graph.follow', { userId: blockerId }));
  });
}

/** Receipts go off, things are read meanwhile, and they come on again. */
function receiptsForAWhile({ story, device }: Scene): unknown {
  later(story, 1_000 + story.random.below(8_000), () => {
    const [other] = story.people.filter(({ id }) => id !== device.person.id);
    if (!other) return;
    const scene = { story, device, other };
    const on = () => device.client.call('settings.update', { readReceipts: true });
    story.machine.after(0, device.agent, 'act: receipts on', () => quietly(scene, on));
  });
  return device.client.call('settings.update', { readReceipts: false });
}

const later = (story: Story, delayMs: number, run: () => void): void =>
  void story.machine.after(delayMs, undefined, 'the story goes on', run);
