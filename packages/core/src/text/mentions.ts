// Finds mentions: @ (or its full-width form) and a handle, standing on its own: not part of an e-mail address, not glued
// to a word before or after it.
import type { Entity } from '@parley/contract';
import { checkHandleForm } from '../handles/index.ts';
import { characterAt, characterBefore, isSpacedWord } from './character-classes.ts';

export type MentionEntity = Extract<Entity, { kind: 'mention' }>;

const candidate = /[@＠]([A-Za-z0-9._]+)/g;

/** All mentions, in order; also those inside of links, which the caller drops. */
export function* findMentions(text: string): Generator<MentionEntity> {
  for (const { index: start, 1: run = '' } of text.matchAll(candidate)) {
    const written = upToDots(run);
    const end = start + 1 + written.length;
    if (!mayFollow(characterBefore(text, start)) || !mayEnd(text, end)) continue;
    const check = checkHandleForm(written);
    if (check.ok) yield { kind: 'mention', start, end, handle: check.handle };
  }
}

function mayFollow(before: string): boolean {
  return !/[_!#$%&*@＠]/.test(before) && !isSpacedWord(before);
}

function mayEnd(text: string, end: number): boolean {
  const next = characterAt(text, end);
  return !/[@＠]/.test(next) && !isSpacedWord(next) && !text.startsWith('://', end);
}

/** A handle has single dots inside: one at its end closes the sentence, and two in a row are an ellipsis. */
function upToDots(run: string): string {
  const doubleDot = run.indexOf('..');
  const head = doubleDot === -1 ? run : run.slice(0, doubleDot);
  return head.endsWith('.') ? head.slice(0, -1) : head;
}
