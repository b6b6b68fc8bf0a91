import { inLocale } from '../i18n/index.ts';

const sizes = inLocale((locale) => {
  const form = (unit: string, maximumFractionDigits: number) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits });
  return { byte: form('byte', 0), kilobyte: form('kilobyte', 0), megabyte: form('megabyte', 1) };
});

/** As in 1.4 MB. */
export function sizeLabel(bytes: number): string {
  const { byte, kilobyte, megabyte } = sizes();
  if (bytes < 1_000) return byte.format(bytes);
  return bytes < 999_500 ? kilobyte.format(bytes / 1_000) : megabyte.format(bytes / 1_000_000);
}
