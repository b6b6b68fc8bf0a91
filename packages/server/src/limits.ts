// The numbers that an operator may set; everything else in the contract's limits is a form or a floor.
import { limits } from '@parley/contract';

const settable = [
  'messagesPerDay',
  'newPeoplePerDay',
  'messagesPerPace',
  'lookupsPerHour',
  'requestMessages',
  'excessAttemptsPerDay',
  'uploadBytesPerDay',
  'socketsPerPerson',
] as const;

export type LimitName = (typeof settable)[number];
export type Limits = Record<LimitName, number>;

/** The defaults with what the operator set in their place. */
export const withDefaults = (set: Partial<Limits> = {}): Limits => ({
  ...(Object.fromEntries(settable.map((name) => [name, limits[name]])) as Limits),
  ...set,
});

/** Reads limits from an operator's JSON, as in `{"messagesPerDay": 1000}`. Throws a sentence that names what is not right. */
export function parseLimits(json: string): Partial<Limits> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch (error) {
    throw new Error('PARLEY_LIMITS must be JSON, as in {"messagesPerDay": 1000}', { cause: error });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new Error('PARLEY_LIMITS must be a JSON object');
  }
  for (const [name, value] of Object.entries(parsed)) {
    if (!settable.some((one) => one === name)) {
      throw new Error(`PARLEY_LIMITS: there is no limit "${name}"; there are ${settable.join(', ')}`);
    }
    if (!Number.isSafeInteger(value) || Number(value) < 1) {
      throw new Error(`PARLEY_LIMITS: ${name} must be a whole number of at least 1`);
    }
  }
  return parsed;
}
