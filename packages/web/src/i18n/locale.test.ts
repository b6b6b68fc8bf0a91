import { afterEach, describe, expect, test, vi } from 'vitest';

/** The forms as they are made on a page of a language, in a browser that asks for some. */
async function on(language: string, wants: string[]) {
  vi.resetModules();
  vi.stubGlobal('document', { documentElement: { lang: language, dir: '', dataset: {} } });
  vi.stubGlobal('navigator', { languages: wants });
  const [locale, time, label] = await Promise.all([
    import('./locale.ts'),
    import('../app/time.ts'),
    import('../ui/count-label.ts'),
  ]);
  return { ...locale, ...time, ...label };
}
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const noon = new Date(2026, 10, 3, 15, 7).getTime();
const plain = (text: string) => text.replace(/\p{Z}/gu, ' ');

describe('dates, numbers and lists', () => {
  test.each([
    { language: 'en', wants: ['en-GB'], clock: '15:07', day: '3 Nov 2026', number: '12,345', list: 'Ada, Bo and Zoë' },
    { language: 'en', wants: ['es'], clock: '3:07 PM', day: 'Nov 3, 2026', number: '12,345', list: 'Ada, Bo, and Zoë' },
    {
      language: 'es',
      wants: ['en', 'es-ES'],
      clock: '15:07',
      day: '3 nov 2026',
      number: '12.345',
      list: 'Ada, Bo y Zoë',
    },
    {
      language: 'es',
      wants: ['es-MX'],
      clock: '3:07 p.m.',
      day: '3 nov 2026',
      number: '12,345',
      list: 'Ada, Bo y Zoë',
    },
  ])('LANG-4 in $language for $wants they are written as there', async ({ language, wants, ...written }) => {
    const forms = await on(language, wants);
    expect(plain(forms.clockTime(noon))).toBe(written.clock);
    expect(plain(forms.dayOf(noon))).toBe(written.day);
    expect(forms.numberOf(12_345)).toBe(written.number);
    expect(forms.listOf(['Ada', 'Bo', 'Zoë'])).toBe(written.list);
  });

  test.each(['ar', 'ar-EG', 'ar-SA'])(
    'LANG-4 for %s figures and calendar are those of our sentences',
    async (wanted) => {
      const forms = await on('ar', [wanted]);
      const all = [
        forms.clockTime(noon),
        forms.exactTime(noon),
        forms.dayOf(noon),
        forms.countLabel(7),
        forms.countLabel(100),
      ];
      expect(all.join()).not.toMatch(/[٠-٩۰-۹]/u);
      expect(forms.dayOf(noon)).toContain('2026');
      expect(forms.timeUntil(noon, noon - 2 * 3_600_000)).toBe('خلال ساعتين');
      expect(forms.monthNames()).toHaveLength(12);
    },
  );
});

test('LANG-5 a name that is written the other way is set apart in a sentence, and no other', async () => {
  const english = await on('en', ['en']);
  expect(english.isolated('Ada')).toBe('Ada');
  expect(english.isolated('ليلى')).toBe('\u2068ليلى\u2069');
  const arabic = await on('ar', ['ar']);
  expect(arabic.isolated('Ada')).toBe('\u2068Ada\u2069');
  expect(arabic.isolated('ليلى')).toBe('ليلى');
  expect(arabic.isolated('99')).toBe('99');
});
