import { expect, test } from 'vitest';
import { mediaRoutes } from '../media/index.ts';
import { commonRefusals } from '../method.ts';
import { methods } from '../methods.ts';
import { refusalCodes, refusalOf, refusalRows, refusal as refusalSchema } from './index.ts';

const placesIn = (sentence: string): string[] => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, place = '']) => place);

/** What `refusalOf` is given for the places of a sentence. */
const fillings: Record<string, string> = {
  problem: 'is empty',
  name: 'Bo',
  limit: '500',
  minutes: '15',
};

test.each(refusalCodes)('ADM-6a the row of %s is complete', (code) => {
  const { status, retry, sentence } = refusalRows[code];
  expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
  expect([status >= 400, status < 600]).toEqual([true, true]);
  expect(['no', 'yes', 'after']).toContain(retry);
  // Trouble on our side passes; what the caller did does not pass by itself, unless it was too much at once.
  expect(retry).toBe(status >= 500 ? 'yes' : status === 429 ? 'after' : 'no');
  expect(sentence).toMatch(/^[A-Z{].*[^ ]\.$/);
  expect(sentence.length).toBeLessThanOrEqual(100);
});

test.each(refusalCodes)('ADM-6a %s makes a refusal without an open place in its sentence', (code) => {
  const places = placesIn(refusalRows[code].sentence);
  expect(places.filter((place) => place !== 'field' && !(place in fillings))).toEqual([]);
  const made = refusalOf(code, { field: 'content.text', details: fillings });
  expect(refusalSchema.parse(made)).toEqual(made);
  expect(made.sentence).not.toMatch(/[{}]|undefined/);
  for (const place of places) expect(made.sentence).toContain(place === 'field' ? 'content.text' : fillings[place]);
});

test('ADM-6a a sentence never takes a place from what the person typed', () => {
  const { sentence } = refusalOf('only_friends', { details: { name: '{name} {field}' } });
  expect(sentence).toBe('Only friends can message {name} {field}. Follow each other to write.');
});

test('ADM-6a every code is somebody’s to answer, and every method names real ones, once', () => {
  /** Answered before a method is known. */
  const ofTheTransport = ['no_such_method'];
  const answered = new Set<string>([
    ...methods.flatMap((one) => [...one.refusals]),
    ...mediaRoutes.flatMap((one) => [...one.refusals]),
    ...commonRefusals,
    ...ofTheTransport,
  ]);
  expect(refusalCodes.filter((code) => !answered.has(code))).toEqual([]);
  for (const { id, refusals } of methods) {
    expect(new Set<string>(refusals).size, id).toBe(refusals.length);
    expect(
      refusals.filter((code) => (commonRefusals as readonly string[]).includes(code)),
      id,
    ).toEqual([]);
  }
});
