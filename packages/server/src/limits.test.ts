import { expect, test } from 'vitest';
import { parseLimits, withDefaults } from './limits.ts';

test('LIM-1 an operator’s numbers take the place of the defaults, and only theirs', () => {
  const defaults = withDefaults();
  expect(withDefaults(parseLimits('{"messagesPerDay": 7}'))).toEqual({ ...defaults, messagesPerDay: 7 });
});

test.each([
  ['not json', 'must be JSON'],
  ['[1]', 'must be a JSON object'],
  ['{"messagesPerYear": 7}', 'no limit "messagesPerYear"'],
  ['{"messagesPerDay": 0}', 'messagesPerDay must be a whole number'],
  ['{"messagesPerDay": "7"}', 'messagesPerDay must be a whole number'],
  ['{"__proto__": {"messagesPerDay": 7}}', 'no limit "__proto__"'],
])('LIM-1 %s is refused at the start by name', (json, problem) => {
  expect(() => parseLimits(json)).toThrow(problem);
});
