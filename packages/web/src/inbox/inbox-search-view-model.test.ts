import { expect, test } from 'vitest';
import { conversation, people } from '../gallery/fixtures.ts';
import { matchConversations } from './inbox-search-view-model.ts';

const all = Object.values(people).map((person) => conversation(person));
const found = (query: string) => matchConversations(all, query).map(({ peer }) => peer.displayName);

test('INB-3 a conversation is found by any part of the name or handle, whatever the case and the accents', () => {
  expect(found('MOR')).toEqual(['Ada Moreau']);
  expect(found('zoe')).toEqual(['Zoë']);
  expect(found('mensah kofi')).toEqual(['Kofi Mensah']);
  expect(found('@ada.mo')).toEqual(['Ada Moreau']);
  expect(found('ليلى')).toEqual(['ليلى عبد الرحمن']);
  expect(found('xyz')).toEqual([]);
});

test('BLK-1 who is not available is not found', () => {
  expect(found('')).not.toContain('');
});
