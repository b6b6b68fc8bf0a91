// Input as it came in, judged against the contract's schema; the answer names the field at fault.
import type { Method } from '@parley/contract';
import type { z } from 'zod';
import { type Refused, refuseField } from '../outcome.ts';

type Issue = z.core.$ZodIssue;
export type Checked = { params: unknown } | { refused: Refused };

/** Checks input against a method's schema. Text that no database or screen can hold is refused in every field alike. */
export function checkInput(method: Pick<Method, 'input'>, input: unknown): Checked {
  const bad = findBadText(input, '');
  if (bad) return { refused: refuseField(nameOf(bad.field), bad.problem) };
  const parsed = method.input.safeParse(input);
  if (parsed.success) return { params: parsed.data };
  const { path, message } = firstIssue(parsed.error.issues);
  return { refused: refuseField(nameOf(path.join('.')), message) };
}

/** A field's name may be the caller's own and as long as a request; it is not thrown back whole. */
const nameOf = (field: string): string => field.slice(0, fieldNameLengthMax).toWellFormed() || 'input';
const fieldNameLengthMax = 100;

/** In a union, the branch that got furthest is the one that was meant. */
function firstIssue(issues: readonly Issue[]): { path: PropertyKey[]; message: string } {
  const [issue] = issues;
  if (!issue) return { path: [], message: 'is not right' };
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const meant = [...issue.errors].sort((a, b) => rank(a) - rank(b))[0] ?? [];
    const inner = firstIssue(meant);
    return { path: [...issue.path, ...inner.path], message: inner.message };
  }
  if (issue.code === 'unrecognized_keys')
    return { path: [...issue.path, issue.keys[0] ?? ''], message: 'is not a field here' };
  return { path: [...issue.path], message: lowerFirst(issue.message) };
}

/** Fewer complaints first, and among those the ones that are not about unknown or missing fields. */
const rank = (issues: readonly Issue[]): number =>
  issues.length * 10 + (issues.some((issue) => issue.code === 'unrecognized_keys') ? 5 : 0);

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

type BadText = { field: string; problem: string };
const depthMax = 20;

/** Lone surrogates and NUL have no place in UTF-8 text or in the database; deep nesting has none in this API. */
function findBadText(value: unknown, field: string, depth = 0): BadText | undefined {
  if (typeof value === 'string') return badTextOf(value, field);
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > depthMax) return { field, problem: 'is nested too deeply' };
  for (const [key, inner] of Object.entries(value)) {
    const path = field === '' ? key : `${field}.${key}`;
    const bad = badTextOf(key, field) ?? findBadText(inner, path, depth + 1);
    if (bad) return bad;
  }
  return undefined;
}

function badTextOf(text: string, field: string): BadText | undefined {
  if (text.includes('\u0000')) return { field, problem: 'holds a NUL character' };
  if (!text.isWellFormed()) return { field, problem: 'is not valid Unicode text' };
  return undefined;
}
