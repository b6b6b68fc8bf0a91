// Uploading and reading bytes, with a real server, real files and a real library for photos.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { limits } from '@parley/contract';
import { type Person, startWorld, type World } from '@parley/testkit';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withDefaults } from '../limits.ts';
import { Refused } from '../outcome.ts';
import { localMediaStore } from './media-store.ts';
import { takeUpload } from './upload.ts';
import { bytesOf, getMedia, gifOf, jpeg, mp4, ogg, pngOf, tryUpload, upload } from './uploads.fixture.ts';

let world: World;
let ana: Person;
let bo: Person;

beforeAll(async () => {
  world = await startWorld();
  [ana, bo] = await Promise.all([world.person('ana'), world.person('bo')]);
});
afterAll(() => world.close());

describe('a photo', () => {
  test('MED-1 is drawn anew, upright, without what the camera wrote beside it', async () => {
    const turned = await sharp(await jpeg(64, 48))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { id, ...facts } = await upload(world, ana, 'kind=photo', turned);
    expect(facts).toMatchObject({ kind: 'photo', mime: 'image/jpeg', width: 48, height: 64 });
    expect(facts.preview).toMatch(/^data:image\/webp;base64,.{20,400}$/);
    const stored = await bytesOf(await getMedia(world, ana, `${id}/original`));
    expect(stored.length).toBe(facts.bytes);
    const { exif, orientation, width } = await sharp(stored).metadata();
    expect([exif, orientation, width]).toEqual([undefined, undefined, 48]);
    for (const form of ['original', 'large', 'thumb']) {
      const bytes = await bytesOf(await getMedia(world, ana, `${id}/${form}`));
      for (const word of ['Exif', 'whereabouts', '2026:01:31']) expect(bytes.includes(word), form).toBe(false);
    }
  });

  test('MED-1 has a large and a small form, neither larger than it is', async () => {
    const sizes = async (id: string) => {
      const all = ['original', 'large', 'thumb'].map(async (form) => {
        const { width } = await sharp(await bytesOf(await getMedia(world, ana, `${id}/${form}`))).metadata();
        return width;
      });
      return Promise.all(all);
    };
    const big = await upload(world, ana, 'kind=photo', await jpeg(5_000, 1_000));
    const small = await upload(world, ana, 'kind=photo', await jpeg(200, 100));
    expect(await sizes(big.id)).toEqual([limits.photoSideMax, limits.photoLargeSideMax, limits.photoThumbSideMax]);
    expect(await sizes(small.id)).toEqual([200, 200, 200]);
  });

  test('MED-1 that moves keeps moving, and its small form stands still', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 40, height: 30, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [80, 80] })
      .toBuffer();
    const { id, ...facts } = await upload(world, ana, 'kind=photo', gif);
    expect(facts).toMatchObject({ mime: 'image/webp', width: 40, height: 30, isAnimated: true });
    const pages = async (form: string) =>
      (await sharp(await bytesOf(await getMedia(world, ana, `${id}/${form}`))).metadata()).pages ?? 1;
    expect([await pages('original'), await pages('thumb')]).toEqual([2, 1]);
  });

  test.each([
    ['a text', Buffer.from('hello, this is no photo at all')],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing that is a program', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['the beginning of a photo alone', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70])],
    ['a video', mp4()],
  ])('MED-2 that is %s is refused', async (_, bytes) => {
    const { status, refusal } = await tryUpload(world, ana, { query: 'kind=photo', bytes });
    expect([status, refusal?.code]).toEqual([415, 'media_not_usable']);
  });

  test.each([
    ['more pixels than can be unpacked', pngOf(64_000, 64_000)],
    ['more pixels in its frames than one may have', gifOf(limits.photoFramesMax + 1)],
    ['a million frames', gifOf(900_000)],
  ])('MED-2 S13 of %s is refused by its head', async (_, bytes) => {
    expect(bytes.length).toBeLessThan(limits.photoBytesMax);
    const { status, refusal } = await tryUpload(world, ana, { query: 'kind=photo', bytes });
    expect([status, refusal?.code]).toEqual([415, 'media_not_usable']);
    expect(await readdir(join(world.mediaDir, 'incoming'))).toEqual([]);
  });

  test('MED-1 that moves is kept with no more than so many pixels a side', async () => {
    const side = limits.photoSideMax + 100;
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: side, height: 20, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [80, 80] })
      .toBuffer();
    const { width, height, isAnimated } = await upload(world, ana, 'kind=photo', gif);
    expect([width, height, isAnimated]).toEqual([limits.photoSideMax, 20, true]);
  });

  test('MED-2 S13 that is broken in the middle is refused, and those beside it are drawn', async () => {
    const [whole, cut] = [await jpeg(3_000, 2_000), await jpeg(3_000, 2_000)];
    cut.fill(0, Math.floor(cut.length / 2));
    const answers = await Promise.all(
      [cut, whole, cut, whole].map((bytes) => tryUpload(world, ana, { query: 'kind=photo', bytes })),
    );
    expect(answers.map(({ status }) => status)).toEqual([415, 200, 415, 200]);
  });
});

describe('others', () => {
  test('MED-3 a video is kept as it is, and read in parts', async () => {
    const video = mp4();
    const { id, ...facts } = await upload(world, ana, 'kind=video&width=640&height=360&durationMs=9000', video);
    expect(facts).toEqual({
      kind: 'video',
      mime: 'video/mp4',
      bytes: 5_000,
      width: 640,
      height: 360,
      durationMs: 9_000,
    });
    const whole = await getMedia(world, ana, `${id}/original`);
    expect([whole.status, whole.headers.get('accept-ranges'), (await bytesOf(whole)).equals(video)]).toEqual([
      200,
      'bytes',
      true,
    ]);
    const head = await fetch(`${world.url}/v1/media/${id}/original`, {
      ...{ method: 'HEAD', headers: { authorization: `Bearer ${ana.token}` } },
    });
    expect([head.status, head.headers.get('content-length'), (await bytesOf(head)).length]).toEqual([200, '5000', 0]);
    const asked = ['bytes=0-9', 'bytes=4990-', 'bytes=-10', 'bytes=4990-9999', 'bytes=5000-', 'bytes=9-1', 'lines=1-2'];
    const parts = await Promise.all(
      asked.map(async (range) => {
        const part = await getMedia(world, ana, `${id}/original`, { range });
        return [part.status, part.headers.get('content-range'), (await bytesOf(part)).length];
      }),
    );
    expect(parts).toEqual([
      [206, 'bytes 0-9/5000', 10],
      [206, 'bytes 4990-4999/5000', 10],
      [206, 'bytes 4990-4999/5000', 10],
      [206, 'bytes 4990-4999/5000', 10],
      [416, 'bytes */5000', 0],
      [200, null, 5_000],
      [200, null, 5_000],
    ]);
  });

  test('MED-3 a voice note says how long it is, to a minute', async () => {
    const voice = await upload(world, ana, 'kind=voice&durationMs=60000&waveform=0af', ogg());
    expect(voice).toMatchObject({ kind: 'voice', mime: 'audio/ogg', durationMs: 60_000, waveform: '0af' });
    for (const query of ['kind=voice', 'kind=voice&durationMs=60001']) {
      const { refusal } = await tryUpload(world, ana, { query, bytes: ogg() });
      expect([refusal?.code, refusal?.field], query).toEqual(['invalid_input', 'durationMs']);
    }
    const text = await tryUpload(world, ana, { query: 'kind=voice&durationMs=1', bytes: Buffer.from('la la la') });
    expect(text.refusal?.code).toBe('media_not_usable');
  });

  test('MED-4 a file is given back as bytes to be saved under its name, and never runs', async () => {
    const page = Buffer.from('<script>alert(1)</script>');
    const name = 'it’s "Ömer" (1).html';
    const { id, mime } = await upload(world, ana, `kind=file&name=${encodeURIComponent(name)}`, page);
    expect(mime).toBe('application/octet-stream');
    const { headers } = await getMedia(world, ana, `${id}/original`);
    expect(headers.get('content-type')).toBe('application/octet-stream');
    const [, written = ''] =
      /^attachment; filename\*=UTF-8''([\w%.-]+)$/.exec(headers.get('content-disposition') ?? '') ?? [];
    expect(decodeURIComponent(written)).toBe(name);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; sandbox/);
    expect((await getMedia(world, ana, `${id}/thumb`)).status).toBe(404);
  });

  test('MED-4 a photo sent as a file is a file: nothing shows it by itself', async () => {
    const { id, mime } = await upload(world, ana, 'kind=file&name=a.jpg', await jpeg());
    const { headers } = await getMedia(world, ana, `${id}/original`);
    expect([mime, headers.get('content-type')]).toEqual(['image/jpeg', 'application/octet-stream']);
  });

  test.each([
    '../../etc/passwd',
    '..\\boot.ini',
    '/etc/passwd',
    'a\u0000b',
    'a\nb',
    'exe.\u202egpj',
    '',
    ' ',
    'x'.repeat(151),
  ])('MED-4 a file named %j is refused, naming the field', async (name) => {
    const query = `kind=file&name=${encodeURIComponent(name)}`;
    const { status, refusal } = await tryUpload(world, ana, { query, bytes: Buffer.from('x') });
    expect([status, refusal?.field]).toEqual([400, 'name']);
  });
});

describe('limits', () => {
  test.each([
    ['kind=sticker', 'kind'],
    ['', 'kind'],
    ['kind=file', 'name'],
    ['kind=video&width=-1', 'width'],
    ['kind=video&durationMs=soon', 'durationMs'],
    ['kind=photo&kind=file', 'kind'],
    ['kind=photo&id=1', 'id'],
    ['kind=voice&durationMs=1&waveform=xyz', 'waveform'],
  ])('MED-2 an upload with "%s" is refused, naming the field', async (query, field) => {
    const { status, refusal } = await tryUpload(world, ana, { query, bytes: await jpeg() });
    expect([status, refusal?.field]).toEqual([400, field]);
  });

  test('MED-2 what is too large is refused, and nothing of it is kept', async () => {
    const bytes = Buffer.alloc(limits.voiceBytesMax + 1, 'OggS');
    const query = 'kind=voice&durationMs=1';
    const announced = await tryUpload(world, ana, { query, bytes });
    expect([announced.status, announced.refusal?.code]).toEqual([413, 'too_large']);
    // In pieces, whose number nobody knows before.
    const stream = new Blob([bytes]).stream();
    const response = await fetch(`${world.url}/v1/media?${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ana.token}` },
      body: stream,
      duplex: 'half',
    });
    expect(response.status).toBe(413);
    expect(await readdir(join(world.mediaDir, 'incoming'))).toEqual([]);
  });

  test('MED-2 what is far larger than a request may be is taken whole', async () => {
    const file = Buffer.alloc(5 * 1024 * 1024, 'large');
    const { id, bytes } = await upload(world, ana, 'kind=file&name=a', file);
    expect([bytes, (await bytesOf(await getMedia(world, ana, `${id}/original`))).equals(file)]).toEqual([
      file.length,
      true,
    ]);
  });

  test('MED-2 of an upload whose sender leaves in the middle nothing is kept, and it was nobody’s fault', async () => {
    const faults: unknown[] = [];
    const body = Readable.from(
      (async function* leaving() {
        yield Buffer.from('the first half');
        throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
      })(),
    );
    const { store } = world.server;
    const media = localMediaStore(world.mediaDir);
    const incomingDir = join(world.mediaDir, 'incoming');
    const deps = {
      store,
      clock: world.clock,
      media,
      limits: withDefaults(),
      onFault: (one: unknown) => faults.push(one),
    };
    const facts = { kind: 'file', name: 'a' } as const;
    const taken = await takeUpload({ ...deps, incomingDir }, { ownerId: ana.id, facts, body, declaredBytes: 100 });
    expect([taken instanceof Refused, faults, await readdir(incomingDir)]).toEqual([true, [], []]);
  });

  test('MED-2 nothing is refused as nothing', async () => {
    const { refusal } = await tryUpload(world, ana, { query: 'kind=file&name=a', bytes: Buffer.alloc(0) });
    expect([refusal?.code, refusal?.field]).toEqual(['invalid_input', 'body']);
  });

  test('MED-5 a day has a limit, which time lifts, and what was refused gives its share back', async () => {
    const own = await startWorld({ limits: { uploadBytesPerDay: 10 * 1024 } });
    const cy = await own.person('cy');
    const file = (kilobytes: number) =>
      tryUpload(own, cy, { query: 'kind=file&name=a', bytes: Buffer.alloc(kilobytes * 1024, 1) });
    expect((await file(6)).status).toBe(200);
    const { status, refusal } = await file(6);
    expect([status, refusal?.code, Date.parse(refusal?.retryAt ?? '') - own.clock.now()]).toEqual([
      429,
      'upload_limit',
      limits.dayMs,
    ]);
    expect((await file(4)).status).toBe(200);
    own.clock.advance(limits.dayMs);
    expect((await file(6)).status).toBe(200);
    await own.close();
  });
});

describe('whoever asks', () => {
  test('MED-6 nobody uploads or reads without a sign-in, or from another site', async () => {
    const bytes = await jpeg();
    const { id } = await upload(world, ana, 'kind=photo', bytes);
    const elsewhere = { origin: 'https://elsewhere.example' };
    expect((await tryUpload(world, undefined, { query: 'kind=photo', bytes })).refusal?.code).toBe('unauthenticated');
    const other = await tryUpload(world, ana, { query: 'kind=photo', bytes, headers: elsewhere });
    expect(other.refusal?.code).toBe('forbidden_origin');
    expect((await getMedia(world, undefined, `${id}/thumb`)).status).toBe(401);
    expect((await getMedia(world, ana, `${id}/thumb`, elsewhere)).status).toBe(403);
  });

  test('MED-6 what was not sent is its owner’s alone, and to others as if it were not there', async () => {
    const { id } = await upload(world, ana, 'kind=photo', await jpeg());
    expect((await getMedia(world, ana, `${id}/original`)).status).toBe(200);
    const seen = async (path: string) => {
      const response = await getMedia(world, bo, path);
      const { date: _, ...headers } = Object.fromEntries(response.headers);
      return { status: response.status, headers, body: await response.text() };
    };
    const none = await seen(`${id.replace(/[0-9a-f]$/, (last) => (last === '0' ? '1' : '0'))}/original`);
    expect(none.status).toBe(404);
    expect(await seen(`${id}/original`)).toEqual(none);
    for (const path of [`${id}/huge`, 'x/original', `..%2f..%2f${id}/original`, `${id}/..%2foriginal`]) {
      expect((await seen(path)).status, path).toBe(404);
    }
  });

  test('MED-7 S27 a browser asks again before it shows it again, and no cache in between may keep it', async () => {
    const { id } = await upload(world, ana, 'kind=photo', await jpeg());
    const { headers } = await getMedia(world, ana, `${id}/thumb`);
    expect([headers.get('cache-control'), headers.get('vary')]).toEqual([
      'private, no-cache',
      'Cookie, Authorization, Origin',
    ]);
    const again = { 'if-none-match': headers.get('etag') ?? '' };
    expect((await getMedia(world, ana, `${id}/thumb`, again)).status).toBe(304);
    expect((await getMedia(world, bo, `${id}/thumb`, again)).status).toBe(404);
  });

  test('MED-8 what was not sent within a day is gone, and its bytes with the next sweep', async () => {
    const { id } = await upload(world, ana, 'kind=photo', await jpeg());
    world.clock.advance(limits.unattachedMs);
    expect((await getMedia(world, ana, `${id}/thumb`)).status).toBe(404);
    const content = { kind: 'media' as const, attachmentIds: [id] };
    const refusal = await ana.refused('messages.send', { recipientId: bo.id, clientMessageId: 'late', content });
    expect([refusal.code, refusal.field]).toEqual(['invalid_input', 'content.attachmentIds']);
  });
});
