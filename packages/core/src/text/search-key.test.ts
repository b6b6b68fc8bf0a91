import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchKey } from './search-key.ts';

test.each([
  ['Søren Kierkegård', 'soren kierkegard'],
  ['İPEK Işık', 'ipek isik'],
  ['ŁUKASZ Straße', 'lukasz strasse'],
  ['Nguyễn Thị', 'nguyen thi'],
  ['Ἀριστοτέλης ΟΔΟΣ', 'αριστοτελησ οδοσ'],
  ['Сергей Ёлкин', 'сергеи елкин'],
  ['مُحَمَّد أحمد', 'محمد احمد'],
  ['مـــرحبا علی مکتبة ٱلله ٢٠', 'مرحبا علي مكتبه الله 20'],
  ['على ۴', 'علي 4'],
  ['שָׁלוֹם', 'שלום'],
  ['Ｆｕｌｌ ﬁ', 'full fi'],
  ['नमस्ते', 'नमस्ते'],
  ['น้ำ', 'น้ํา'],
  ['かがカガ', 'かがカガ'],
  ['김민수', '김민수'],
  [' two \u200b  spaces\u3000', 'two spaces'],
])('INB-3 %s is searched as %s', (name, key) => {
  expect(searchKey(name)).toBe(key);
});

test('INB-3 the key of a key is itself, and case and composition make no other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 8 }), (name) => {
      const key = searchKey(name);
      expect(searchKey(key)).toBe(key);
      expect(searchKey(name.normalize('NFD'))).toBe(key);
    }),
  );
});
