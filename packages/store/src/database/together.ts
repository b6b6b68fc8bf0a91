// What many people ask at one moment, asked of the database in sets. A statement of one person's reading costs less to run than to send, begin,
// end and answer, so where a thousand come back at once the same statement is run for all of them in one, each beside its own parameters.
import type { Run, Statement } from './run.ts';

/** The statements that are asked so, with the types of their parameters. Each is a query that answers no column of the name `asked_place`. */
const parameterTypes: Readonly<Record<string, readonly string[]>> = {
  inbox_standing: ['bigint', 'timestamptz', 'timestamptz', 'bigint'],
  inbox_changed: ['bigint', 'bigint', 'bigint'],
  inbox_inbox: ['bigint', 'bigint'],
  inbox_pinned: ['bigint'],
  admission_users: ['bigint[]'],
  admission_relations: ['bigint[]', 'bigint[]'],
  admission_attempts: ['bigint[]', 'timestamptz'],
  people: ['bigint', 'bigint[]'],
  people_mine: ['bigint', 'bigint[]'],
  hidden: ['bigint', 'uuid[]'],
  drafts_get: ['bigint', 'uuid[]'],
  last_messages: ['uuid[]', 'bigint[]', 'uuid[]', 'bigint[]', 'bigint[]', 'bigint'],
  unread: ['uuid[]', 'bigint[]', 'bigint', 'uuid[]', 'bigint[]', 'bigint', 'bigint[]'],
};

/** Of one statement for all: more would keep whoever comes next waiting. */
const atOnceMax = 64;

type Asked = { statement: Statement; resolve(rows: never[]): void; reject(error: unknown): void };

/** Runs what is asked within one tick, and has the same name, as one statement; whatever is asked alone runs as it is. */
export function together(run: Run): Run {
  let asked = new Map<string, Asked[]>();
  const runAll = (): void => {
    const now = asked;
    asked = new Map();
    for (const [name, all] of now) {
      for (let from = 0; from < all.length; from += atOnceMax) runSet(run, name, all.slice(from, from + atOnceMax));
    }
  };
  return (statement) => {
    const { name } = statement;
    if (name === undefined || !Object.hasOwn(parameterTypes, name)) return run(statement);
    return new Promise((resolve, reject) => {
      if (asked.size === 0) setImmediate(runAll);
      const same = asked.get(name) ?? [];
      asked.set(name, same);
      same.push({ statement, resolve, reject });
    });
  };
}

function runSet(run: Run, name: string, all: readonly Asked[]): void {
  const [first] = all;
  if (!first) return;
  const answer = (rows: readonly (readonly never[])[]): void => {
    for (const [at, { resolve }] of all.entries()) resolve([...(rows[at] ?? [])]);
  };
  const answered = all.length === 1 ? run<never>(first.statement).then((rows) => [rows]) : runForAll(run, name, all);
  answered.then(answer, (error: unknown) => {
    for (const { reject } of all) reject(error);
  });
}

async function runForAll(run: Run, name: string, all: readonly Asked[]): Promise<never[][]> {
  const types = parameterTypes[name] ?? [];
  const [first] = all;
  const rows = await run<{ asked_place: number }>({
    name: `${name}_together`,
    text: textForAll(first?.statement.text ?? '', types),
    values: types.map((_, at) => all.map(({ statement }) => literal(statement.values?.[at]))),
  });
  const answers: never[][] = all.map(() => []);
  for (const row of rows) answers[row.asked_place - 1]?.push(row as never);
  return answers;
}

/** `offset 0` keeps the statement whole within the other one, so that it is planned, and its rows are ordered, as when it is run alone. */
function textForAll(text: string, types: readonly string[]): string {
  const columns = types.map((_, at) => `v${at + 1}`).join(', ');
  const typed = types.map((type, at) => `v${at + 1}::${type} as v${at + 1}`).join(', ');
  const parameters = types.map((_, at) => `$${at + 1}::text[]`).join(', ');
  const inner = text.replace(/\$(\d+)/g, (_, at: string) => `asked_for.v${at}`);
  return `select asked_for.place::int as asked_place, answered.*
    from (select place, ${typed} from unnest(${parameters}) with ordinality as a(${columns}, place) offset 0) asked_for
    cross join lateral (${inner} offset 0) answered`;
}

type Scalar = string | number | bigint | boolean;
const toText = (value: Scalar): string => String(value);

/** As PostgreSQL reads it from text. All that is asked so are ids, numbers and times, whose text needs no quotes in an array. */
function literal(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return Array.isArray(value) ? `{${(value as Scalar[]).map(toText).join(',')}}` : toText(value as Scalar);
}
