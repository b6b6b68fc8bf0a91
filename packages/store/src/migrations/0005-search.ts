// The search index of messages: one entry for each member who may see the message, so that whatever is looked up is one person's own.
export const search = `
-- Key: user_id. words: by which the message is found, each behind a code of its member (see the store's search), because the index would
-- otherwise go through everybody's messages for the beginning of a word.
create table search_entries (
  user_id bigint not null,
  conversation_id uuid not null,
  seq bigint not null,
  sent_at timestamptz not null,
  words tsvector not null,
  primary key (user_id, conversation_id, seq)
);
create index search_entries_by_time on search_entries (user_id, sent_at);
create index search_entries_by_word on search_entries using gin (words) with (fastupdate = off);

-- Key: conversation_id. Up to where its messages have their entries.
create table search_marks (
  conversation_id uuid primary key,
  indexed_seq bigint not null
) with (fillfactor = 70);

-- Names are compared in one form of the letters and digits that keyboards of Arabic script have in several, and without tatweel.
update profiles set search_key = translate(search_key, U&'\\0671\\0649\\06CC\\06A9\\0629\\06C1\\0660\\0661\\0662\\0663\\0664\\0665\\0666\\0667\\0668\\0669\\06F0\\06F1\\06F2\\06F3\\06F4\\06F5\\06F6\\06F7\\06F8\\06F9\\0640', U&'\\0627\\064A\\064A\\0643\\0647\\0647' || '01234567890123456789')
where search_key ~ U&'[\\0671\\0649\\06CC\\06A9\\0629\\06C1\\0660-\\0669\\06F0-\\06F9\\0640]';
`;
