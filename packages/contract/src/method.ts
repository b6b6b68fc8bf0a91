// What a method is. Every method is called the same way: POST /v1/<id> with JSON, or a `call` frame on the socket.
import type { z } from 'zod';
import type { RefusalCode } from './refusals/index.ts';

/** `anyone`: no sign-in needed. `user`: a signed-in, active account. */
export type Auth = 'anyone' | 'user';

export type Method = {
  /** `nouns.verb`, also its path. */
  id: string;
  /** One sentence. */
  purpose: string;
  auth: Auth;
  input: z.ZodType;
  output: z.ZodType;
  /** The refusals particular to this method; those of `commonRefusals` may always come. */
  refusals: readonly RefusalCode[];
  /** True where the answer sets or clears the session cookie, so it is not offered on the socket. */
  httpOnly?: boolean;
};

/** Refusals that any method may answer with. */
export const commonRefusals = [
  'invalid_input',
  'malformed_json',
  'too_large',
  'unsupported_type',
  'unauthenticated',
  'forbidden_origin',
  'too_many_attempts',
  'unavailable',
  'server_error',
] as const satisfies readonly RefusalCode[];

/** Keeps the literal types of a method's schemas. */
export function method<const M extends Method>(definition: M): M {
  return definition;
}
