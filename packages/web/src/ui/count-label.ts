import { numberOf } from '../i18n/index.ts';

/** What a badge says: up to 99, then 99+. */
export function countLabel(count: number): string {
  return count > 99 ? `${numberOf(99)}+` : numberOf(count);
}
