import { type ConversationId, limits, type UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';
import { asks } from '../requests/index.ts';
import { type DigestReader, digestReader } from './digest-store.ts';
import { type InboxRow, NEWEST_FIRST, pageOf, type Row, SELECT, STANDS, toInboxRow, UNREAD } from './inbox-row.ts';

export type InboxCursor = { messageRev: number; conversationId: ConversationId };

/** Requests are counted as far as they are shown: whoever is gone or blocked me asks nothing. */
export type InboxStanding = {
  rev: number;
  unreadConversationCount: number;
  /** When the first mute ends of those that keep something unread from being counted; null: of none, or never. */
  unreadChangesAtMs: number | null;
  requestCount: number;
  filteredCount: number;
};

export type InboxPage = {
  folder: 'inbox' | 'archived' | 'blocked';
  isUnreadOnly: boolean;
  limit: number;
  after?: InboxCursor | undefined;
};

/** Each has an index of its own; unread ones too, but for those blocked, of which there are few. */
const folderConditions: Record<InboxPage['folder'], string> = {
  inbox: `${STANDS} and not is_archived and pinned_at is null`,
  archived: `${STANDS} and is_archived`,
  blocked: 'is_blocked',
};

export type InboxReader = DigestReader & {
  rev(userId: UserId): Promise<number>;
  /** The same of many, in their order. */
  revs(userIds: readonly UserId[]): Promise<number[]>;
  /** Of these people, those whose inbox is further than the given revision, and how far it is. */
  aheadOf(revs: ReadonlyMap<UserId, number>): Promise<Map<UserId, number>>;
  /** A folder by its last messages, newest first, without what is pinned. */
  listForMember(userId: UserId, page: InboxPage): Promise<InboxRow[]>;
  /** All that is pinned in the inbox, the newest pin first. */
  pinnedForMember(userId: UserId, isUnreadOnly: boolean): Promise<InboxRow[]>;
  /** Conversations that changed after a revision, in order of their last change. */
  changedForMember(userId: UserId, sinceRev: number, limit: number): Promise<InboxRow[]>;
  /** All conversations whose last change was at this revision. */
  atRevForMember(userId: UserId, rev: number): Promise<InboxRow[]>;
  /** The rows that there are of these conversations. */
  getForMember(userId: UserId, ids: readonly ConversationId[]): Promise<Map<ConversationId, InboxRow>>;
  /**
   * The revision, and as of that revision how many conversations of the inbox hold something unread: their last message from the other is
   * above my read mark, or I marked them so; those muted at `nowMs` do not count (INB-2). One statement, because a client adds to the count
   * what comes after the revision.
   */
  standing(userId: UserId, times: { nowMs: number; filteredFromMs: number }): Promise<InboxStanding>;
};

/** No further than anybody reads: a creator's inbox and requests have no end. */
const upTo = (rows: string): string => `(select count(*)::int from (select 1 ${rows} limit $4) counted)`;
/** The first end of a mute is the first entry after `nowMs` of an index that holds nothing but what it may be. */
const STANDING = `select u.rev,
  ${upTo(`from inbox
    where user_id = $1 and ${STANDS} and not is_archived and ${UNREAD} and coalesce(muted_until <= $3, true)`)} as unread,
  (select min(muted_until) from inbox
    where user_id = $1 and ${STANDS} and not is_archived and ${UNREAD} and muted_until > $3 and muted_until < 'infinity') as changes_at,
  ${upTo(`from relations r where r.user_id = $1 and r.request_state = 1 and ${asks('r')}`)} as requests,
  ${upTo(`from relations r
    where r.user_id = $1 and r.request_state = 2 and r.request_at > $2 and ${asks('r')}`)} as filtered
  from users u where u.id = $1`;

type Standing = { rev: string; unread: number; changes_at: number | null; requests: number; filtered: number };

export const inboxReader = (run: Run): InboxReader => ({
  ...digestReader(run),
  rev: async (userId) => {
    const text = 'select rev from users where id = $1';
    return Number((await run<{ rev: string }>({ name: 'rev', text, values: [userId] }))[0]?.rev ?? 0);
  },
  revs: (userIds) => revsOf(run, userIds),
  aheadOf: async (revs) => {
    if (revs.size === 0) return new Map();
    const rows = await run<{ id: UserId; rev: string }>({
      name: 'revs_ahead',
      text: `select u.id, u.rev from unnest($1::bigint[], $2::bigint[]) known (id, rev) join users u on u.id = known.id
        where u.rev > known.rev`,
      values: [[...revs.keys()], [...revs.values()]],
    });
    return new Map(rows.map((row) => [row.id, Number(row.rev)]));
  },
  listForMember: async (userId, { folder, isUnreadOnly, limit, after }) => {
    const which = `${folderConditions[folder]}${isUnreadOnly ? ` and ${UNREAD}` : ''}`;
    const order = `${NEWEST_FIRST} limit $2`;
    const isAfter = `message_page <= ${pageOf('$3')} and (message_rev, conversation_id) < ($3, $4)`;
    const name = `inbox_${folder}${isUnreadOnly ? '_unread' : ''}`;
    const rows = after
      ? await run<Row>({
          name: `${name}_after`,
          text: `${SELECT} and ${which} and ${isAfter} ${order}`,
          values: [userId, limit, after.messageRev, after.conversationId],
        })
      : await run<Row>({ name, text: `${SELECT} and ${which} ${order}`, values: [userId, limit] });
    return rows.map(toInboxRow);
  },
  pinnedForMember: async (userId, isUnreadOnly) => {
    const which = `pinned_at is not null and ${STANDS} and not is_archived${isUnreadOnly ? ` and ${UNREAD}` : ''}`;
    const rows = await run<Row>({
      name: `inbox_pinned${isUnreadOnly ? '_unread' : ''}`,
      text: `${SELECT} and ${which} order by pinned_at desc, conversation_id desc`,
      values: [userId],
    });
    return rows.map(toInboxRow);
  },
  changedForMember: async (userId, sinceRev, limit) => {
    const text = `${SELECT} and rev_page >= ${pageOf('$2')} and rev > $2 order by rev_page, rev, conversation_id limit $3`;
    return (await run<Row>({ name: 'inbox_changed', text, values: [userId, sinceRev, limit] })).map(toInboxRow);
  },
  atRevForMember: async (userId, rev) => {
    const text = `${SELECT} and rev_page = ${pageOf('$2')} and rev = $2`;
    return (await run<Row>({ name: 'inbox_at_rev', text, values: [userId, rev] })).map(toInboxRow);
  },
  getForMember: async (userId, ids) => {
    const text = `${SELECT} and conversation_id = any($2::uuid[])`;
    const rows = await run<Row>({ name: 'inbox_get', text, values: [userId, ids] });
    return new Map(rows.map((row) => [row.conversation_id, toInboxRow(row)]));
  },
  standing: async (userId, { nowMs, filteredFromMs }) => {
    const rows = await run<Standing>({
      name: 'inbox_standing',
      text: STANDING,
      values: [userId, toTimestamp(filteredFromMs), toTimestamp(nowMs), limits.inboxCountMax],
    });
    const [row] = rows;
    return {
      rev: Number(row?.rev ?? 0),
      unreadConversationCount: row?.unread ?? 0,
      unreadChangesAtMs: row?.changes_at ?? null,
      requestCount: row?.requests ?? 0,
      filteredCount: row?.filtered ?? 0,
    };
  },
});

async function revsOf(run: Run, userIds: readonly UserId[]): Promise<number[]> {
  const text = 'select id, rev from users where id = any($1::bigint[])';
  const rows = await run<{ id: UserId; rev: string }>({ name: 'revs', text, values: [userIds] });
  const found = new Map(rows.map((row) => [row.id, Number(row.rev)]));
  return userIds.map((id) => found.get(id) ?? 0);
}
