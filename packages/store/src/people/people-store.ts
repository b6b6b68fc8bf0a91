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
  othersMayRequest: boolean;
  filterRequests: boolean;
  createdAtMs: number;
};

/** How viewer and person stand, seen from the viewer. */
export type Standing = {
  following: Following;
  followsMe: Following;
  isBlockedByMe: boolean;
  blocksMe: boolean;
  isContact: boolean;
  /** I agreed to hear from them (ADM-4). */
  hasMyConsent: boolean;
};

export type PersonAndStanding = { row: PersonRow; standing: Standing };

export type PeopleReader = {
  /** Everybody of `ids` that exists, with how `viewerId` stands to them; in no particular order. */
  forViewer(viewerId: UserId, ids: readonly UserId[]): Promise<Map<UserId, PersonAndStanding>>;
  /** The ids of the given handles, which are lower case; whoever does not exist is left out. */
  idsByHandle(handles: readonly string[]): Promise<Map<string, UserId>>;
  displayNames(ids: readonly UserId[]): Promise<Map<UserId, string>>;
  /** The ids of the given handles as far as this person may be told of them: nobody who blocked them is found (BLK-1). */
  idsByHandleFor(
    pairs: readonly { viewerId: UserId; handle: string }[],
  ): Promise<(viewerId: UserId, handle: string) => UserId | undefined>;
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
  others_may_request: boolean;
  filter_requests: boolean;
  created_at: number;
  follows_me: number | null;
  blocks_me: boolean;
};

type MineRow = {
  other_id: UserId;
  following: number;
  is_blocked: boolean;
  is_contact: boolean;
  has_consented: boolean;
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
  othersMayRequest: row.others_may_request,
  filterRequests: row.filter_requests,
  createdAtMs: row.created_at,
});

const PEOPLE = `select u.id, u.state, u.messages_from, u.read_receipts, u.presence, u.born_on, u.others_may_request, u.filter_requests, p.created_at,
    p.handle, p.display_name, p.bio, p.is_private, p.is_verified, p.is_staff,
    r.following as follows_me, r.blocked_at is not null as blocks_me
  from users u
  join profiles p on p.user_id = u.id
  left join relations r on r.user_id = u.id and r.other_id = $1
  where u.id = any($2::bigint[])`;

const MINE = `select other_id, following, blocked_at is not null as is_blocked,
    contact_at is not null as is_contact, consented_at is not null as has_consented
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

/** `runSearch`: for statements whose best plan depends on what is looked for. */
export const peopleReader = (run: Run, runSearch: Run = run): PeopleReader => ({
  forViewer: async (viewerId, ids) => {
    const values = [viewerId, ids];
    const [people, mine] = await Promise.all([
      run<Row>({ name: 'people', text: PEOPLE, values }),
      run<MineRow>({ name: 'people_mine', text: MINE, values }),
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
          isContact: own?.is_contact ?? false,
          hasMyConsent: own?.has_consented ?? false,
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

  idsByHandleFor: async (pairs) => {
    const rows = await run<{ viewer_id: UserId; handle: string; user_id: UserId }>({
      name: 'ids_by_handle_for',
      text: `select t.viewer_id, p.handle, p.user_id
        from unnest($1::bigint[], $2::text[]) as t(viewer_id, handle)
        join profiles p on p.handle = t.handle
        join users u on u.id = p.user_id and u.state = 0
        where not exists (
          select 1 from relations b where b.blocked_at is not null and b.user_id = p.user_id and b.other_id = t.viewer_id
        )`,
      values: [pairs.map((pair) => pair.viewerId), pairs.map((pair) => pair.handle)],
    });
    const found = new Map(rows.map((row) => [`${row.viewer_id} ${row.handle}`, row.user_id]));
    return (viewerId, handle) => found.get(`${viewerId} ${handle}`);
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
    const rows = await runSearch<{ user_id: UserId }>({ name: 'people_search', text: SEARCH, values });
    return rows.map((row) => row.user_id);
  },

  imitable: async (viewerId) => {
    const rows = await run<{ id: UserId; display_name: string }>({ text: IMITABLE, values: [viewerId] });
    return rows.map((row) => ({ id: row.id, displayName: row.display_name }));
  },
});
