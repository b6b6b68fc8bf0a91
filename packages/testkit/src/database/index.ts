// Databases for tests. Each caller gets its own, migrated and empty, so that no test sees what another one did.
import { inject } from 'vitest';
import type * as _provided from './global-setup.ts';
import { cloneTemplate, createEmptyDatabase, type FreshDatabase } from './template.ts';

export { dumpDatabase, lockIsWaitedFor, queryDatabase } from './dump.ts';
export type { FreshDatabase } from './template.ts';

/** A migrated database of one's own on the PostgreSQL that we ship. */
export function freshDatabase(): Promise<FreshDatabase> {
  return cloneTemplate(inject('embeddedTemplate'));
}

/** One of one's own in which no migration has run. */
export function emptyDatabase(): Promise<FreshDatabase> {
  return createEmptyDatabase(inject('embeddedTemplate').server);
}

export interface OutsideDatabase {
  /** The same as `freshDatabase`, on a PostgreSQL that we do not ship. */
  fresh(): Promise<FreshDatabase>;
  /** Why there is none on this machine: skip, and put this in the title. Absent: there is one. */
  skipReason?: string;
}

/** For suites that must hold on every PostgreSQL that an operator may bring. */
export function outsideDatabase(): OutsideDatabase {
  const template = inject('outsideTemplate');
  if (typeof template !== 'string') return { fresh: () => cloneTemplate(template) };
  return { fresh: () => Promise.reject(new Error(template)), skipReason: template };
}
