import { refusalOf } from '@parley/contract';
import i18next from 'i18next';
import { expect, test } from 'vitest';
import es from '../i18n/es.refusals.json' with { type: 'json' };
import { refusalSentence } from './errors.ts';

const wordsOf = (language: string) =>
  i18next.createInstance().init({
    lng: language,
    resources: { es: { refusals: es } },
    interpolation: { escapeValue: false },
  });

test('LANG-3 a refusal is said in the language in use, with what it is about; English is what the server says', async () => {
  const refusal = refusalOf('only_friends', { details: { name: 'Bo' } });
  expect(refusalSentence(refusal, await wordsOf('es'))).toBe(
    'Solo los amigos pueden escribir a Bo. Síganse para poder escribir.',
  );
  expect(refusalSentence(refusal, await wordsOf('en'))).toBe(refusal.sentence);
});

test('LANG-3 a sentence never takes a place or a key from what somebody typed', async () => {
  const refusal = refusalOf('no_messages', { details: { name: '{{field}} $t(too_fast)' } });
  expect(refusalSentence(refusal, await wordsOf('es'))).toBe('{{field}} $t(too_fast) no recibe mensajes.');
  expect(refusalSentence(refusal, await wordsOf('en'))).toBe('{{field}} $t(too_fast) is not taking messages.');
});
