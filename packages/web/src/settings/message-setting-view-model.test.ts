import type { Person } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { effectOf, hasRequestsSwitch, toTryOutRows } from './message-setting-view-model.ts';

const none: Person[] = [];

describe('who could message me with this', () => {
  test('ADM-7 classes are shown nearest first, whatever order they come in', () => {
    const rows = toTryOutRows([
      { class: 'stranger', outcome: 'not_received', examples: none },
      { class: 'contact', outcome: 'inbox', examples: none },
      { class: 'blocked', outcome: 'not_received', examples: none },
      { class: 'friend', outcome: 'inbox', examples: none },
      { class: 'follower', outcome: 'requests', examples: none },
    ]);
    expect(rows.map((row) => row.class)).toEqual(['friend', 'follower', 'contact', 'stranger']);
    expect(rows.map((row) => row.outcome)).toEqual(['inbox', 'requests', 'inbox', 'not_received']);
  });

  test('ADM-3 the switch for requests is shown where it has a say', () => {
    expect((['everyone', 'friends', 'specific_people', 'no_one'] as const).filter(hasRequestsSwitch)).toEqual([
      'friends',
      'specific_people',
    ]);
  });

  test('ADM-7 the sentence tells what the switch changes, and only where it changes something', () => {
    expect(effectOf({ messagesFrom: 'friends', othersMayRequest: true })).toBe('friends_requests');
    expect(effectOf({ messagesFrom: 'friends', othersMayRequest: false })).toBe('friends');
    expect(effectOf({ messagesFrom: 'specific_people', othersMayRequest: true })).toBe('specific_people_requests');
    expect(effectOf({ messagesFrom: 'no_one', othersMayRequest: true })).toBe('no_one');
    expect(effectOf({ messagesFrom: 'everyone', othersMayRequest: true })).toBe('everyone');
  });
});
