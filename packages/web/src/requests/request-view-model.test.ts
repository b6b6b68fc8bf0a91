import type { Conversation } from '@parley/contract';
import i18next, { type TFunction } from 'i18next';
import { beforeAll, describe, expect, test } from 'vitest';
import { ada, asRequest, conversation, friendship, noRelation, people } from '../gallery/fixtures.ts';
import later from '../i18n/en.later.json' with { type: 'json' };
import { requestFolderOf } from './request-folder.ts';
import { factsOf, filterLine, mutualLine, untilLine } from './request-view-model.ts';

let t: TFunction;
beforeAll(async () => {
  t = await i18next.createInstance().init({
    lng: 'en',
    resources: { en: { translation: later } },
    interpolation: { escapeValue: false },
  });
});

describe('friends in common', () => {
  const { verified, oneWord, gone } = people;
  test.each([
    [[], 0, 'No friends in common'],
    [[ada], 1, 'Friends with Ada Moreau'],
    [[ada, verified], 2, 'Friends with Ada Moreau and Kofi Mensah'],
    [[ada, verified, oneWord], 3, 'Friends with Ada Moreau, Kofi Mensah, and Zoë'],
    [[ada, verified, oneWord], 5, 'Friends with Ada Moreau, Kofi Mensah, Zoë, and 2 more you know'],
    [[ada, gone], 2, 'Friends with Ada Moreau and 1 more you know'],
  ])('REQ-1 %# they are named as far as there are names, and counted beyond', (shown, count, line) => {
    expect(mutualLine({ people: shown, count }, t)).toBe(line);
  });
});

test('REQ-1 the facts tell whether I follow them, when they joined, and how many follow them unless that is hidden', () => {
  const card = { joinedIn: '2024-03', followerCount: 1280 };
  expect(factsOf({ ...card, relation: noRelation }, t)).toEqual(['Joined March 2024', '1,280 followers']);
  const known = { ...friendship, followsMe: false };
  expect(factsOf({ joinedIn: '2024-03', relation: known }, t)).toEqual(['You follow them', 'Joined March 2024']);
});

describe('what was filtered or declined', () => {
  const request = (more: object): Conversation['request'] => ({ direction: 'incoming', ...more });

  test('REQ-7 it says which of my words it holds, or that it is a link, and until when it stays', () => {
    const expiresAt = '2026-12-20T12:00:00.000Z';
    const word = request({ filterReason: { kind: 'own_word', word: 'crypto' }, expiresAt });
    const filtered = asRequest(ada, 'filtered', word ? { request: word } : {});
    expect(filterLine(filtered, t)).toBe('Holds a word from your list: “crypto”');
    expect(untilLine(filtered, t)).toMatch(/^Stays until .*2026$/);
    const link = request({ filterReason: { kind: 'link' } });
    expect(filterLine(asRequest(ada, 'filtered', link ? { request: link } : {}), t)).toMatch(/^A link/);
    expect(filterLine(asRequest(ada, 'requests'), t)).toBeUndefined();
  });

  test('REQ-5 it says until when a declined one may be brought back, and when it was for good', () => {
    const undo = request({ undoUntil: '2026-12-20T12:00:00.000Z' });
    expect(untilLine(asRequest(ada, 'declined', undo ? { request: undo } : {}), t)).toMatch(/^You can bring it back/);
    expect(untilLine(asRequest(ada, 'declined'), t)).toBe('This was declined for good.');
  });
});

test('REQ-3 what I wrote myself is no request to me, whatever the other made of it', () => {
  const outgoing = conversation(ada, { request: { direction: 'outgoing', remaining: 2 } });
  expect(requestFolderOf(outgoing)).toBeUndefined();
  expect(filterLine(outgoing, t)).toBeUndefined();
  expect(untilLine(outgoing, t)).toBeUndefined();
  expect(requestFolderOf(asRequest(ada, 'declined'))).toBe('declined');
});
