import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Note, openNotes, readNotes } from './notes.ts';

test('notes of a process that was killed in the middle of a line, and of the next one, are all there but that line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-notes-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'notes');
  const note = (seq: number): Note => ({ kind: 'acked', device: 'a', conversation: 'c', id: `${seq}`, seq });
  openNotes(path)(note(1));
  appendFileSync(path, '{"kind":"acked","dev');
  openNotes(path)(note(2));
  expect(readNotes(path)).toEqual([note(1), note(2)]);
});
