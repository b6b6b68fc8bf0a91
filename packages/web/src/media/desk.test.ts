import type { Attachment, AttachmentId } from '@parley/contract';
import { CallError, type UploadOptions } from '@parley/sdk';
import { describe, expect, test } from 'vitest';
import { type Deliver, Desk } from './desk.ts';
import type { Draft, Facts, Parcel, Problem } from './parcels.ts';

type Running = { options: UploadOptions; done: (attachment: Attachment) => void; fail: (error: unknown) => void };

const place = 'here';
const offline = new CallError('offline', { code: 'unavailable', sentence: '', retry: 'yes' });
const refused = new CallError('refused', { code: 'media_not_usable', sentence: '', retry: 'no' });

function begin() {
  const running: Running[] = [];
  const dropped: Parcel[] = [];
  let count = 0;
  const desk = new Desk({
    upload: (_, options) => {
      const { promise, resolve, reject } = Promise.withResolvers<Attachment>();
      running.push({ options, done: resolve, fail: reject });
      options.signal?.addEventListener('abort', () => reject(offline));
      return promise;
    },
    newId: () => {
      count += 1;
      return String(count);
    },
    now: () => 5,
    uploaded: () => undefined,
    dropped: (parcel) => dropped.push(parcel),
  });
  const delivered: [string, string, number | undefined, string[]][] = [];
  const deliver: Deliver = ({ key, text, replyToSeq }, attachments) =>
    delivered.push([key, text, replyToSeq, attachments.map(({ id }) => id)]);
  return { desk, running, dropped, delivered, deliver };
}

const settled = () => new Promise((done) => setImmediate(done));
const draft = (kind: Draft['kind'], more: Partial<Draft> = {}): Draft => ({
  kind,
  name: `a ${kind}`,
  bytes: new Blob(['bytes']),
  ...more,
});
const uploaded = (id: string, kind: Draft['kind'] = 'photo'): Attachment => ({
  id: id as AttachmentId,
  kind,
  mime: 'x',
  bytes: 5,
});
const statuses = (parcels: readonly Parcel[]) => parcels.map(({ status }) => status);

describe('what is about to be sent', () => {
  test('MED-22 what is chosen is looked at and uploaded at once, with what was found out', async () => {
    const { desk, running } = begin();
    const read = () => Promise.resolve<Facts>({ width: 4, height: 3 });
    desk.add(place, [draft('video', { read }), draft('file')]);
    expect(statuses(desk.view(place).tray)).toEqual(['reading', 'reading']);
    await settled();
    expect(statuses(desk.view(place).tray)).toEqual(['uploading', 'uploading']);
    const [first, second] = running.map(({ options }) => options);
    expect([first?.kind, second?.kind].sort()).toEqual(['file', 'video']);
    expect(running.find(({ options }) => options.kind === 'video')?.options).toMatchObject({ width: 4, height: 3 });
    expect(running.find(({ options }) => options.kind === 'file')?.options.name).toBe('a file');
  });

  test.each<[string, Partial<Draft>, Problem['kind']]>([
    ['nothing', { bytes: new Blob([]) }, 'empty'],
    ['too much', { bytes: { size: 26 * 1024 * 1024, type: '' } as Blob }, 'too_large'],
    ['what the browser cannot draw', { read: () => Promise.resolve({ kind: 'undrawable' }) }, 'undrawable'],
  ])('MED-22 %s is refused beside it and never leaves', async (_, more, kind) => {
    const { desk, running } = begin();
    desk.add(place, [draft('photo', more)]);
    await settled();
    expect(desk.view(place).tray).toMatchObject([{ status: 'refused', problem: { kind } }]);
    expect(running).toEqual([]);
  });

  test('MED-22 at most three uploads run at once, and what is removed stops', async () => {
    const { desk, running, dropped } = begin();
    desk.add(
      place,
      [1, 2, 3, 4].map(() => draft('photo')),
    );
    await settled();
    expect(running.length).toBe(3);
    desk.remove(place, desk.view(place).tray[0]?.id ?? '');
    await settled();
    expect(running.length).toBe(4);
    expect(running[0]?.options.signal?.aborted).toBe(true);
    expect([dropped.length, desk.view(place).tray.length]).toEqual([1, 3]);
  });

  test('MED-22 what cannot be shown may go as a file', async () => {
    const { desk, running } = begin();
    desk.add(place, [draft('photo', { read: () => Promise.resolve({ kind: 'undrawable' }) })]);
    await settled();
    desk.sendAsFile(place, desk.view(place).tray[0]?.id ?? '');
    await settled();
    expect(running.map(({ options }) => options.kind)).toEqual(['file']);
  });
});

describe('what was sent', () => {
  test('MED-23 it stands there at once, and is handed over under the same key when all of it is uploaded', async () => {
    const { desk, running, delivered, deliver } = begin();
    desk.add(place, [draft('photo'), draft('photo')]);
    await settled();
    running[0]?.done(uploaded('a'));
    desk.send(place, { text: 'the boat', replyToSeq: 7, deliver });
    const [letter] = desk.view(place).letters;
    expect(letter).toMatchObject({ kind: 'media', text: 'the boat', replyToSeq: 7, atMs: 5 });
    expect(desk.view(place).tray).toEqual([]);
    await settled();
    expect(delivered).toEqual([]);
    running[1]?.done(uploaded('b'));
    await settled();
    expect(delivered).toEqual([[letter?.key, 'the boat', 7, ['a', 'b']]]);
    expect(desk.view(place).letters).toEqual([]);
  });

  test('MED-23 photos go together, each file by itself; the first carries the words', async () => {
    const { desk, delivered, running, deliver } = begin();
    desk.add(place, [draft('photo'), draft('file'), draft('photo')]);
    desk.send(place, { text: 'words', replyToSeq: undefined, deliver });
    await settled();
    for (const [index, { done, options }] of running.entries()) done(uploaded(String(index), options.kind));
    await settled();
    expect(delivered.map(([, text, , ids]) => [text, ids.length])).toEqual(
      expect.arrayContaining([
        ['words', 2],
        ['', 1],
      ]),
    );
  });

  test('MED-23 without a connection it says so, waits, and goes when there is one', async () => {
    const { desk, running, delivered, deliver } = begin();
    desk.add(place, [draft('photo')]);
    desk.send(place, { text: '', deliver });
    await settled();
    running[0]?.fail(offline);
    await settled();
    expect(desk.view(place).letters[0]?.failure?.code).toBe('unavailable');
    expect(desk.isBusy).toBe(true);
    desk.retryCutOff();
    expect(desk.view(place).letters[0]?.failure).toBeUndefined();
    running[1]?.done(uploaded('a'));
    await settled();
    expect(delivered.length).toBe(1);
    expect(desk.isBusy).toBe(false);
  });

  test('MED-23 what the server refuses is told at the message, which may be tried again or given up', async () => {
    const { desk, running, dropped, deliver } = begin();
    desk.sendNow(place, draft('voice'), { text: '', deliver });
    await settled();
    running[0]?.fail(refused);
    await settled();
    const [letter] = desk.view(place).letters;
    expect(letter?.failure?.code).toBe('media_not_usable');
    expect(desk.retryLetter('another')).toBe(false);
    expect(desk.discardLetter(letter?.key ?? '')).toBe(true);
    expect([desk.view(place).letters, dropped.length]).toEqual([[], 1]);
  });
});
