import { expect, test } from 'vitest';
import { initialMessagesFrom, settingsChoices } from './choices.ts';

test('ACC-3 Everyone is not offered to somebody of 16 or 17', () => {
  expect(settingsChoices('minor').messagesFrom).toEqual(['friends', 'specific_people', 'no_one']);
});

test('ACC-2 somebody under 16 is offered no message setting at all', () => {
  expect(settingsChoices('under16').messagesFrom).toEqual([]);
});

test('RCPT-2 presence is offered to adults alone', () => {
  expect([
    settingsChoices('under16').presence,
    settingsChoices('minor').presence,
    settingsChoices('adult').presence,
  ]).toEqual([false, false, true]);
});

test('ACC-3 messages start at No one for minors and at Friends for adults', () => {
  expect([initialMessagesFrom('minor'), initialMessagesFrom('adult')]).toEqual(['no_one', 'friends']);
});
