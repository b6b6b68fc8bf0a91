import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkHandle, checkHandleForm, foldHandle, isReservedHandle } from './index.ts';

test.each([
  ['al', 'al'],
  ['Alice', 'alice'],
  ['a.b_c.d', 'a.b_c.d'],
  ['_alice_', '_alice_'],
  ['__a', '__a'],
  ['12345', '12345'],
  ['a'.repeat(24), 'a'.repeat(24)],
])('ACC-4 %s is a handle, kept as %s', (value, handle) => {
  expect(checkHandle(value)).toEqual({ ok: true, handle });
});

test.each([
  ['', 'tooShort'],
  ['a', 'tooShort'],
  ['a'.repeat(25), 'tooLong'],
  ['al ice', 'badCharacter'],
  ['@alice', 'badCharacter'],
  ['al-ice', 'badCharacter'],
  ['alicé', 'badCharacter'],
  ['аlice', 'badCharacter'],
  ['al\u202eice', 'badCharacter'],
  ['alice\n', 'badCharacter'],
  ['\u212Aate', 'badCharacter'],
  ['.alice', 'badDot'],
  ['alice.', 'badDot'],
  ['al..ice', 'badDot'],
  ['__', 'noLetterOrDigit'],
  ['_._', 'noLetterOrDigit'],
  ['admin', 'reserved'],
  ['Admin', 'reserved'],
  ['he1p', 'reserved'],
  ['r00t', 'reserved'],
  ['s.u.p.p.o.r.t', 'reserved'],
  ['nu11', 'reserved'],
  ['me', 'reserved'],
  ['parley', 'reserved'],
  ['parley_help', 'reserved'],
  ['the.par1ey', 'reserved'],
])('ACC-4 %s is refused: %s', (value, problem) => {
  expect(checkHandle(value)).toEqual({ ok: false, problem });
});

test('ACC-4 a reserved handle is a well-formed one, for those it is kept for', () => {
  expect(checkHandleForm('parley')).toEqual({ ok: true, handle: 'parley' });
  expect([isReservedHandle('parley'), isReservedHandle('parleyfan'), isReservedHandle('administer')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('ACC-4 handles that differ in case, 0 for o or 1 for l are one', () => {
  expect(new Set(['Bo1ow', 'bolow', 'B0l0w', 'BO1OW'].map(foldHandle))).toEqual(new Set(['bolow']));
  expect(foldHandle('a.b')).not.toBe(foldHandle('a_b'));
});

test('ACC-4 a handle that passes is of its alphabet and length, and passes again', () => {
  const unit = fc.constantFrom(...'aZ09._é -');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 26 }), (value) => {
      const check = checkHandle(value);
      if (!check.ok) return;
      expect(check.handle).toMatch(/^[a-z0-9._]{2,24}$/);
      expect(checkHandle(check.handle)).toEqual(check);
    }),
  );
});
