import { describe, expect, test } from 'vitest';
import { birthDateOf, emptySignUpForm, handleProblem, missingFields, toSignUp } from './sign-up-view-model.ts';

const nowMs = Date.parse('2026-11-21T12:00:00Z');
const full = {
  ...emptySignUpForm,
  handle: 'nele',
  displayName: ' Nele ',
  year: '1996',
  month: '2',
  day: '29',
  password: 'long enough',
};

test.each([
  ['', undefined],
  ['a', 'short'],
  ['ab', undefined],
  ['a.b_9', undefined],
  ['nele brandt', 'characters'],
  ['nélé', 'characters'],
  ['x'.repeat(24), undefined],
  ['x'.repeat(25), 'long'],
])('ACC-4 the form of the handle %j is checked while it is typed: %s', (handle, problem) => {
  expect(handleProblem(handle)).toBe(problem);
});

describe('birth date', () => {
  const of = (year: string, month: string, day: string) => birthDateOf({ ...full, year, month, day }, nowMs);
  test('ACC-1 a real day of the past is taken', () => {
    expect(of('1996', '2', '29')).toBe('1996-02-29');
    expect(of('2026', '11', '20')).toBe('2026-11-20');
  });
  test('ACC-1 a day that never was, or is still to come, is not', () => {
    expect(of('1997', '2', '29')).toBeUndefined();
    expect(of('2027', '1', '1')).toBeUndefined();
    expect(of('1899', '1', '1')).toBeUndefined();
    expect(of('96', '2', '29')).toBeUndefined();
  });
});

test('ACC-1 nothing is sent before everything that is needed is there; the e-mail is not', () => {
  expect(toSignUp(emptySignUpForm, nowMs)).toBeUndefined();
  expect(missingFields(emptySignUpForm, nowMs)).toEqual(['handle', 'displayName', 'birthDate', 'password']);
  expect(toSignUp(full, nowMs)).toEqual({
    handle: 'nele',
    displayName: 'Nele',
    birthDate: '1996-02-29',
    password: 'long enough',
  });
  expect(toSignUp({ ...full, email: ' a@b.example ' }, nowMs)).toMatchObject({ email: 'a@b.example' });
});
