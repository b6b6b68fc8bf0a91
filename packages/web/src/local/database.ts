// This browser's database of ours. Everything in it is somebody's: each key begins with their id.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

type Key = [userId: string, name: string];

export type KeptMessage = {
  /** The tab whose message it is. */
  readonly owner: string;
  /** Where it stands among the others. */
  readonly place: number;
  readonly message: unknown;
};

interface Schema extends DBSchema {
  inbox: { key: Key; value: unknown };
  outbox: { key: Key; value: KeptMessage };
}

export type Database = IDBPDatabase<Schema>;

export function openDatabase(): Promise<Database> {
  return openDB<Schema>('parley', 1, {
    upgrade: (database) => {
      database.createObjectStore('inbox');
      database.createObjectStore('outbox');
    },
    // A later version wants to change it: this page is the old one, and goes on without.
    blocking: (_now, _next, event) => (event.target as IDBDatabase).close(),
  });
}

/** All keys of one person: a list sorts behind every string. */
export function keysOf(userId: string): IDBKeyRange {
  return IDBKeyRange.bound([userId], [userId, []]);
}
