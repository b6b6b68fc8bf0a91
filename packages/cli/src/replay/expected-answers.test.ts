import { expect, test } from 'vitest';
import { expectedAnswers } from './expected-answers.ts';
import { noFacts } from './facts.ts';

const people = [
  ['open', 'everyone'],
  ['ada', 'friends'],
  ['bo', 'friends'],
  ['shut', 'no_one'],
] as const;

/** What each of these sends, one after another, should be answered. */
function answersTo(
  sends: readonly (readonly [from: string, to: string, text?: string])[],
  follows: readonly string[] = [],
) {
  const facts = noFacts();
  for (const [id, messagesFrom] of people) facts.people.set(id, messagesFrom);
  for (const follow of follows) facts.follows.add(follow);
  for (const [index, [senderId, recipientId, text = 'hi']] of sends.entries()) {
    facts.attempts.push({ id: `${index}`, senderId, recipientId, text });
  }
  return [...expectedAnswers(facts).values()];
}

test('ADM-3 on Friends, both have to follow', () => {
  expect(answersTo([['ada', 'bo']], ['ada bo'])).toEqual(['only_friends']);
  expect(answersTo([['ada', 'bo']], ['ada bo', 'bo ada'])).toEqual(['acked']);
});

test('ADM-4 whoever wrote may be answered, but not by having tried', () => {
  expect(
    answersTo([
      ['open', 'ada'],
      ['ada', 'open'],
      ['open', 'ada'],
    ]),
  ).toEqual(['only_friends', 'acked', 'acked']);
  expect(
    answersTo([
      ['ada', 'bo'],
      ['bo', 'ada'],
    ]),
  ).toEqual(['only_friends', 'only_friends']);
});

test('ADM-3 No one stops messages both ways, and the own setting is told first', () => {
  expect(
    answersTo([
      ['open', 'shut'],
      ['shut', 'open'],
      ['shut', 'shut'],
    ]),
  ).toEqual(['no_messages', 'messages_off', 'recipient_is_self']);
});

test('MSG-4 what cannot be stored is refused, whoever it is for', () => {
  expect(
    answersTo([
      ['shut', 'open', 'a\u0003b'],
      ['ada', 'open', ' \n '],
      ['ada', 'open', 'a\n\tb'],
    ]),
  ).toEqual(['invalid_input', 'invalid_input', 'acked']);
});
