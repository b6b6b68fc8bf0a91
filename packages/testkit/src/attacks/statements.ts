// What the database was asked meanwhile, taken at the driver: no shipped code knows of it. Whoever runs other statements for one case than
// for another tells the two apart by the time it takes.
import pg from 'pg';

export type StatementRecorder = {
  /** Runs `work` and answers the texts of all that was sent meanwhile, sorted: what runs side by side has no order. */
  during<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }>;
  stop(): void;
};

/**
 * What runs by itself, whatever anybody asks: the poll of revocations, the look whether sessions are in step, the note of who is connected,
 * the sweep of media and the indexing of messages. What begins
 * and ends its transaction looks like that of any other, so those are left out: none comes alone. Nor does it tell anything that a
 * connection is opened.
 */
const isLeftOut = (text: string): boolean =>
  text.includes('from revocations') ||
  text.includes('search_marks') ||
  text.includes('insert into last_active') ||
  text.startsWith('update attachments set gone_at') ||
  text.startsWith('select owner_id, id from attachments where gone_at') ||
  text.includes('join users u on u.id = known.id') ||
  text.startsWith('set ') ||
  text === 'begin' ||
  text === 'commit';

type Asked = { text?: unknown; statements?: readonly { text: string }[] };

/** One statement, or all of those that go as one message (the store's `one-transaction.ts`). */
function textsOf(asked: unknown): string[] {
  if (typeof asked === 'string') return [asked];
  const { text, statements } = (asked ?? {}) as Asked;
  if (statements) return statements.map((statement) => statement.text);
  return typeof text === 'string' ? [text] : [];
}

export function recordStatements(): StatementRecorder {
  const original = pg.Client.prototype.query;
  let sent: string[] | undefined;
  pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]): unknown {
    for (const text of textsOf(args[0])) if (!isLeftOut(text)) sent?.push(text);
    return Reflect.apply(original, this, args) as unknown;
  } as typeof original;
  return {
    during: async (work) => {
      const own: string[] = [];
      sent = own;
      try {
        return { result: await work(), statements: own.sort() };
      } finally {
        sent = undefined;
      }
    },
    stop: () => {
      pg.Client.prototype.query = original;
    },
  };
}
