import type { Explanation, Person, UserId } from '@parley/contract';
import { describe, expect, test } from 'vitest';
import { outcomeOfKind, reasonOf, toAnswer } from './doors-view-model.ts';

const person: Person = {
  id: '1007' as UserId,
  handle: 'ada',
  displayName: 'Ada',
  isAvailable: true,
  isVerified: false,
  isStaff: false,
};
const told = (more: Partial<Explanation>): Explanation => ({
  person,
  class: 'stranger',
  outcome: 'not_received',
  because: 'setting',
  ...more,
});
const setTo = (messagesFrom: 'everyone' | 'friends' | 'specific_people' | 'no_one') => ({ messagesFrom });

describe('why somebody cannot reach me', () => {
  test('ADM-7 what I did comes before what I set, each with its own way out', () => {
    expect(toAnswer(told({ because: 'me_under_age' }), setTo('no_one'))).toEqual({
      because: 'me_under_age',
      action: 'help',
    });
    expect(toAnswer(told({ because: 'me_blocked', class: 'blocked' }), setTo('no_one'))).toEqual({
      because: 'me_blocked',
      action: 'unblock',
    });
  });

  test('ADM-7 with messages off it is the setting that would change it, not the list', () => {
    expect(toAnswer(told({ class: 'contact' }), setTo('no_one'))).toEqual({ because: 'no_one', action: 'setting' });
  });

  test('ADM-7 otherwise one can put them on the list', () => {
    expect(toAnswer(told({}), setTo('friends'))).toEqual({ because: 'friends', action: 'add' });
    expect(toAnswer(told({ class: 'friend' }), setTo('specific_people'))).toEqual({
      because: 'specific_people',
      action: 'add',
    });
    expect(toAnswer(told({ outcome: 'requests' }), setTo('friends'))).toEqual({ because: 'requests', action: 'add' });
  });

  test('ADM-7 who can reach me is told by what lets them in', () => {
    const because = (from: Explanation['class']) =>
      toAnswer(told({ class: from, outcome: 'inbox' }), setTo('everyone')).because;
    expect(['contact', 'consented', 'friend', 'followed', 'stranger'].map((one) => because(one as 'contact'))).toEqual([
      'contact',
      'consented',
      'friend',
      'followed',
      'inbox',
    ]);
  });
});

describe('open doors', () => {
  test('ADM-4 ADM-7 a consent says how it was given, the others are their own reason', () => {
    expect(reasonOf({ kind: 'consent', reason: 'accepted' })).toBe('accepted');
    expect(reasonOf({ kind: 'consent', reason: 'wrote' })).toBe('wrote');
    expect(reasonOf({ kind: 'friend' })).toBeUndefined();
    expect(reasonOf({ kind: 'contact' })).toBeUndefined();
  });

  test('ADM-3 a door that the setting shuts for now is told by what the setting makes of its class', () => {
    const tried = {
      classes: [
        { class: 'friend' as const, outcome: 'requests' as const, examples: [] },
        { class: 'consented' as const, outcome: 'inbox' as const, examples: [] },
      ],
    };
    expect(outcomeOfKind(tried, 'friend')).toBe('requests');
    expect(outcomeOfKind(tried, 'consent')).toBe('inbox');
    expect(outcomeOfKind(undefined, 'friend')).toBeUndefined();
  });
});
