// The append is right under several batchers at once, on every PostgreSQL there is, and each obvious other shape of it is not:
// the same storm that the shipped statements survive finds what each of those breaks.
import { freshDatabase, outsideDatabase } from '@parley/testkit';
import { expect, test } from 'vitest';
import { APPEND, LOCK } from './append.sql.ts';
import { runAppendStorm, type StormOptions, type StormReport } from './append-storm.fixture.ts';
import type { SendStatements } from './send-store.ts';

const size = { writers: 4, batchesEach: 30, batchSize: 40, people: 24 };
const clean = { errors: 0, wrongAnswers: 0, dropped: 0, gaps: 0, afterBlock: 0, wrongInboxes: 0 };

/** A patch that changes nothing would prove nothing. */
function patch(sql: string, from: string | RegExp, to: string): string {
  const patched = sql.replace(from, to);
  if (patched === sql) throw new Error(`nothing to patch: ${String(from)}`);
  return patched;
}

async function storm(options: Partial<StormOptions> = {}): Promise<StormReport> {
  const database = await freshDatabase();
  try {
    return await runAppendStorm({ ...size, ...options, address: database.address });
  } finally {
    await database.drop();
  }
}

test('MSG-1 MSG-2 ADM-5 racing batches lose, double, reorder and leak nothing', async () => {
  const report = await storm();
  expect(report).toEqual({ ...clean, stored: report.stored });
  expect(report.stored).toBeGreaterThan(size.writers * size.batchesEach * size.batchSize * 0.5);
});

const outside = outsideDatabase();
test.skipIf(outside.skipReason)(
  `MSG-1 MSG-2 ADM-5 the same holds on an outside PostgreSQL ${outside.skipReason ?? ''}`,
  async () => {
    const database = await outside.fresh();
    const report = await runAppendStorm({ ...size, address: database.address });
    await database.drop();
    expect(report).toEqual({ ...clean, stored: report.stored });
  },
);

const unlocked = 'select id, rev from users where id = any($1::bigint[]) and $2::bigint[] is not null';
const withoutStoredCheck = /where not exists \(\s*select 1 from stored o[\s\S]*?\)\n\),/;

const broken: { name: string; finds: 'errors' | 'gaps' | 'afterBlock' | 'dropped'; statements: SendStatements }[] = [
  {
    name: 'locking with update .. from unnest deadlocks, in whatever order the ids are given',
    finds: 'errors',
    statements: {
      lock: `update users set rev = users.rev + 1 from (select unnest($1::bigint[]) as id order by 1) v
        where users.id = v.id and $2::bigint[] is not null returning users.id, users.rev`,
      append: APPEND,
      // With ours the planner has only plans left that go by the key.
      settings: '',
    },
  },
  {
    name: 'one double inside a batch kills the batch',
    finds: 'errors',
    statements: {
      lock: LOCK,
      append: patch(APPEND, 'select distinct on (conversation_id, sender_id, client_message_id) *', 'select *'),
    },
  },
  {
    name: 'on conflict do nothing leaves gaps in seq',
    finds: 'gaps',
    statements: {
      lock: LOCK,
      append: patch(
        patch(APPEND, withoutStoredCheck, '),'),
        /(text, extras, admitted from placed)\n\)/,
        '$1 on conflict do nothing\n)',
      ),
    },
  },
  {
    name: 'looking for the original in the statement that locks does not see a racing one',
    finds: 'errors',
    statements: {
      lock: unlocked,
      append: patch(
        // It would raise the rows a second time, which is another mistake.
        patch(APPEND, 'where s.unused > 0 or s.change > 0', 'where false'),
        'locked as materialized (select id, rev, ver, attempt_count from users where id = any($9::bigint[]))',
        `locked as materialized (
          insert into users as u (id) select unnest($9::bigint[]) order by 1
          on conflict (id) do update set rev = u.rev + 1 returning u.id, u.rev, u.ver, u.attempt_count
        )`,
      ),
    },
  },
  {
    name: 'a version read beside the append lets messages pass after the block was acknowledged',
    finds: 'afterBlock',
    statements: { lock: unlocked, append: APPEND },
  },
  {
    name: 'not looking again at the version of whose door it is lets messages pass after it was shut',
    finds: 'afterBlock',
    statements: { lock: LOCK, append: patch(APPEND, ' and recipient.ver = s.recipient_ver', '') },
  },
  {
    name: 'not looking again at the version of whoever writes lets their messages pass after they turned them off',
    finds: 'afterBlock',
    statements: { lock: LOCK, append: patch(APPEND, ' and sender.ver = s.sender_ver', '') },
  },
  {
    name: 'creating the conversation and then updating it in one statement appends nothing',
    finds: 'dropped',
    statements: {
      lock: LOCK,
      append: patch(
        APPEND,
        /numbered as materialized \([\s\S]*?returning c\.id, c\.last_seq, c\.last_at\n\)/,
        `made as (
          insert into conversations (id, last_at) select conversation_id, $10::timestamptz from grouped order by 1 on conflict do nothing
        ),
        numbered as materialized (
          update conversations c set last_seq = c.last_seq + g.count from grouped g where c.id = g.conversation_id
          returning c.id, c.last_seq, c.last_at
        )`,
      ),
    },
  },
];

test.each(broken)(
  'the storm finds that $name',
  async ({ finds, statements }) => {
    // A race is found sooner or later: the storm goes on until it is. Gaps alone are counted at the end, and come at once.
    const duration = finds === 'gaps' ? { batchesEach: 8 } : { batchesEach: 3_000, stopAt: finds };
    // Few people, so that every batch has the pair whose block flips: this race has the narrowest window.
    const people = finds === 'afterBlock' ? 6 : size.people;
    const report = await storm({ statements, people, ...duration });
    expect(report[finds], JSON.stringify(report)).toBeGreaterThan(0);
  },
  120_000,
);
