// What was uploaded (MSG-4). What a message holds of it stands with the message too, so that reading messages asks nothing here.
export const attachments = `
-- Key: owner_id. facts: as the contract shows them. conversation_id and seq: the one message that it is in, if it was sent. gone_at: nobody
-- may see it any more, and its bytes are to be deleted; the row goes after them.
create table attachments (
  owner_id bigint not null,
  id uuid not null,
  facts jsonb not null,
  created_at timestamptz not null,
  conversation_id uuid,
  seq bigint,
  gone_at timestamptz,
  primary key (owner_id, id)
);
create index attachments_unsent on attachments (created_at) where conversation_id is null and gone_at is null;
create index attachments_gone on attachments (gone_at) where gone_at is not null;
`;
