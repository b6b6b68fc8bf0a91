// The part of the driver that turns values into parameters; it has no types of its own.
declare module 'pg/lib/utils.js' {
  /** As a query's values are sent: arrays as array literals, instants as text, null as null. */
  export function prepareValue(value: unknown): Buffer | string | null;
}
