// The routes that are no methods, called by everybody who may call them; and everybody's media, asked for by everybody.
import {
  type Attachment,
  commonRefusals,
  type MediaRoute,
  mediaRoutes,
  type RefusalCode,
  refusal,
} from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import { type Caller, createCaller, type Role, roles } from '@parley/testkit/attacks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getMedia, jpeg, mp4, upload } from '../media/uploads.fixture.ts';
import { type Outcome, present } from './endpoint-rows.fixture.ts';

let world: World;
let target: Person;
let other: Person;
let photo: Buffer;
/** The target's: one that the other was sent, and a video that nobody was. */
let sent: Attachment;
let video: Attachment;

beforeAll(async () => {
  world = await startWorld();
  [target, other, photo] = await Promise.all([world.person('target'), world.person('other'), jpeg()]);
  await world.befriend(target, other);
  sent = await upload(world, target, 'kind=file&name=a', photo);
  video = await upload(world, target, 'kind=video', mp4());
  const content = { kind: 'file' as const, attachmentIds: [sent.id] };
  await target.call('messages.send', { recipientId: other.id, clientMessageId: 'c', content });
});
afterAll(() => world.close());

type Own = { file: Attachment | undefined; video: Attachment | undefined };
type Row = { path(own: Own): string; outcomes: Record<Role, Outcome> };
const nowhere = 'none/original';

/** A route without a row does not compile. */
const rows: Record<(typeof mediaRoutes)[number]['id'], Row[]> = {
  'media.upload': [{ path: () => '?kind=file&name=a', outcomes: present('ok') }],
  'media.addPoster': [
    { path: () => `/${video.id}/poster`, outcomes: present('not_found') },
    { path: (own) => `/${own.video?.id ?? 'none'}/poster`, outcomes: present('ok') },
  ],
  'media.read': [
    { path: () => `/${sent.id}/original`, outcomes: present('not_found') },
    { path: () => `/${video.id}/original`, outcomes: present('not_found') },
    { path: (own) => `/${own.file ? `${own.file.id}/original` : nowhere}`, outcomes: present('ok') },
  ],
};

let count = 0;
async function ownOf({ token }: Caller, role: Role): Promise<Own> {
  if (present('ok')[role] !== 'ok' || token === undefined) return { file: undefined, video: undefined };
  const who = { token } as Person;
  const [file, ownVideo] = [
    await upload(world, who, 'kind=file&name=a', Buffer.from('mine')),
    await upload(world, who, 'kind=video', mp4()),
  ];
  return { file, video: ownVideo };
}

test.each(roles)('S01 the media routes answer %s as their rows say', async (role) => {
  count += 1;
  const caller = await createCaller({ world, target, other }, role, { handle: `caller${count}` });
  const own = await ownOf(caller, role);
  for (const route of mediaRoutes) {
    for (const { path, outcomes } of rows[route.id]) {
      const headers = caller.token === undefined ? {} : { authorization: `Bearer ${caller.token}` };
      const body = route.verb === 'post' ? { body: photo as Uint8Array<ArrayBuffer> } : {};
      const answer = await fetch(`${world.url}/v1/media${path(own)}`, {
        ...{ method: route.verb.toUpperCase(), headers, ...body },
      });
      expect([route.id, path(own), await codeOf(answer, route)]).toEqual([route.id, path(own), outcomes[role]]);
    }
  }
});

async function codeOf(answer: Response, route: MediaRoute): Promise<Outcome> {
  if (answer.ok) return 'ok';
  const { code } = refusal.parse(((await answer.json()) as { refusal: unknown }).refusal);
  const promised: readonly RefusalCode[] = [...route.refusals, ...commonRefusals];
  expect(promised).toContain(code);
  return code;
}

test('S02 MED-6 MED-11 of everybody’s media everybody gets what they sent, what they were sent, and nothing else', async () => {
  const people = await Promise.all(['one', 'two', 'three', 'four'].map((name) => world.somebody(name)));
  const entitled = new Map<Attachment['id'], Set<Person>>();
  for (const [index, from] of people.entries()) {
    const to = people[(index + 1) % people.length] as Person;
    await world.befriend(from, to);
    const [kept, given, taken] = [
      await upload(world, from, 'kind=file&name=a', photo),
      await upload(world, from, 'kind=file&name=a', photo),
      await upload(world, from, 'kind=file&name=a', photo),
    ];
    for (const [name, { id }] of Object.entries({ given, taken })) {
      const content = { kind: 'file' as const, attachmentIds: [id] };
      const place = await from.call('messages.send', { recipientId: to.id, clientMessageId: name, content });
      if (id === taken.id) await from.call('messages.unsend', { conversationId: place.conversationId, seq: place.seq });
    }
    entitled
      .set(kept.id, new Set([from]))
      .set(given.id, new Set([from, to]))
      .set(taken.id, new Set());
  }
  const wrong: string[] = [];
  for (const [id, those] of entitled) {
    const [, part = ''] = id.split('-');
    const swapped = people.map((person) => `${person.id}-${part}`).filter((one) => one !== id);
    for (const person of people) {
      const { status } = await getMedia(world, person, `${id}/original`);
      if ((status === 200) !== those.has(person)) wrong.push(`${person.handle} ${id} ${status}`);
      const guessed = await Promise.all(swapped.map((guess) => getMedia(world, person, `${guess}/original`)));
      wrong.push(...guessed.filter((answer) => answer.status !== 404).map(({ url }) => url));
    }
  }
  expect(wrong).toEqual([]);
});
