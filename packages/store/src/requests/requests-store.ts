// Requests (REQ-1 to REQ-7). Where one stands is said by `relations`, seen from its recipient; the inbox row follows, so that lists need no join.
// Whatever its recipient does here leaves the row, the revision and the version of whoever asks untouched, but for accepting.
import {
  type ConversationId,
  directConversationId,
  type FilterReason,
  type Folder,
  type UserId,
} from '@parley/contract';
import { type RequestState, toRequestState } from '../admission/index.ts';
import { type Run, toTimestamp } from '../database/index.ts';
import { type FilterWordsWriter, filterWordsWriter } from './filter-words-store.ts';

export type RequestFolder = 'requests' | 'filtered' | 'declined';
export type RequestCursor = { atMs: number; id: UserId };

/** A request as its recipient sees it. */
export type RequestRow = {
  senderId: UserId;
  state: Exclude<RequestState, 'none'>;
  requestedAtMs: number;
  declinedAtMs: number | null;
  /** How often it was declined; a second time is for good. */
  declineCount: number;
  filterReason: FilterReason | undefined;
};

export type MutualFriends = { ids: UserId[]; count: number };

export type RequestsReader = {
  /** Requests of people who are there for the recipient, newest first; filtered and declined ones only since `fromMs`. */
  list(
    recipientId: UserId,
    page: { folder: RequestFolder; fromMs: number; limit: number; after?: RequestCursor | undefined },
  ): Promise<RequestRow[]>;
  /** Those that there are of these people. */
  get(recipientId: UserId, senderIds: readonly UserId[]): Promise<Map<UserId, RequestRow>>;
  /** Friends of the viewer who are friends of each of these, as far as they are there for the viewer: some, and how many. */
  mutualFriends(viewerId: UserId, ids: readonly UserId[], shown: number): Promise<Map<UserId, MutualFriends>>;
  filterWords(userId: UserId): Promise<string[]>;
  /** Requests that were filtered before `beforeMs`, up to `limit`. */
  expired(beforeMs: number, limit: number): Promise<{ recipientId: UserId; senderId: UserId }[]>;
};

/** Somebody's inbox moved to `rev`, where the conversation stands in this folder now. */
export type RequestMoved = { userId: UserId; rev: number; folder: Folder };
export type Accepted = { recipient: RequestMoved; sender: RequestMoved } | 'already' | undefined;

export type RequestsWriter = FilterWordsWriter & {
  /** Accepts: consent, and the conversation goes to the inbox. `already` when there is consent, nothing when there is no request. */
  accept(recipientId: UserId, senderId: UserId, nowMs: number): Promise<Accepted>;
  decline(recipientId: UserId, senderId: UserId, nowMs: number): Promise<RequestMoved | undefined>;
  /** Brings back what was declined since `fromMs` for the first time. */
  undoDecline(recipientId: UserId, senderId: UserId, fromMs: number): Promise<RequestMoved | undefined>;
  /** Moves a pending request into the inbox without consent: the recipient's setting lets its sender in by now. */
  letIn(recipientId: UserId, senderId: UserId): Promise<RequestMoved | undefined>;
  /** Ends the consent that the user gave (ADM-4); nothing when there was none. */
  close(userId: UserId, otherId: UserId): Promise<RequestMoved | undefined>;
  /** Moves the blocker's conversation under Blocked, or back; nothing when there is none. */
  setBlocked(blockerId: UserId, otherId: UserId, isBlocked: boolean): Promise<RequestMoved | undefined>;
  /** Forgets a request that was filtered before `beforeMs`, and empties its recipient's view (REQ-7). */
  expireFiltered(recipientId: UserId, senderId: UserId, beforeMs: number): Promise<RequestMoved | undefined>;
};

type Row = {
  other_id: UserId;
  request_state: number;
  request_at: number;
  declined_at: number | null;
  decline_count: number;
  filter_reason: FilterReason | null;
};

/** Whether whoever asks in this relation is there for the recipient. */
export const asks = (
  relation: string,
): string => `exists (select 1 from users a where a.id = ${relation}.other_id and a.state = 0)
  and ${relation}.blocked_at is null and not exists (
    select 1 from relations b where b.user_id = ${relation}.other_id and b.other_id = ${relation}.user_id and b.blocked_at is not null
  )`;

const COLUMNS = 'r.other_id, r.request_state, r.request_at, r.declined_at, r.decline_count, r.filter_reason';
const stateCodes: Record<RequestFolder, number> = { requests: 1, filtered: 2, declined: 3 };
const inboxFolder = { pending: 1, filtered: 2, declined: 3 } as const;

const toRow = (row: Row): RequestRow => ({
  senderId: row.other_id,
  state: toRequestState(row.request_state) as RequestRow['state'],
  requestedAtMs: row.request_at,
  declinedAtMs: row.declined_at,
  declineCount: row.decline_count,
  filterReason: row.filter_reason ?? undefined,
});

const LIST = `select ${COLUMNS} from relations r
  where r.user_id = $1 and r.request_state = $2 and (r.request_state = 1 or coalesce(r.declined_at, r.request_at) > $3)
    and (r.request_state <> 3 or r.decline_count < 2) and ${asks('r')}
    and ($5::timestamptz is null or (r.request_at, r.other_id) < ($5, $6::bigint))
  order by r.request_at desc, r.other_id desc limit $4`;

const MUTUAL = `select t.id, f.other_id as friend_id, count(*) over (partition by t.id)::int as count,
    row_number() over (partition by t.id order by f.followed_at, f.other_id) as place
  from unnest($2::bigint[]) as t(id)
  join relations f on f.user_id = $1 and f.following = 2 and f.other_id <> t.id
  join relations back on back.user_id = f.other_id and back.other_id = $1 and back.following = 2
  join relations theirs on theirs.user_id = t.id and theirs.other_id = f.other_id and theirs.following = 2
  join relations returned on returned.user_id = f.other_id and returned.other_id = t.id and returned.following = 2
  join users u on u.id = f.other_id and u.state = 0`;

export const requestsReader = (run: Run): RequestsReader => ({
  list: async (recipientId, { folder, fromMs, limit, after }) => {
    const rows = await run<Row>({
      name: 'requests_list',
      text: LIST,
      values: [
        recipientId,
        stateCodes[folder],
        toTimestamp(fromMs),
        limit,
        after ? toTimestamp(after.atMs) : null,
        after?.id ?? null,
      ],
    });
    return rows.map(toRow);
  },
  get: async (recipientId, senderIds) => {
    const rows = await run<Row>({
      name: 'requests_get',
      text: `select ${COLUMNS} from relations r
        where r.user_id = $1 and r.other_id = any($2::bigint[]) and r.request_state is not null`,
      values: [recipientId, senderIds],
    });
    return new Map(rows.map((row) => [row.other_id, toRow(row)]));
  },
  mutualFriends: async (viewerId, ids, shown) => {
    const rows = await run<{ id: UserId; friend_id: UserId; count: number; place: string }>({
      name: 'mutual_friends',
      text: `select * from (${MUTUAL}) m where place <= $3 order by id, place`,
      values: [viewerId, ids, shown],
    });
    const byPerson = new Map<UserId, MutualFriends>();
    for (const { id, friend_id, count } of rows) {
      const one = byPerson.get(id) ?? { ids: [], count };
      one.ids.push(friend_id);
      byPerson.set(id, one);
    }
    return byPerson;
  },
  filterWords: async (userId) => {
    const text = 'select word from filter_words where user_id = $1 order by added_at, word';
    return (await run<{ word: string }>({ text, values: [userId] })).map((row) => row.word);
  },
  expired: async (beforeMs, limit) => {
    const rows = await run<{ user_id: UserId; other_id: UserId }>({
      text: 'select user_id, other_id from relations where request_state = 2 and request_at < $1 limit $2',
      values: [toTimestamp(beforeMs), limit],
    });
    return rows.map((row) => ({ recipientId: row.user_id, senderId: row.other_id }));
  },
});

type Standing = {
  request_state: number | null;
  request_at: number | null;
  has_consented: boolean;
  declined_at: number | null;
  decline_count: number;
  filter_reason: FilterReason | null;
};

/** Both rows, in order, with the user's version raised: no send that was decided before is stored after. */
async function lockPair(run: Run, userId: UserId, otherId: UserId): Promise<void> {
  await run({
    text: `insert into users (id, ver) select id, (id = $2)::int from users where id = any($1::bigint[]) order by 1
      on conflict (id) do update set ver = users.ver + excluded.ver`,
    values: [[userId, otherId], userId],
  });
}

const STANDING = `select request_state, request_at, consented_at is not null as has_consented, declined_at, decline_count, filter_reason
  from relations r where user_id = $1 and other_id = $2`;

/** How the user stands to the other, locked, as far as they are there: whoever is gone and whoever is blocked are nobody alike (OBS-1). */
async function lockStanding(run: Run, userId: UserId, otherId: UserId): Promise<Standing | undefined> {
  await lockPair(run, userId, otherId);
  const [row] = await run<Standing>({ text: `${STANDING} and ${asks('r')}`, values: [userId, otherId] });
  return row;
}

const FORGET_REQUEST = `update relations set request_state = null, request_at = null, filter_reason = null
  where user_id = $1 and other_id = $2`;
const SET_REQUEST = `update relations set request_state = $3, declined_at = $4, decline_count = $5 where user_id = $1 and other_id = $2`;

type MovedRow = { rev: string; folder: number; is_blocked: boolean };
const folders: readonly Folder[] = ['inbox', 'requests', 'filtered', 'declined'];

const toMoved = (userId: UserId, row: MovedRow | undefined): RequestMoved | undefined =>
  row && { userId, rev: Number(row.rev), folder: row.is_blocked ? 'blocked' : (folders[row.folder] ?? 'inbox') };

const UNLIST = `folder = 0, cleared_seq = i.last_seq, is_listed = false, pinned_at = null, is_archived = false, is_marked_unread = false`;

/** The user's row of the conversation, and the user's inbox, at their next revision; nothing when there is no row. */
async function move(run: Run, userId: UserId, otherId: UserId, set: string): Promise<RequestMoved | undefined> {
  const conversationId: ConversationId = directConversationId(userId, otherId);
  const rows = await run<MovedRow>({
    text: `with raised as (
        update users set rev = rev + 1 where id = $1 and exists (
          select 1 from inbox where user_id = $1 and conversation_id = $2
        ) returning rev
      )
      update inbox i set rev = raised.rev, ${set} from raised where i.user_id = $1 and i.conversation_id = $2 returning i.rev, i.folder, i.is_blocked`,
    values: [userId, conversationId],
  });
  return toMoved(userId, rows[0]);
}

/** RCPT-1: whoever accepts says that they have read it; where both have receipts on, that is told from now on. */
const TELL_READ = `peer_delivered_seq = greatest(i.peer_delivered_seq, told.seq), peer_receipt_seq = greatest(i.peer_receipt_seq, told.seq)`;

async function tellRead(run: Run, senderId: UserId, recipientId: UserId): Promise<RequestMoved | undefined> {
  const conversationId = directConversationId(senderId, recipientId);
  const rows = await run<MovedRow>({
    text: `with raised as (update users set rev = rev + 1 where id = $1 returning rev, read_receipts),
      told as (
        select case when raised.read_receipts and r.read_receipts then o.read_seq else 0 end as seq, raised.rev
        from raised, users r, inbox o where r.id = $2 and o.user_id = $2 and o.conversation_id = $3
      )
      update inbox i set rev = told.rev, ${TELL_READ} from told where i.user_id = $1 and i.conversation_id = $3 returning i.rev, i.folder, i.is_blocked`,
    values: [senderId, recipientId, conversationId],
  });
  return toMoved(senderId, rows[0]);
}

export const requestsWriter = (run: Run): RequestsWriter => ({
  accept: async (recipientId, senderId, nowMs) => {
    const standing = await lockStanding(run, recipientId, senderId);
    if (standing?.has_consented) return 'already';
    if (standing?.request_state !== 1 && standing?.request_state !== 2) return undefined;
    await run({
      text: `update relations set consented_at = $3, consent_reason = 0, request_state = null, request_at = null, filter_reason = null
        where user_id = $1 and other_id = $2`,
      values: [recipientId, senderId, toTimestamp(nowMs)],
    });
    const recipient = await move(run, recipientId, senderId, 'folder = 0');
    const sender = await tellRead(run, senderId, recipientId);
    return recipient && sender && { recipient, sender };
  },

  decline: async (recipientId, senderId, nowMs) => {
    const standing = await lockStanding(run, recipientId, senderId);
    if (standing?.request_state !== 1 && standing?.request_state !== 2) return undefined;
    const values = [recipientId, senderId, 3, toTimestamp(nowMs), standing.decline_count + 1];
    await run({ text: SET_REQUEST, values });
    return move(run, recipientId, senderId, `folder = ${inboxFolder.declined}`);
  },

  undoDecline: async (recipientId, senderId, fromMs) => {
    const standing = await lockStanding(run, recipientId, senderId);
    const isOpen = standing?.request_state === 3 && (standing.declined_at ?? 0) > fromMs && standing.decline_count < 2;
    if (!standing || !isOpen) return undefined;
    const state = standing.filter_reason ? inboxFolder.filtered : inboxFolder.pending;
    await run({ text: SET_REQUEST, values: [recipientId, senderId, state, null, standing.decline_count] });
    return move(run, recipientId, senderId, `folder = ${state}`);
  },

  letIn: async (recipientId, senderId) => {
    const standing = await lockStanding(run, recipientId, senderId);
    if (standing?.request_state !== 1 && standing?.request_state !== 2) return undefined;
    await run({ text: FORGET_REQUEST, values: [recipientId, senderId] });
    return move(run, recipientId, senderId, 'folder = 0');
  },

  close: async (userId, otherId) => {
    const standing = await lockStanding(run, userId, otherId);
    if (!standing?.has_consented) return undefined;
    await run({
      text: 'update relations set consented_at = null, consent_reason = null where user_id = $1 and other_id = $2',
      values: [userId, otherId],
    });
    return move(run, userId, otherId, 'folder = i.folder');
  },

  setBlocked: (
    blockerId,
    otherId,
    isBlocked, // A pin would take a place that nobody sees.
  ) => move(run, blockerId, otherId, `is_blocked = ${String(isBlocked)}, pinned_at = null`),

  ...filterWordsWriter(run),

  expireFiltered: async (recipientId, senderId, beforeMs) => {
    await lockPair(run, recipientId, senderId);
    const [standing] = await run<Standing>({ text: STANDING, values: [recipientId, senderId] });
    if (standing?.request_state !== 2 || (standing.request_at ?? 0) >= beforeMs) return undefined;
    await run({ text: FORGET_REQUEST, values: [recipientId, senderId] });
    return move(run, recipientId, senderId, UNLIST);
  },
});
