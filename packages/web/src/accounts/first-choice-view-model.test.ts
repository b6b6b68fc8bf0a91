import { expect, test } from 'vitest';
import { firstChoices, toSettings } from './first-choice-view-model.ts';

const offered = (...messagesFrom: ('everyone' | 'friends' | 'specific_people' | 'no_one')[]) => ({
  choices: { messagesFrom, presence: false },
});

test('ACC-1 adults are asked between friends only, first, and friends with requests', () => {
  const choices = firstChoices('adult', offered('everyone', 'friends', 'specific_people', 'no_one'));
  expect(choices).toEqual(['friends', 'friendsAndRequests']);
  expect(choices.map(toSettings)).toEqual([
    { messagesFrom: 'friends', othersMayRequest: false },
    { messagesFrom: 'friends', othersMayRequest: true },
  ]);
});

test('ACC-3 who is 16 or 17 starts with messages off and is shown only what is offered', () => {
  expect(firstChoices('minor', offered('friends', 'specific_people', 'no_one'))[0]).toBe('no_one');
  expect(firstChoices('minor', offered('friends', 'no_one'))).toEqual(['no_one', 'friends', 'friendsAndRequests']);
  const settings = firstChoices('minor', offered('friends', 'specific_people', 'no_one')).map(toSettings);
  expect(settings.map((one) => one.messagesFrom)).not.toContain('everyone');
});
