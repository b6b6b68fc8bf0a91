// How instants are said: relative where one glances, exact where one asks. The words come from the catalogue, the forms from the language.
import type { TFunction } from 'i18next';
import { inLocale } from '../i18n/index.ts';

const dayMs = 24 * 3_600_000;

const forms = inLocale((locale) => ({
  clock: new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }),
  weekday: new Intl.DateTimeFormat(locale, { weekday: 'short' }),
  longWeekday: new Intl.DateTimeFormat(locale, { weekday: 'long' }),
  dayMonth: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }),
  longDayMonth: new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'long' }),
  day: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }),
  month: new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }),
  monthYear: new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  exact: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' }),
}));

type At = string | number;

/** Whole local days between an instant and now; 0 is today. */
export function daysAgo(at: At, nowMs: number): number {
  return Math.round((startOfDay(nowMs) - startOfDay(new Date(at).getTime())) / dayMs);
}

/** The local midnight before an instant. */
export function startOfDay(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}

/** As in 09:41. */
export function clockTime(at: At): string {
  return forms().clock.format(new Date(at));
}

/** To the second, with the date. */
export function exactTime(at: At): string {
  return forms().exact.format(new Date(at));
}

/** As in 3 Nov 2026. */
export function dayOf(at: At): string {
  return forms().day.format(new Date(at));
}

/** As in November 2026, of a month written 2026-11. */
export function monthOf(yearMonth: string): string {
  return forms().monthYear.format(new Date(`${yearMonth}-01T00:00:00Z`));
}

/** The months by name, from January. */
export function monthNames(): string[] {
  return Array.from({ length: 12 }, (_, month) => forms().month.format(Date.UTC(2001, month, 1)));
}

/** As in "in 3 hours": rounded up, so that nobody is told to come back too early. */
export function timeUntil(at: At, nowMs: number): string {
  const minutes = Math.max(1, Math.ceil((new Date(at).getTime() - nowMs) / 60_000));
  if (minutes < 60) return forms().relative.format(minutes, 'minute');
  const hours = Math.ceil(minutes / 60);
  if (hours < 48) return forms().relative.format(hours, 'hour');
  return forms().relative.format(Math.ceil(hours / 24), 'day');
}

/** The short time of a list row: today's clock, yesterday, a weekday, a date. */
export function listTime(at: At, nowMs: number, t: TFunction): string {
  const days = daysAgo(at, nowMs);
  if (days <= 0) return clockTime(at);
  if (days === 1) return t('time.yesterday');
  if (days < 7) return forms().weekday.format(new Date(at));
  return isThisYear(at, nowMs) ? forms().dayMonth.format(new Date(at)) : dayOf(at);
}

/** The words between two days of a conversation. */
export function dayLabel(at: At, nowMs: number, t: TFunction): string {
  const days = daysAgo(at, nowMs);
  if (days <= 0) return t('time.today');
  if (days === 1) return t('time.yesterday');
  if (days < 7) return forms().longWeekday.format(new Date(at));
  return isThisYear(at, nowMs) ? forms().longDayMonth.format(new Date(at)) : dayOf(at);
}

function isThisYear(at: At, nowMs: number): boolean {
  return new Date(at).getFullYear() === new Date(nowMs).getFullYear();
}
