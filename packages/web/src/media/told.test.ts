import type { Attachment, AttachmentId, Content, StickerId } from '@parley/contract';
import type { TFunction } from 'i18next';
import { expect, test } from 'vitest';
import { durationLabel } from './duration-label.ts';
import { sizeLabel } from './size-label.ts';
import { glance, spoken, toldOf } from './told.ts';

const t = ((key: string, values: object) => `${key} ${JSON.stringify(values ?? {})}`) as unknown as TFunction;
const one = (kind: Attachment['kind'], more: Partial<Attachment> = {}): Attachment => ({
  id: `${kind}-1` as AttachmentId,
  kind,
  mime: '',
  bytes: 1,
  ...more,
});
const holding = (kind: 'media' | 'file' | 'voice', attachments: Attachment[], text = ''): Content => ({
  kind,
  text,
  entities: [],
  attachments,
});

test.each([
  ['one photo', holding('media', [one('photo')]), 'photo', 'media.photo {"count":1}'],
  ['some videos', holding('media', [one('video'), one('video')]), 'video', 'media.video {"count":2}'],
  ['both', holding('media', [one('photo'), one('video'), one('photo')]), 'photo', 'media.mixed {"count":3}'],
  ['a file by its name', holding('file', [one('file', { name: 'map.pdf' })]), 'file', 'map.pdf'],
  [
    'a voice note',
    holding('voice', [one('voice', { durationMs: 12_300 })]),
    'voice',
    'media.voice {"duration":"0:12"}',
  ],
  [
    'a sticker',
    { kind: 'sticker', text: '', entities: [], sticker: { id: 'blob-wave' as StickerId, url: '' } } satisfies Content,
    'sticker',
    'media.sticker {}',
  ],
  [
    'a shared video',
    { kind: 'share', text: '', entities: [], share: { url: 'https://a.example', title: 'Hulls' } } satisfies Content,
    'share',
    'media.shared {"title":"Hulls"}',
  ],
  ['a text', { kind: 'text', text: 'hello', entities: [] } satisfies Content, undefined, ''],
])('MED-20 what a message holds is said: %s', (_, content, kind, label) => {
  expect(toldOf(content, t)).toMatchObject({ kind, label });
});

test('MED-20 beside its sign stands what was written, or else what it holds', () => {
  expect(glance(toldOf(holding('media', [one('photo')], 'The boat'), t))).toBe('The boat');
  expect(glance(toldOf(holding('media', [one('photo')]), t))).toBe('media.photo {"count":1}');
  expect(glance(toldOf(holding('file', [one('file', { name: 'map.pdf' })], 'as promised'), t))).toBe(
    'map.pdf, as promised',
  );
});

test('MED-20 who listens hears both', () => {
  expect(spoken(holding('file', [one('file', { name: 'map.pdf' })]), t)).toBe('map.pdf');
  expect(spoken(holding('file', [one('file', { name: 'map.pdf' })], 'here'), t)).toBe(
    'media.withText {"what":"map.pdf","text":"here"}',
  );
});

test.each([
  [0, '0:00'],
  [400, '0:00'],
  [12_300, '0:12'],
  [59_600, '1:00'],
  [754_000, '12:34'],
])('MED-20 %i ms are %s', (ms, said) => {
  expect(durationLabel(ms)).toBe(said);
});

test.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1_400, '1 kB'],
  [999_600, '1 MB'],
  [1_440_000, '1.4 MB'],
])('MED-20 %i bytes are %s', (bytes, said) => {
  expect(sizeLabel(bytes)).toBe(said);
});
