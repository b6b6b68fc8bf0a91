// Facts for admission decisions, many pairs at once: the send path, every preview and every explanation read them here.
import type { ConversationId, MessagesFrom, UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';
import { type AccountState, toMessagesFrom, toState } from '../settings/index.ts';

/** Who would write to whom. */
export type Pair = { conversationId: ConversationId; senderId: UserId; recipientId: UserId };

export type UserFacts = {
  /** The version that a decision on these facts rests on. */
  ver: number;
  state: AccountState;
  messagesFrom: MessagesFrom;
  othersMayRequest: boolean;
  filterRequests: boolean;
  bornOn: string | null;
  restrictedUntilMs: number | null;
  attemptCount: number;
};

export type RequestState = 'none' | 'pending' | 'filtered' | 'declined';

/** How `userId` stands to `otherId`. */
export type RelationFacts = {
  isFollowing: boolean;
  isBlocked: boolean;
  isContact: boolean;
  hasConsented: boolean;
  /** Has written to them, ever; a block does not undo it. */
  hasWritten: boolean;
  /** What becomes of the other's request, and when it last opened. */
  request: RequestState;
  requestedAtMs: number | null;
};

/** Attempts counted since `base`, which is as of the oldest mark in the window. */
export type AttemptFacts = { base: number; oldestAtMs: number | undefined; newestAtMs: number | undefined };

/** Facts of many pairs at once. Absent users do not exist; absent relations are empty. */
export type AdmissionFactsRead = {
  users: ReadonlyMap<UserId, UserFacts>;
  relation(userId: UserId, otherId: UserId): RelationFacts;
  /** Of the senders; absent where there was no attempt in the window. */
  attempts: ReadonlyMap<UserId, AttemptFacts>;
};

/** How much is used of a limit, and since when. */
export type Used = { count: number; oldestAtMs: number | undefined };

/** What is asked only where somebody is not close. `lookups` counts the people before this one. */
export type StrangerFacts = { newPeople: Used; lookups: Used; requests: Used; ownWords: readonly string[] };

/** From when on things count. */
export type Windows = { attemptsFromMs: number };
export type StrangerWindows = { newPeopleFromMs: number; lookupsFromMs: number; requestsFromMs: number };

export type AdmissionReader = {
  facts(pairs: readonly Pair[], windows: Windows): Promise<AdmissionFactsRead>;
  /** By `pairKey`. */
  strangers(pairs: readonly Pair[], windows: StrangerWindows): Promise<Map<string, StrangerFacts>>;
};

export type AdmissionWriter = {
  /** Notes whom somebody tried to reach; whoever was noted since `fromMs` stays as noted. */
  noteLookups(pairs: readonly Pick<Pair, 'senderId' | 'recipientId'>[], fromMs: number, nowMs: number): Promise<void>;
  /** Keeps somebody from sending until then. */
  restrict(userId: UserId, untilMs: number): Promise<void>;
  /** Forgets what no window reaches any more. */
  tidy(attemptsBeforeMs: number, lookupsBeforeMs: number): Promise<void>;
};

export const pairKey = (pair: Pick<Pair, 'senderId' | 'recipientId'>): string => `${pair.senderId} ${pair.recipientId}`;

type UserRow = {
  id: UserId;
  ver: number;
  state: number;
  messages_from: number;
  others_may_request: boolean;
  filter_requests: boolean;
  born_on: string | null;
  restricted_until: number | null;
  attempt_count: string;
};
type RelationRow = {
  user_id: UserId;
  other_id: UserId;
  following: number;
  is_blocked: boolean;
  is_contact: boolean;
  has_consented: boolean;
  has_written: boolean;
  request_state: number | null;
  request_at: number | null;
};
type AttemptRow = { user_id: UserId; base: string; oldest_at: number; newest_at: number };
type StrangerRow = {
  sender_id: UserId;
  recipient_id: UserId;
  new_people: number;
  new_people_from: number | null;
  lookups: number;
  lookups_from: number | null;
  requests: number;
  requests_from: number | null;
  own_words: string[] | null;
};

const USERS = `select id, ver, state, messages_from, others_may_request, filter_requests, born_on, restricted_until, attempt_count
  from users where id = any($1::bigint[])`;
const RELATIONS = `select r.user_id, r.other_id, r.following, r.blocked_at is not null as is_blocked, r.contact_at is not null as is_contact,
    r.consented_at is not null as has_consented, r.wrote_at is not null as has_written, r.request_state, r.request_at
  from unnest($1::bigint[], $2::bigint[]) as t(user_id, other_id) join relations r using (user_id, other_id)`;
const ATTEMPTS = `select t.user_id, o.attempt_count as base, o.at as oldest_at, n.at as newest_at
  from unnest($1::bigint[]) as t(user_id)
  cross join lateral (
    select at, attempt_count from attempt_marks where user_id = t.user_id and at > $2 order by at limit 1
  ) o
  cross join lateral (select at from attempt_marks where user_id = t.user_id order by at desc limit 1) n`;
const STRANGERS = `select t.sender_id, t.recipient_id, p.count as new_people, p.oldest as new_people_from,
    l.count as lookups, l.oldest as lookups_from, q.count as requests, q.oldest as requests_from,
    (select array_agg(w.word order by w.word) from filter_words w where w.user_id = t.recipient_id) as own_words
  from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as t(conversation_id, sender_id, recipient_id)
  left join lookups own on own.user_id = t.sender_id and own.other_id = t.recipient_id and own.at > $5
  cross join lateral (
    select count(*)::int as count, min(first_contact_at) as oldest from relations
    where user_id = t.sender_id and first_contact_at > $4
  ) p
  -- whoever was noted before this one
  cross join lateral (
    select count(*)::int as count, min(k.at) as oldest from lookups k
    where k.user_id = t.sender_id and k.at > $5 and k.other_id <> t.recipient_id
      and (own.at is null or (k.at, k.other_id) < (own.at, own.other_id))
  ) l
  cross join lateral (
    select count(*)::int as count, min(sent_at) as oldest from messages
    where conversation_id = t.conversation_id and sender_id = t.sender_id and admitted is not null and sent_at > $6
  ) q`;

const requestStates: readonly RequestState[] = ['none', 'pending', 'filtered', 'declined'];
export const toRequestState = (code: number | null): RequestState => requestStates[code ?? 0] ?? 'none';

export const admissionReader = (run: Run): AdmissionReader => ({
  facts: async (pairs, { attemptsFromMs }) => {
    const both = pairs.flatMap(({ senderId, recipientId }) => [
      [senderId, recipientId],
      [recipientId, senderId],
    ]);
    const senders = [...new Set(pairs.map((pair) => pair.senderId))];
    const [users, relations, attempts] = await Promise.all([
      run<UserRow>({ name: 'admission_users', text: USERS, values: [[...new Set(both.map(([id]) => id))]] }),
      run<RelationRow>({
        name: 'admission_relations',
        text: RELATIONS,
        values: [both.map(([id]) => id), both.map(([, id]) => id)],
      }),
      run<AttemptRow>({ name: 'admission_attempts', text: ATTEMPTS, values: [senders, toTimestamp(attemptsFromMs)] }),
    ]);
    return toFacts(users, relations, attempts);
  },

  strangers: async (pairs, { newPeopleFromMs, lookupsFromMs, requestsFromMs }) => {
    if (pairs.length === 0) return new Map();
    const rows = await run<StrangerRow>({
      name: 'admission_strangers',
      text: STRANGERS,
      values: [
        pairs.map((pair) => pair.conversationId),
        pairs.map((pair) => pair.senderId),
        pairs.map((pair) => pair.recipientId),
        ...[newPeopleFromMs, lookupsFromMs, requestsFromMs].map(toTimestamp),
      ],
    });
    return new Map(
      rows.map((row) => [
        pairKey({ senderId: row.sender_id, recipientId: row.recipient_id }),
        {
          newPeople: toUsed(row.new_people, row.new_people_from),
          lookups: toUsed(row.lookups, row.lookups_from),
          requests: toUsed(row.requests, row.requests_from),
          ownWords: row.own_words ?? [],
        },
      ]),
    );
  },
});

const toUsed = (count: number, oldestAtMs: number | null): Used => ({ count, oldestAtMs: oldestAtMs ?? undefined });

export const noRelation: RelationFacts = {
  isFollowing: false,
  isBlocked: false,
  isContact: false,
  hasConsented: false,
  hasWritten: false,
  request: 'none',
  requestedAtMs: null,
};

function toFacts(
  users: readonly UserRow[],
  relations: readonly RelationRow[],
  attempts: readonly AttemptRow[],
): AdmissionFactsRead {
  // Two steps instead of one name put together for each look: this is asked several times a message.
  const byUser = new Map<UserId, Map<UserId, RelationFacts>>();
  for (const row of relations) {
    const own = byUser.get(row.user_id) ?? new Map<UserId, RelationFacts>();
    own.set(row.other_id, toRelation(row));
    byUser.set(row.user_id, own);
  }
  return {
    users: new Map(users.map((row) => [row.id, toUser(row)])),
    relation: (userId, otherId) => byUser.get(userId)?.get(otherId) ?? noRelation,
    attempts: new Map(
      attempts.map((row) => [
        row.user_id,
        { base: Number(row.base), oldestAtMs: row.oldest_at, newestAtMs: row.newest_at },
      ]),
    ),
  };
}

const toUser = (row: UserRow): UserFacts => ({
  ver: row.ver,
  state: toState(row.state),
  messagesFrom: toMessagesFrom(row.messages_from),
  othersMayRequest: row.others_may_request,
  filterRequests: row.filter_requests,
  bornOn: row.born_on,
  restrictedUntilMs: row.restricted_until,
  attemptCount: Number(row.attempt_count),
});

const toRelation = (row: RelationRow): RelationFacts => ({
  isFollowing: row.following === 2,
  isBlocked: row.is_blocked,
  isContact: row.is_contact,
  hasConsented: row.has_consented,
  hasWritten: row.has_written,
  request: toRequestState(row.request_state),
  requestedAtMs: row.request_at,
});

export const admissionWriter = (run: Run): AdmissionWriter => ({
  noteLookups: async (pairs, fromMs, nowMs) => {
    if (pairs.length === 0) return;
    await run({
      name: 'note_lookups',
      // No two of one person at one instant: whoever came first keeps their place in the count.
      text: `insert into lookups as l (user_id, other_id, at)
        select t.user_id, t.other_id, greatest($3::timestamptz, m.at + interval '1 microsecond')
          + row_number() over (partition by t.user_id order by t.other_id) * interval '1 microsecond'
        from (select distinct user_id, other_id from unnest($1::bigint[], $2::bigint[]) as u(user_id, other_id)) t
        cross join lateral (select max(at) as at from lookups where user_id = t.user_id) m
        order by 1, 2
        on conflict (user_id, other_id) do update set at = excluded.at where l.at <= $4`,
      values: [
        pairs.map((pair) => pair.senderId),
        pairs.map((pair) => pair.recipientId),
        toTimestamp(nowMs),
        toTimestamp(fromMs),
      ],
    });
  },
  restrict: async (userId, untilMs) => {
    await run({
      text: 'update users set ver = ver + 1, restricted_until = greatest(restricted_until, $2) where id = $1',
      values: [userId, toTimestamp(untilMs)],
    });
  },
  tidy: async (attemptsBeforeMs, lookupsBeforeMs) => {
    await run({ text: 'delete from attempt_marks where at < $1', values: [toTimestamp(attemptsBeforeMs)] });
    await run({ text: 'delete from lookups where at < $1', values: [toTimestamp(lookupsBeforeMs)] });
  },
});
