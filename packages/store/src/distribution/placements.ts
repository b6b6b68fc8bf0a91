// By which key each table would be spread over several machines. Rows of one key lie together: a person's with that person, a conversation's
// with that conversation. The migrations say the same beside each table, and a test compares the two with the database.

export type Kind = 'user' | 'conversation';
/** `key` is the column that says whose the row is. */
export type Placement = { kind: Kind; key: string } | 'local';

const user = (key: string): Placement => ({ kind: 'user', key });
const conversation = (key: string): Placement => ({ kind: 'conversation', key });

/** The first of each kind is the one that the others of its kind are laid beside. */
export const placements: Readonly<Record<string, Placement>> = {
  users: user('id'),
  profiles: user('user_id'),
  relations: user('user_id'),
  inbox: user('user_id'),
  hidden_messages: user('user_id'),
  drafts: user('user_id'),
  attempt_marks: user('user_id'),
  filter_words: user('user_id'),
  lookups: user('user_id'),
  reports: user('reporter_id'),
  search_entries: user('user_id'),
  attachments: user('owner_id'),
  last_active: user('user_id'),

  conversations: conversation('id'),
  messages: conversation('conversation_id'),
  search_marks: conversation('conversation_id'),

  // Sign-in and names are asked for by what nobody's key is in; they are small, and stay on one machine.
  handles: 'local',
  credentials: 'local',
  sessions: 'local',
  revocations: 'local',
  attempts: 'local',
  kysely_migration: 'local',
  kysely_migration_lock: 'local',
};

export type Distributed = { table: string; kind: Kind; key: string };

/** All tables that are not local, in the order in which they have to be distributed. */
export const distributedTables: readonly Distributed[] = Object.entries(placements).flatMap(([table, placement]) =>
  placement === 'local' ? [] : [{ table, ...placement }],
);
