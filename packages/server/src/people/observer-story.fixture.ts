// One story, and all that one person in it can see of how it ended: whole answers, budgets, everything a socket says, and the statements that
// each question causes, which are what its time is made of.
import { type AttachmentId, directConversationId, limits, type MethodId, type MethodInput } from '@parley/contract';
import type { Person, PersonOptions, World } from '@parley/testkit';
import { exchange, type StatementRecorder, toExchange } from '@parley/testkit/attacks';
import { upload } from '../media/uploads.fixture.ts';
import { addresses, type Cast, type Files, file, questionsAbout, text } from './observer-questions.fixture.ts';

/** What happened between the two before. Whatever a rule does not allow did not happen. */
export type Past = {
  iFollow: boolean;
  theyFollow: boolean;
  isPrivate: boolean;
  hasPresence: boolean;
  iWrote: number;
  theyWrote: number;
  iListThem: boolean;
  theyListMe: boolean;
  mine: MethodInput<'settings.update'>;
  theirs: MethodInput<'settings.update'>;
};

export type Story = {
  past: Past;
  born?: string;
  start?(cast: Cast): Promise<unknown>;
  end(cast: Cast): Promise<unknown>;
};
/** Where stories are told: one world, one recorder. */
export type Stage = { world: World; recorder: StatementRecorder };

let count = 0;

/** The first thing that two tellings tell differently, from where they part; undefined when they are alike. */
export function findDifference(one: readonly string[], two: readonly string[]): string | undefined {
  for (const [index, told] of one.entries()) {
    const other = two[index] ?? '';
    if (told === other) continue;
    const at = [...told].findIndex((character, place) => character !== other[place]);
    const from = Math.max(at - 100, 0);
    const cut = (all: string): string => all.slice(from, from + 600);
    return `${told.slice(0, 120)}\n... ${cut(told)}\n--- and\n... ${cut(other)}`;
  }
  return undefined;
}

/** Tells a story to its end and answers what I saw of it from then on, with names, ids and times evened out. */
export async function tell({ world, recorder }: Stage, { past, born, start, end }: Story): Promise<string[]> {
  count += 1;
  // Letters, because the handles of two stories may not fold to one (ACC-4).
  const tag = count
    .toString()
    .padStart(5, '0')
    .replaceAll(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
  // At a full minute: attempts are marked by the minute.
  world.clock.advance(limits.attemptMarkMs - (world.clock.now() % limits.attemptMarkMs));
  const startMs = world.clock.now();
  const person = (name: string, options: PersonOptions = {}) => world.person(`${name}.${tag}`, options);
  const me = await person('me');
  const other = await person('other', born === undefined ? {} : { bornOn: born });
  const files = await uploadFiles(world, me, other);
  const cast: Cast = { me, other, third: await person('third'), last: await person('last'), tag, files };
  const socket = await me.socket();
  await start?.(cast);
  await live(world, cast, past);
  await end(cast);
  await socket.call('accounts.listSessions', {});
  const seen = await tryAddresses({ world, recorder }, cast);
  for (const [method, body] of questionsAbout(cast)) {
    const { result, statements } = await recorder.during(() => ask(world, me, method, body));
    seen.push(result, `${method} asked the database:\n${statements.join('\n')}`);
  }
  seen.push(...(await tryAddresses({ world, recorder }, cast)));
  await socket.call('accounts.listSessions', {});
  seen.push(`heard ${JSON.stringify(socket.pending())}`);
  socket.close();
  return seen.map((one) => evenOut(one, cast, startMs));
}

/** Files, because they cost nothing to keep. */
async function uploadFiles(world: World, me: Person, other: Person): Promise<Files> {
  const take = async (who: Person): Promise<AttachmentId> => (await upload(world, who, 'kind=file&name=a', bytes)).id;
  return { mine: await take(me), theirs: await take(other), fromMe: await take(me), fromThem: await take(other) };
}
const bytes = Buffer.from('an offer');

async function tryAddresses({ world, recorder }: Stage, cast: Cast): Promise<string[]> {
  const seen: string[] = [];
  for (const path of addresses(cast)) {
    const { result, statements } = await recorder.during(async () => {
      const headers = { authorization: `Bearer ${cast.me.token}` };
      const answer = await toExchange(await fetch(`${world.url}${path}`, { headers }));
      return `${path} ${JSON.stringify(answer)}`;
    });
    seen.push(result, `${path} asked the database:\n${statements.join('\n')}`);
  }
  return seen;
}

/** A call that may be refused, at a time of its own, so that no order of lists hangs on ids. */
export async function attempt(world: World, who: Person, method: MethodId, body: object): Promise<void> {
  world.clock.advance(1_000);
  await exchange(world.server.port, method, { token: who.token, body });
}

async function live(world: World, { me, other, third, last, files }: Cast, past: Past): Promise<void> {
  const does = (who: Person, method: MethodId, body: object) => attempt(world, who, method, body);
  const makeFriends = async (a: Person, b: Person) => {
    await does(a, 'graph.follow', { userId: b.id });
    await does(b, 'graph.follow', { userId: a.id });
  };
  await does(me, 'settings.update', past.mine);
  await does(other, 'settings.update', { ...past.theirs, isPrivate: past.isPrivate });
  for (const who of past.hasPresence ? [me, other] : []) await does(who, 'settings.update', { presence: true });
  await makeFriends(me, third);
  await makeFriends(last, third);
  await makeFriends(last, other);
  await does(other, 'graph.follow', { userId: third.id });
  await does(third, 'graph.follow', { userId: other.id });
  if (past.iFollow) await does(me, 'graph.follow', { userId: other.id });
  if (past.theyFollow) await does(other, 'graph.follow', { userId: me.id });
  if (past.iListThem) await does(me, 'contacts.add', { userId: other.id });
  if (past.theyListMe) await does(other, 'contacts.add', { userId: me.id });
  // Somebody asks me whose friends are others': who is counted on their card may not tell of the other either.
  await does(last, 'messages.send', { recipientId: me.id, clientMessageId: 'last', content: text('hello') });
  const says = (from: Person, to: Person, how: number) =>
    does(from, 'messages.send', {
      recipientId: to.id,
      clientMessageId: `past-${how}`,
      content: text(`an offer ${how}`),
    });
  const gives = (from: Person, to: Person, id: AttachmentId) =>
    does(from, 'messages.send', { recipientId: to.id, clientMessageId: 'file', content: file(id) });
  for (let how = 0; how < past.theyWrote; how += 1) await says(other, me, how);
  if (past.theyWrote > 0) await gives(other, me, files.fromThem);
  for (let how = 0; how < past.iWrote; how += 1) await says(me, other, how);
  if (past.iWrote > 0) await gives(me, other, files.fromMe);
}

/** An answer with its cursors opened, so that nobody hides in them either. */
export async function ask(world: World, me: Person, method: MethodId, body: object): Promise<string> {
  const { status, headers, text: answer } = await exchange(world.server.port, method, { token: me.token, body });
  const { 'content-length': _, ...others } = headers;
  const open = (cursor: string): string => JSON.stringify(Buffer.from(cursor, 'base64url').toString());
  const legible = answer.replace(/(?<="nextCursor":)"([^"]+)"/g, (__, cursor: string) => open(cursor));
  return `${method} ${JSON.stringify(body)} ${status} ${JSON.stringify(others)} ${legible}`;
}

/** Texts of two stories that differ in nothing but who is who and when it was come out the same. */
function evenOut(told: string, { me, other, third, last, tag, files }: Cast, startMs: number): string {
  const people = [me, other, third, last];
  const names = [
    ...Object.entries(files).map(([name, id]) => [id, `file ${name}`] as const),
    ...[other, third, last].map(({ id, handle }) => [directConversationId(me.id, id), `me and ${handle}`] as const),
    ...people.map(({ id, handle }) => [id, `id of ${handle}`] as const),
    [`.${tag}`, ''] as const,
    [tag, ''] as const,
  ];
  return names
    .reduce((all, [from, to]) => all.replaceAll(from, to), told)
    .replaceAll(/"reportId":"[^"]+"/g, '"reportId":""')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (instant) => `t+${Date.parse(instant) - startMs}`)
    .replaceAll(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]+ GMT/g, (date) => `t+${Date.parse(date) - startMs}`)
    .replaceAll(/\b1\d{12}\b/g, (ms) => `t+${Number(ms) - startMs}`);
}
