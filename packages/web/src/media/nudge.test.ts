import { expect, test } from 'vitest';
import { nudgeOf } from './nudge.ts';

// Numbers of cards that their makers give out for tests, and of telephones that are kept for stories.
test.each([
  ['4242 4242 4242 4242 exp 12/28', 'card'],
  ['my card: 5555-5555-5555-4444', 'card'],
  ['378282246310005', 'card'],
  ['٤٢٤٢ ٤٢٤٢ ٤٢٤٢ ٤٢٤٢', 'card'],
  ['call me on +44 7700 900123', 'phone'],
  ['+1 (555) 010-0199', 'phone'],
  ['(212) 555-0142', 'phone'],
  ['212-555-0142 any time', 'phone'],
  ['2125550142', 'phone'],
  ['07700 900123', 'phone'],
  ['06 12 34 56 78', 'phone'],
  ['0049 30 901820', 'phone'],
  ['mi número es 612 34 56 78', 'phone'],
  ['612345678', 'phone'],
  ['رقمي ٠١٠ ١٢٣٤ ٥٦٧٨', 'phone'],
  ['030/901820-11', 'phone'],
  ['I live at 221b Baker Street', 'address'],
  ['send it to 12 Elm St, Springfield', 'address'],
  ['1600 pennsylvania avenue', 'address'],
  ['Calle Mayor 5, 2º B', 'address'],
  ['c/ Gran Vía, 28', 'address'],
  ['Avenida de América n.º 12', 'address'],
  ['Hauptstraße 12 in Bonn', 'address'],
  ['12 rue de la Paix', 'address'],
  ['العنوان: شارع التحرير رقم 12', 'address'],
  ['15 شارع النيل', 'address'],
  ['P.O. Box 1234', 'address'],
])('MED-28 %j is asked about: %s', (text, found) => {
  expect(nudgeOf(text)).toBe(found);
});

test.each([
  'hello',
  '4242 4242 4242 4243',
  'order 1234567812345678',
  '0000 0000 0000 0000',
  'see you 2026-11-20 at 17:05',
  '20.11.2026 17:05',
  '1 000 000 000 views',
  '3,141,592,653 and 3.14159265358979',
  'from 2019-2026',
  '12:30-14:00',
  'https://example.com/4242424242424242/07700900123',
  'v 10.0.19045.5011',
  'ISBN 978-3-16-148410-0',
  '1732123456789',
  'three days on the road',
  '2 hours down the road',
  '5 more people in the street',
  '3 of the court',
  'the 2 of us in the square',
  'calle abajo',
  'مشيت في الشارع',
  'I ate 3 pizzas',
  '192.168.100.200',
  '10-12-14 works',
])('MED-28 %j is sent without a question', (text) => {
  expect(nudgeOf(text)).toBeUndefined();
});

test('MED-28 looking through the longest text takes no time', () => {
  expect(nudgeOf('12 a '.repeat(3_000))).toBeUndefined();
  expect(nudgeOf('1 '.repeat(8_000))).toBeUndefined();
});
