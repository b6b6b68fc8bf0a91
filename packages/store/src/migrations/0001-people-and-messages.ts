// Each domain table names the key it would be distributed by, has it first in its primary key, and refers to no table of another key.

export const peopleAndMessages = `
-- Key: id. The hot row: every message raises rev of its two people here, so it holds what the admission decision needs and nothing else.
-- rev counts the changes of the user's inbox; ver rises with every fact that a decision may rest on.
-- Every column has a default because the send path locks these rows by an upsert; a row made so by mistake is nobody's (state 2).
create table users (
  id bigint primary key,
  rev bigint not null default 0,
  ver integer not null default 0,
  state smallint not null default 2,
  messages_from smallint not null default 2,
  read_receipts boolean not null default true,
  presence boolean not null default false,
  born_on date
) with (fillfactor = 50);

-- Key: user_id. What others see of a person.
create table profiles (
  user_id bigint primary key,
  handle text not null,
  display_name text not null,
  bio text not null default '',
  search_key text not null,
  is_private boolean not null default false,
  is_verified boolean not null default false,
  is_staff boolean not null default false,
  is_demo boolean not null default false,
  has_chosen_messages_from boolean not null default false,
  email text,
  created_at timestamptz not null,
  erase_at timestamptz
);
create index profiles_by_handle on profiles (handle text_pattern_ops);
create index profiles_by_search_key on profiles using gin (search_key gin_trgm_ops);
create index profiles_to_erase on profiles (erase_at) where erase_at is not null;

-- Local. A handle is never given twice: rows stay when their account goes.
create table handles (
  folded text primary key,
  user_id bigint not null
);

-- Local.
create table credentials (
  user_id bigint primary key,
  password_hash text not null,
  recovery_code_hashes text[] not null default '{}'
);

-- Local. Only the hash of a session's token is kept.
create table sessions (
  token_hash bytea primary key,
  id text not null unique,
  user_id bigint not null,
  device text not null default '',
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_by_user on sessions (user_id);

-- Local. Each node polls the newest of these, so that ending a session never depends on the bus.
create table revocations (
  session_id text primary key,
  user_id bigint not null,
  revoked_at timestamptz not null
);
create index revocations_by_time on revocations (revoked_at);

-- Local. Attempts at guessing, per account and per address.
create table attempts (
  key text primary key,
  window_started_at timestamptz not null,
  count integer not null
);

-- Key: user_id. How one person stands to another: following 0 no, 1 requested, 2 yes.
create table relations (
  user_id bigint not null,
  other_id bigint not null,
  following smallint not null default 0,
  followed_at timestamptz,
  blocked_at timestamptz,
  primary key (user_id, other_id)
);
create index relations_following on relations (user_id, followed_at desc, other_id) where following = 2;
create index relations_followers on relations (other_id, followed_at desc, user_id) where following = 2;
create index relations_requests on relations (other_id, followed_at desc, user_id) where following = 1;
create index relations_blocked on relations (user_id, blocked_at desc, other_id) where blocked_at is not null;

-- Key: id. low_wrote and high_wrote: whether the smaller and the larger id of the two has written (consent, ADM-4).
create table conversations (
  id uuid primary key,
  last_seq bigint not null default 0,
  last_at timestamptz not null,
  ver integer not null default 0,
  low_wrote boolean not null default false,
  high_wrote boolean not null default false
) with (fillfactor = 70);

-- Key: conversation_id. The log.
create table messages (
  conversation_id uuid not null,
  seq bigint not null,
  sender_id bigint not null,
  sent_at timestamptz not null,
  client_message_id text collate "C" not null,
  text text not null,
  entities jsonb,
  primary key (conversation_id, seq)
);
create unique index messages_by_client_message_id on messages (conversation_id, sender_id, client_message_id);

-- Key: user_id. One row for each conversation in each person's inbox: all that this person's view consists of, but the messages.
create table inbox (
  user_id bigint not null,
  conversation_id uuid not null,
  rev bigint not null,
  message_rev bigint not null,
  last_seq bigint not null,
  last_incoming_seq bigint not null default 0,
  read_seq bigint not null default 0,
  peer_delivered_seq bigint not null default 0,
  peer_receipt_seq bigint not null default 0,
  cleared_seq bigint not null default 0,
  is_listed boolean not null default true,
  primary key (user_id, conversation_id)
) with (fillfactor = 70);
create index inbox_by_rev on inbox (user_id, rev);
create index inbox_by_message on inbox (user_id, message_rev desc, conversation_id desc) where is_listed;

-- Key: user_id. Messages that a person hid from their own view.
create table hidden_messages (
  user_id bigint not null,
  conversation_id uuid not null,
  seq bigint not null,
  primary key (user_id, conversation_id, seq)
);

-- Key: user_id. When a person was last connected; kept only while they share it.
create table last_active (
  user_id bigint primary key,
  active_at timestamptz not null
);
`;
