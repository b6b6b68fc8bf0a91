import { type AgeBand, limits } from '@parley/contract';

/**
 * Full years between a birth date (YYYY-MM-DD) and an instant (ms since 1970), by the UTC calendar.
 * Somebody born on 29 February is a year older on 1 March in years without that day.
 */
export function ageInYears(birthDate: string, nowMs: number): number {
  const [year, month, day] = birthDate.split('-').map(Number) as [number, number, number];
  const now = new Date(nowMs);
  const hadBirthday = now.getUTCMonth() + 1 > month || (now.getUTCMonth() + 1 === month && now.getUTCDate() >= day);
  return now.getUTCFullYear() - year - (hadBirthday ? 0 : 1);
}

/** ACC-2, ACC-3. An unknown birth date counts as under 16. */
export function ageBand(birthDate: string | null, nowMs: number): AgeBand {
  if (birthDate === null) return 'under16';
  const years = ageInYears(birthDate, nowMs);
  if (years < limits.messagesAgeYears) return 'under16';
  return years < limits.adultAgeYears ? 'minor' : 'adult';
}

/** ACC-1, floor. */
export function mayHaveAccount(birthDate: string, nowMs: number): boolean {
  return ageInYears(birthDate, nowMs) >= limits.signUpAgeYears;
}
