// S04: whoever blocked the viewer or went away is in no answer to anything the viewer can look up; nor is what strangers say to each other.
import { directConversationId } from '@parley/contract';
import { type Person, say, type World } from '../world/index.ts';
import { callOn } from './nodes.ts';

export type LookupOptions = { world: World; people: number; queries: number; seed: number };

/** Small and repeatable: which query comes next depends on the seed alone. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed >>> 0; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** What two say to each other, and nobody else may find: each text has a word of its own, and words that all have. */
type Said = Map<string, readonly string[]>;

async function saySecrets(world: World, people: readonly Person[], any: () => Person): Promise<Said> {
  const said: Said = new Map();
  for (const from of people) {
    const to = any();
    if (to === from) continue;
    await world.acquaint(from, to);
    const word = `secret${said.size}word`;
    await say(from, to, `Between us, ${from.handle}: ${word} 秘密の話 sécrèt`);
    said.set(word, [from.id, to.id]);
  }
  return said;
}

/** So many wait for an answer at any time. */
const atOnce = 8;

/** Asks at random; answers what was shown that should not be. */
export async function lookUpAtRandom({ world, people: size, queries, seed }: LookupOptions): Promise<string[]> {
  const source = numbers(seed);
  const below = (max: number): number => Math.floor(source.next().value * max);
  const people: Person[] = [];
  for (let index = 0; index < size; index += 1) people.push(await world.person(`look${index.toString(8)}.up`));
  const any = (): Person => people[below(size)] as Person;
  const said = await saySecrets(world, people, any);
  const hidden = new Set<string>();
  for (const who of people) {
    const [a, b, c] = [any(), any(), any()];
    for (const other of [a, b].filter((one) => one !== who))
      await callOn(world.server.port, who, 'graph.follow', { userId: other.id });
    if (c === who) continue;
    await who.call('blocks.block', { userId: c.id });
    hidden.add(`${c.id} ${who.id}`);
  }
  const words = (about: Person): string => {
    const word = `secret${below(said.size)}word`;
    const choices = [word, word.slice(0, 1 + below(word.length)), 'between us', '秘密', 'secret', about.handle];
    return choices[below(choices.length)] ?? '';
  };
  const asks: ((viewer: Person, about: Person) => [Parameters<Person['call']>[0], object])[] = [
    (_, about) => ['search.messages', { query: words(about) }],
    (_, about) => [
      'search.messages',
      { query: words(about), conversationId: directConversationId(about.id, any().id) },
    ],
    (viewer, about) => [
      'search.messages',
      { query: words(about), conversationId: directConversationId(viewer.id, about.id) },
    ],
    (_, about) => ['search.conversations', { query: about.handle.slice(0, 4 + below(6)) }],
    (_, about) => ['people.search', { query: about.handle.slice(0, 4 + below(6)) }],
    (_, about) => ['people.profile', below(2) === 0 ? { userId: about.id } : { handle: about.handle }],
    (_, about) => ['graph.listFollowers', { userId: about.id }],
    (_, about) => ['graph.listFollowing', { userId: about.id }],
    (viewer) => ['graph.listFollowers', { userId: viewer.id }],
    () => ['admission.tryOut', { messagesFrom: 'friends', othersMayRequest: true }],
    (_, about) => ['messages.list', { conversationId: directConversationId(about.id, any().id) }],
    (_, about) => ['conversations.get', { conversationId: directConversationId(about.id, any().id) }],
  ];
  const leaks: string[] = [];
  const askOnce = async (): Promise<void> => {
    const [viewer, about] = [any(), any()];
    const [method, body] = asks[below(asks.length)]?.(viewer, about) ?? ['accounts.me', {}];
    const text = JSON.stringify(await callOn(world.server.port, viewer, method, body));
    const shown = people.filter(({ id, handle }) => hidden.has(`${viewer.id} ${id}`) && text.includes(`"${handle}"`));
    leaks.push(...shown.map(({ handle }) => `${method} showed ${handle} to ${viewer.handle}`));
    const heard = (text.match(/secret\d+word/g) ?? []).filter((word) => !said.get(word)?.includes(viewer.id));
    leaks.push(...heard.map((word) => `${method} told ${viewer.handle} ${word}`));
  };
  let asked = 0;
  const askOn = async (): Promise<void> => {
    while (asked < queries) {
      asked += 1;
      await askOnce();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askOn));
  return leaks;
}
