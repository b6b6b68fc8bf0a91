/** What a store holds: plain data by name, as `structuredClone` copies it. */
export type LocalEntries = ReadonlyMap<string, unknown>;

/** One change of a store, done whole or not at all. */
export type LocalBatch = {
  /** True empties the store first. */
  readonly isWhole: boolean;
  readonly put: LocalEntries;
  readonly removed: readonly string[];
};

/** The entry that says what the others are worth. */
export const headName = 'head';

/**
 * Where one person's inbox lives between two starts of a client. It may be lost at any time: what is in it is only ever shown until
 * the server was heard. Several clients (tabs) may use one store at the same time.
 */
export type LocalStore = {
  /** All that is there. */
  load(): Promise<LocalEntries>;
  /** In one transaction: reads the entry named `head` (undefined where there is none), and does what `decide` answers to it. */
  update(decide: (head: unknown) => LocalBatch | undefined): Promise<void>;
  /** Forgets everything. */
  erase(): Promise<void>;
  /** Tells that this may be the last moment to write. Returns how to stop. */
  onLeaving?(run: () => void): () => void;
};
