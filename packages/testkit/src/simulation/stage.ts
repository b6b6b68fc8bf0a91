// The database of a run of simulations: one for all seeds, emptied between them, with a witness in it. The witness is a table that
// triggers of ours fill: the database itself writes down what was committed and in which order, and no code of Parley knows of it.
import type { ConversationId, UserId } from '@parley/contract';
import { type DatabaseAddress, openStore, type Store } from '@parley/store';
import pg from 'pg';
import type { Fact } from './history.ts';

export type Stage = {
  readonly address: DatabaseAddress;
  readonly store: Store;
  /** SQL of the checker's own. */
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** What was committed since `afterNo`, in that order. */
  factsAfter(afterNo: number): Promise<Omit<Fact, 'step' | 'atMs'>[]>;
  /** Nobody and nothing is left. */
  empty(): Promise<void>;
  close(): Promise<void>;
};

const WITNESS = `
create table witness (
  no bigserial primary key, what text not null, user_id bigint not null, other_id bigint, conversation_id uuid,
  n bigint not null default 0, text text not null default ''
);

create function witness_message() returns trigger language plpgsql as $$ begin
  insert into witness (what, user_id, conversation_id, n, text, other_id)
    values ('message', new.sender_id, new.conversation_id, new.seq, new.text, new.admitted);
  return null;
end $$;
create trigger witness_message after insert on messages for each row execute function witness_message();

create function witness_amended() returns trigger language plpgsql as $$ begin
  insert into witness (what, user_id, conversation_id, n, text)
    values ('amended', new.sender_id, new.conversation_id, new.seq, new.text);
  return null;
end $$;
create trigger witness_amended after update on messages for each row execute function witness_amended();

create function witness_gone() returns trigger language plpgsql as $$ begin
  insert into witness (what, user_id, conversation_id, n) values ('gone', old.sender_id, old.conversation_id, old.seq);
  return null;
end $$;
create trigger witness_gone after delete on messages for each row execute function witness_gone();

create function witness_relation() returns trigger language plpgsql as $$ begin
  if tg_op = 'INSERT' and new.blocked_at is null then return null; end if;
  if tg_op = 'UPDATE' and (old.blocked_at is null) = (new.blocked_at is null) then return null; end if;
  insert into witness (what, user_id, other_id)
    values (case when new.blocked_at is null then 'unblock' else 'block' end, new.user_id, new.other_id);
  return null;
end $$;
create trigger witness_relation after insert or update on relations for each row execute function witness_relation();

create function witness_receipts() returns trigger language plpgsql as $$ begin
  insert into witness (what, user_id, n) values ('receipts', new.id, new.read_receipts::int);
  return null;
end $$;
create trigger witness_receipts_first after insert on users for each row execute function witness_receipts();
create trigger witness_receipts after update on users for each row
  when (old.read_receipts is distinct from new.read_receipts) execute function witness_receipts();

create function witness_rev() returns trigger language plpgsql as $$ begin
  insert into witness (what, user_id, n) values ('rev', new.id, new.rev);
  return null;
end $$;
create trigger witness_rev after update on users for each row when (old.rev <> new.rev) execute function witness_rev();

create function witness_inbox() returns trigger language plpgsql as $$ declare before inbox; begin
  if tg_op = 'UPDATE' then before := old; end if;
  if before.folder is distinct from new.folder then
    insert into witness (what, user_id, conversation_id, n) values ('folder', new.user_id, new.conversation_id, new.folder);
  end if;
  if coalesce(before.read_seq, 0) <> new.read_seq then
    insert into witness (what, user_id, conversation_id, n) values ('read', new.user_id, new.conversation_id, new.read_seq);
  end if;
  if coalesce(before.peer_receipt_seq, 0) <> new.peer_receipt_seq then
    insert into witness (what, user_id, conversation_id, n) values ('seen', new.user_id, new.conversation_id, new.peer_receipt_seq);
  end if;
  if coalesce(before.peer_delivered_seq, 0) <> new.peer_delivered_seq then
    insert into witness (what, user_id, conversation_id, n)
      values ('delivered', new.user_id, new.conversation_id, new.peer_delivered_seq);
  end if;
  return null;
end $$;
create trigger witness_inbox after insert or update on inbox for each row execute function witness_inbox();
`;

type FactRow = {
  no: string;
  what: Fact['what'];
  user_id: UserId;
  other_id: UserId | null;
  conversation_id: ConversationId | null;
  n: string;
  text: string;
};

/** Takes over a migrated and empty database that nobody else uses. */
export async function openStage(address: DatabaseAddress): Promise<Stage> {
  const client = new pg.Client(address);
  await client.connect();
  const tables = await client.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not like '%migrations%'`,
  );
  const names = tables.rows.map(({ name }) => name);
  // What autovacuum learns of the tables would change plans in the middle of a run, and with them the order of rows.
  for (const name of names) await client.query(`alter table ${name} set (autovacuum_enabled = false)`);
  await client.query(WITNESS);
  const store = openStore(address);
  const query: Stage['query'] = async (text, values) =>
    (await client.query({ text, values: values ?? [] })).rows as never;
  return {
    address,
    store,
    query,
    factsAfter: async (afterNo) => {
      const rows = await client.query<FactRow>({
        name: 'facts',
        text: 'select * from witness where no > $1 order by no',
        values: [afterNo],
      });
      return rows.rows.map(toFact);
    },
    empty: async () => {
      await client.query(`truncate ${[...names, 'witness'].join(', ')} restart identity`);
    },
    close: async () => {
      await client.end();
      await store.close();
    },
  };
}

const toFact = (row: FactRow): Omit<Fact, 'step' | 'atMs'> => ({
  no: Number(row.no),
  what: row.what,
  userId: row.user_id,
  otherId: row.other_id ?? undefined,
  conversationId: row.conversation_id ?? undefined,
  n: Number(row.n),
  text: row.text,
});
