// How two people stand to each other is said in one place, relations: consent moves there from conversations, where only one
// of its two reasons could be told. Limits are counted from one number that only rises, with marks of what it was and when.
const LOW = `('x' || substr(replace(id::text, '-', ''), 1, 16))::bit(64)::bigint`;
const HIGH = `('x' || substr(replace(id::text, '-', ''), 17, 16))::bit(64)::bigint`;

const moveConsent = (from: string, to: string, wrote: string): string => `
insert into relations (user_id, other_id, consented_at, consent_reason, wrote_at)
  select ${from}, ${to}, last_at, 1, last_at from conversations where ${wrote}
on conflict (user_id, other_id) do update set consented_at = excluded.consented_at,
  consent_reason = excluded.consent_reason, wrote_at = excluded.wrote_at;`;

export const requestsAndLimits = `
-- attempt_count: sends ever tried, those refused too (LIM-1). It only rises.
alter table users
  add column others_may_request boolean not null default false,
  add column filter_requests boolean not null default true,
  add column restricted_until timestamptz,
  add column attempt_count bigint not null default 0;

-- Seen from user_id. contact: other_id is on the list of specific people. consented: may write; reason 0 accepted, 1 wrote first.
-- wrote: user_id wrote to other_id for the first time; first_contact: and other_id was a new person, who counts (LIM-1). request: what other_id asks of user_id, 1 pending, 2 filtered, 3 declined.
alter table relations
  add column contact_at timestamptz,
  add column consented_at timestamptz,
  add column consent_reason smallint,
  add column wrote_at timestamptz,
  add column first_contact_at timestamptz,
  add column request_state smallint,
  add column request_at timestamptz,
  add column declined_at timestamptz,
  add column decline_count smallint not null default 0,
  add column filter_reason jsonb;
${moveConsent(LOW, HIGH, 'low_wrote')}
${moveConsent(HIGH, LOW, 'high_wrote')}
alter table conversations drop column low_wrote, drop column high_wrote, drop column ver;
create index relations_contacts on relations (user_id, contact_at desc, other_id) where contact_at is not null;
create index relations_consents on relations (user_id, consented_at desc, other_id) where consented_at is not null;
create index relations_first_contacts on relations (user_id, first_contact_at) where first_contact_at is not null;
create index relations_message_requests on relations (user_id, request_state, request_at desc, other_id) where request_state is not null;

-- folder: 0 inbox, 1 requests, 2 filtered, 3 declined; is_blocked stands apart from it, so that unblocking restores it.
alter table inbox
  add column folder smallint not null default 0,
  add column is_blocked boolean not null default false;
drop index inbox_by_message;
create index inbox_by_message on inbox (user_id, message_rev desc, conversation_id desc) where is_listed and folder = 0 and not is_blocked;
create index inbox_blocked on inbox (user_id, message_rev desc, conversation_id desc) where is_blocked;

-- Where the message went that was not admitted to the inbox: 1 requests, 2 filtered, 3 withheld from everybody but its sender.
alter table messages add column admitted smallint;
create index messages_as_requests on messages (conversation_id, sender_id, sent_at) where admitted is not null;

-- Key: user_id. What attempt_count was when an interval began in which there was an attempt.
create table attempt_marks (
  user_id bigint not null,
  at timestamptz not null,
  attempt_count bigint not null,
  primary key (user_id, at)
);

-- Key: user_id. New people whom somebody tried to reach, or asked whether they could.
create table lookups (
  user_id bigint not null,
  other_id bigint not null,
  at timestamptz not null,
  primary key (user_id, other_id)
);
create index lookups_by_time on lookups (user_id, at);

-- Key: user_id. Own words (REQ-7), as typed.
create table filter_words (
  user_id bigint not null,
  word text not null,
  added_at timestamptz not null,
  primary key (user_id, word)
);

-- Key: reporter_id. sealed: the messages as they were.
create table reports (
  reporter_id bigint not null,
  id text not null,
  conversation_id uuid not null,
  subject_id bigint not null,
  seq bigint,
  category text not null,
  words text not null default '',
  sealed jsonb not null,
  reported_at timestamptz not null,
  primary key (reporter_id, id)
);
`;
