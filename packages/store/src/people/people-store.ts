// People as a viewer may need them: one bulk read that lists, profiles, the inbox and the admission preview all share.
import type { MessagesFrom, UserId } from '@parley/contract';
import type { Run } from '../database/index.ts';
import { type AccountState, toMessagesFrom, toState } from '../settings/index.ts';

export type Following = 'no' | 'requested' | 'yes';
const followingByCode: readonly Following[] = ['no', 'requested', 'yes'];
const toFollowing = (code: number | null): Following => followingByCode[code ?? 0] ?? 'no';

/** A person as stored: the profile, and the facts that decisions rest on. */
export type PersonRow = {
  id: UserId;
  state: AccountState;
  handle: string;
  displayName: string;
  bio: string;
  isPrivate: boolean;
  isVerified: boolean;
  isStaff: boolean;
  messagesFrom: MessagesFrom;
  readReceipts: boolean;
  presence: boolean;
  /** YYYY-MM-DD; null when unknown. */
  bornOn: string | null;
};

/** How viewer and person stand, seen from the viewer. */
export type Standing = {
  following: Following;
  followsMe: Following;
  isBlockedByMe: boolean;
  blocksMe: boolean;
};

export type PersonAndStanding = { row: PersonRow; standing: Standing };

export type PeopleReader = {
  /** Everybody of `ids` that exists, with how `viewerId` stands to them; in no particular order. */
  forViewer(viewerId: UserId, ids: readonly UserId[]): Promise<Map<UserId, PersonAndStanding>>;
  /** The ids of the given handles, which are lower case; whoever does not exist is left out. */
  idsByHandle(handles: readonly string[]): Promise<Map<string, UserId>>;
  displayNames(ids: readonly UserId[]): Promise<Map<UserId, string>>;
  /** Ids of active people whose handle or name matches, best first: exact handle, friends, handle prefix, name. */
  search(
    viewerId: UserId,
    query: { handle: string; key: string },
    page: { limit: number; offset: number },
  ): Promise<UserId[]>;
  /** Handle, name of the viewer's friends, staff and verified accounts: those that a look-alike would imitate. */
  imitable(viewerId: UserId): Promise<{ id: UserId; displayName: string }[]>;
};

type Row = {
  id: UserId;
  state: number;
  handle: string;
  display_name: string;
  bio: string;
  is_private: boolean;
  is_verified: boolean;
  is_staff: boolean;
  messages_from: number;
  read_receipts: boolean;
  presence: boolean;
  born_on: string | null;
  follows_me: number | null;
  blocks_me: boolean;
};

const personOf = (row: Row): PersonRow => ({
  id: row.id,
  state: toState(row.state),
  handle: row.handle,
  displayName: row.display_name,
  bio: row.bio,
  isPrivate: row.is_private,
  isVerified: row.is_verified,
  isStaff: row.is_staff,
  messagesFrom: toMessagesFrom(row.messages_from),
  readReceipts: row.read_receipts,
  presence: row.presence,
  bornOn: row.born_on,
});

const PEOPLE = `select u.id, u.state, u.messages_from, u.read_receipts, u.presence, u.born_on,
    p.handle, p.display_name, p.bio, p.is_private, p.is_verified, p.is_staff,
    r.following as follows_me, r.blocked_at is not null as blocks_me
  from users u
  join profiles p on p.user_id = u.id
  left join relations r on r.user_id = u.id and r.other_id = $1
  where u.id = any($2::bigint[])`;

const MINE = `select other_id, following, blocked_at is not null as is_blocked
  from relations where user_id = $1 and other_id = any($2::bigint[])`;

const SEARCH = `select p.user_id
  from profiles p
  join users u on u.id = p.user_id
  left join relations theirs on theirs.user_id = p.user_id and theirs.other_id = $1
  left join relations mine on mine.user_id = $1 and mine.other_id = p.user_id
  where (p.handle like $2 or p.search_key like $3) and u.state = 0 and p.user_id <> $1 and theirs.blocked_at is null and mine.blocked_at is null
  order by p.handle = $4 desc,
    coalesce(theirs.following = 2 and mine.following = 2, false) desc,
    coalesce(mine.following, 0) desc,
    p.handle like $2 desc,
    p.handle
  limit $5 offset $6`;

const IMITABLE = `select p.user_id as id, p.display_name from profiles p where p.is_staff or p.is_verified
  union
  select p.user_id, p.display_name
  from relations mine
  join relations theirs on theirs.user_id = mine.other_id and theirs.other_id = mine.user_id and theirs.following = 2
  join profiles p on p.user_id = mine.other_id
  where mine.user_id = $1 and mine.following = 2`;

const likePattern = (text: string): string => text.replace(/[\\%_]/g, (special) => `\\${special}`);

export const peopleReader = (run: Run): PeopleReader => ({
  forViewer: async (viewerId, ids) => {
    const values = [viewerId, ids];
    const [people, mine] = await Promise.all([
      run<Row>({ name: 'people', text: PEOPLE, values }),
      run<{ other_id: UserId; following: number; is_blocked: boolean }>({ name: 'people_mine', text: MINE, values }),
    ]);
    const mineById = new Map(mine.map((row) => [row.other_id, row]));
    return new Map(
      people.map((row) => {
        const own = mineById.get(row.id);
        const standing: Standing = {
          following: toFollowing(own?.following ?? 0),
          followsMe: toFollowing(row.follows_me),
          isBlockedByMe: own?.is_blocked ?? false,
          blocksMe: row.blocks_me,
        };
        return [row.id, { row: personOf(row), standing }];
      }),
    );
  },

  idsByHandle: async (handles) => {
    const rows = await run<{ handle: string; user_id: UserId }>({
      name: 'ids_by_handle',
      text: 'select handle, user_id from profiles where handle = any($1::text[])',
      values: [handles],
    });
    return new Map(rows.map((row) => [row.handle, row.user_id]));
  },

  displayNames: async (ids) => {
    const rows = await run<{ user_id: UserId; display_name: string }>({
      name: 'display_names',
      text: 'select user_id, display_name from profiles where user_id = any($1::bigint[])',
      values: [ids],
    });
    return new Map(rows.map((row) => [row.user_id, row.display_name]));
  },

  search: async (viewerId, { handle, key }, { limit, offset }) => {
    const values = [viewerId, `${likePattern(handle)}%`, `%${likePattern(key)}%`, handle, limit, offset];
    const rows = await run<{ user_id: UserId }>({ name: 'people_search', text: SEARCH, values });
    return rows.map((row) => row.user_id);
  },

  imitable: async (viewerId) => {
    const rows = await run<{ id: UserId; display_name: string }>({ text: IMITABLE, values: [viewerId] });
    return rows.map((row) => ({ id: row.id, displayName: row.display_name }));
  },
});
