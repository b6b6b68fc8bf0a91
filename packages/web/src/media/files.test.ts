import { expect, test } from 'vitest';
import { cautionOf, fileTypeOf } from './files.ts';
import { cellsOf, frameOf } from './frame.ts';
import { cleanName, kindOf } from './pick.ts';
import { barsOf, toWaveform } from './waveform.ts';

test.each([
  ['map.pdf', 'text', 'plain'],
  ['Numbers.XLSX', 'sheet', 'plain'],
  ['all.tar.gz', 'archive', 'strong'],
  ['photo.jpg.exe', 'program', 'strong'],
  ['macros.docm', 'program', 'strong'],
  ['page.html ', 'program', 'strong'],
  ['no ending', 'other', 'plain'],
  ['zip', 'other', 'plain'],
])('MED-27 %j is %s, and its caution %s', (name, type, caution) => {
  expect([fileTypeOf(name), cautionOf(name)]).toEqual([type, caution]);
});

test.each([
  ['image/png', 'a.png', 'media', 'photo'],
  ['', 'a.HEIC', 'media', 'photo'],
  ['image/heic', 'a.heic', 'file', 'file'],
  ['video/mp4', 'a.mp4', 'media', 'video'],
  ['video/x-matroska', 'a.mkv', 'media', 'file'],
  ['application/pdf', 'a.pdf', 'media', 'file'],
] as const)('MED-22 %s (%s) chosen as %s goes as a %s', (type, name, as, kind) => {
  expect(kindOf({ type, name }, as)).toBe(kind);
});

test('MED-22 a name is sent without what it may not hold, and keeps its ending', () => {
  expect(cleanName('a/b\\c.txt')).toBe('a-b-c.txt');
  expect(cleanName('txt.\u202eexe\u0007.png')).toBe('txt.exe.png');
  expect(cleanName('خريطة.pdf')).toBe('خريطة.pdf');
  expect(cleanName(`${'x'.repeat(300)}.pdf`)).toBe(`${'x'.repeat(146)}.pdf`);
  expect(cleanName('\u0000')).toBe('file');
});

test.each([
  ['a wide photo', { width: 4000, height: 3000 }, { width: 320, height: 240 }],
  ['a tall one', { width: 3000, height: 4000 }, { width: 300, height: 400 }],
  ['a strip', { width: 4000, height: 200 }, { width: 320, height: 120 }],
  ['a small one', { width: 40, height: 40 }, { width: 120, height: 120 }],
  ['one of unknown size', {}, { width: 320, height: 240 }],
])('MED-21 the room of %s is known before it comes', (_, size, frame) => {
  expect(frameOf(size, false)).toEqual(frame);
});

test.each([2, 3, 4, 5, 6, 7, 8, 9])('MED-21 %i pictures fill whole rows', (count) => {
  const cells = cellsOf(count);
  expect(cells.length).toBe(count);
  expect(cells.reduce((sum, { columns }) => sum + columns, 0) % 6).toBe(0);
});

test('MED-24 what was loud is high, however long it was and however softly one spoke', () => {
  expect(toWaveform([])).toBe('0');
  expect(toWaveform([0.1, 0.2, 0.05])).toBe('8f4');
  const long = toWaveform(Array.from({ length: 600 }, (_, index) => (index < 300 ? 0 : 0.9)));
  expect(long).toBe('0'.repeat(20) + 'f'.repeat(20));
  expect(barsOf(long).slice(18, 22)).toEqual([0, 0, 1, 1]);
  expect(new Set(barsOf(undefined))).toEqual(new Set([0]));
  expect(barsOf('0f').length).toBe(barsOf(undefined).length);
});
