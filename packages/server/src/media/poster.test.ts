// The photo that stands for a video until it plays.
import { type Person, startWorld, type World } from '@parley/testkit';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bytesOf, getMedia, jpeg, mp4, pngOf, tryPoster, upload } from './uploads.fixture.ts';

let world: World;
let ana: Person;
let bo: Person;

beforeAll(async () => {
  world = await startWorld();
  [ana, bo] = await Promise.all([world.person('ana'), world.person('bo')]);
});
afterAll(() => world.close());

describe('a poster', () => {
  const aVideo = (query = '') => upload(world, ana, `kind=video${query}`, mp4());
  const transparent = (): Promise<Buffer> =>
    sharp({ create: { width: 2_000, height: 1_000, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer();

  test('MED-13 stands for its video: drawn anew, in two forms that stand still, and with a preview', async () => {
    const { id, ...video } = await aVideo('&durationMs=9000');
    expect((await getMedia(world, ana, `${id}/thumb`)).status).toBe(404);
    const { attachment } = await tryPoster(world, ana, { id, bytes: await transparent() });
    expect(attachment).toEqual({
      ...{ ...video, id, width: 1_600, height: 800, hasPoster: true },
      preview: expect.stringMatching(/^data:image\/webp;base64,/),
    });
    for (const [form, format, width] of [
      ['large', 'jpeg', 1_600],
      ['thumb', 'webp', 320],
    ] as const) {
      const answer = await getMedia(world, ana, `${id}/${form}`);
      expect(answer.headers.get('content-type')).toBe(`image/${format}`);
      expect(await sharp(await bytesOf(answer)).metadata()).toMatchObject({ format, width });
    }
    expect((await bytesOf(await getMedia(world, ana, `${id}/original`))).equals(mp4())).toBe(true);
  });

  test('MED-13 leaves the sides that its sender told, and may be given again', async () => {
    const { id } = await aVideo('&width=1080&height=1920');
    const once = await tryPoster(world, ana, { id, bytes: await jpeg() });
    const twice = await tryPoster(world, ana, { id, bytes: await transparent() });
    for (const { attachment } of [once, twice]) {
      expect(attachment).toMatchObject({ kind: 'video', width: 1_080, height: 1_920, hasPoster: true });
    }
    expect(twice.attachment?.preview).not.toBe(once.attachment?.preview);
  });

  test('MED-13 is a photo that can be drawn, or refused; the video stays as it was', async () => {
    const { id } = await aVideo();
    for (const bytes of [mp4(), pngOf(20_000, 4_000), Buffer.from('<svg/>')]) {
      expect((await tryPoster(world, ana, { id, bytes })).refusal?.code).toBe('media_not_usable');
    }
    expect((await tryPoster(world, ana, { id, bytes: Buffer.alloc(0) })).refusal?.field).toBe('body');
    expect((await getMedia(world, ana, `${id}/thumb`)).status).toBe(404);
    expect((await getMedia(world, ana, `${id}/original`)).status).toBe(200);
  });

  test('MED-13 is taken for a video of one’s own that is not sent: of nothing else, and from nobody else', async () => {
    const bytes = await jpeg();
    const [video, photo] = [await aVideo(), await upload(world, ana, 'kind=photo', bytes)];
    const none = await tryPoster(world, bo, { id: `${ana.id}-${'0'.repeat(32)}`, bytes });
    expect([none.status, none.refusal?.code]).toEqual([404, 'not_found']);
    expect(await tryPoster(world, bo, { id: video.id, bytes })).toEqual(none);
    expect(await tryPoster(world, ana, { id: photo.id, bytes })).toEqual(none);
    expect(await tryPoster(world, ana, { id: '..%2f..', bytes })).toEqual(none);
    expect((await tryPoster(world, undefined, { id: video.id, bytes })).refusal?.code).toBe('unauthenticated');
    await world.befriend(ana, bo);
    const content = { kind: 'media' as const, attachmentIds: [video.id] };
    await ana.call('messages.send', { recipientId: bo.id, clientMessageId: 'v', content });
    expect(await tryPoster(world, ana, { id: video.id, bytes })).toEqual(none);
  });
});
