// ADM-7: who can write to somebody's inbox, and examples of each class of people around them.
import type { RelationClass, UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';

export type DoorKind = 'contact' | 'consent' | 'friend';
export type DoorRow = { id: UserId; atMs: number; reason: 'accepted' | 'wrote' | undefined };

export type DoorsReader = {
  /** One kind of open doors, newest first, of people who are there for the user. */
  list(
    userId: UserId,
    page: { kind: DoorKind; limit: number; after?: { atMs: number; id: UserId } | undefined },
  ): Promise<DoorRow[]>;
  /** Some people of each class (GRAPH-1) around the user, newest first; strangers and blocked people have none. */
  examples(userId: UserId, limit: number): Promise<Map<RelationClass, UserId[]>>;
};

const isThere = (relation: string, own: string, other: string): string => `exists (
    select 1 from users u where u.id = ${relation}.${other} and u.state = 0
  ) and not exists (
    select 1 from relations b where b.blocked_at is not null
      and ((b.user_id = ${relation}.${other} and b.other_id = ${relation}.${own}) or (b.user_id = ${relation}.${own} and b.other_id = ${relation}.${other}))
  )`;
const followsBack = (relation: string): string => `exists (
    select 1 from relations k where k.user_id = ${relation}.other_id and k.other_id = ${relation}.user_id and k.following = 2
  )`;

const kinds: Record<DoorKind, { time: string; condition: string }> = {
  contact: { time: 'contact_at', condition: 'r.contact_at is not null' },
  consent: { time: 'consented_at', condition: 'r.consented_at is not null' },
  friend: { time: 'followed_at', condition: `r.following = 2 and ${followsBack('r')}` },
};

const doorsOf = (kind: DoorKind): string => {
  const { time, condition } = kinds[kind];
  return `select r.other_id as id, r.${time} as at_ms, r.consent_reason as reason from relations r
    where r.user_id = $1 and ${condition} and ${isThere('r', 'user_id', 'other_id')}
      and ($3::timestamptz is null or (r.${time}, r.other_id) < ($3, $4::bigint))
    order by r.${time} desc, r.other_id desc limit $2`;
};

const notCloser = 'r.contact_at is null and r.consented_at is null';
const ofMine = (condition: string, time: string): string => `(
    select r.other_id as id from relations r where r.user_id = $1 and ${condition} and ${isThere('r', 'user_id', 'other_id')}
    order by r.${time} desc, r.other_id desc limit $2
  )`;
const classes: [RelationClass, string][] = [
  ['contact', ofMine('r.contact_at is not null', 'contact_at')],
  ['consented', ofMine('r.contact_at is null and r.consented_at is not null', 'consented_at')],
  ['friend', ofMine(`${notCloser} and r.following = 2 and ${followsBack('r')}`, 'followed_at')],
  ['followed', ofMine(`${notCloser} and r.following = 2 and not ${followsBack('r')}`, 'followed_at')],
  [
    'follower',
    `(
    select r.user_id as id from relations r
    where r.other_id = $1 and r.following = 2 and ${isThere('r', 'other_id', 'user_id')} and not exists (
      select 1 from relations m where m.user_id = $1 and m.other_id = r.user_id
        and (m.following = 2 or m.contact_at is not null or m.consented_at is not null)
    )
    order by r.followed_at desc, r.user_id desc limit $2
  )`,
  ],
];
const EXAMPLES = classes
  .map(([name, text]) => `select '${name}' as class, id from ${text} ${name}`)
  .join(' union all ');

const reasons = ['accepted', 'wrote'] as const;

export const doorsReader = (run: Run): DoorsReader => ({
  list: async (userId, { kind, limit, after }) => {
    const rows = await run<{ id: UserId; at_ms: number; reason: number | null }>({
      name: `doors_${kind}`,
      text: doorsOf(kind),
      values: [userId, limit, after ? toTimestamp(after.atMs) : null, after?.id ?? null],
    });
    return rows.map((row) => ({
      id: row.id,
      atMs: row.at_ms,
      reason: kind === 'consent' ? reasons[row.reason ?? 1] : undefined,
    }));
  },
  examples: async (userId, limit) => {
    const rows = await run<{ class: RelationClass; id: UserId }>({
      name: 'door_examples',
      text: EXAMPLES,
      values: [userId, limit],
    });
    return new Map(
      [...Map.groupBy(rows, (row) => row.class)].map(([name, own]) => [name, own.map((row) => row.id)] as const),
    );
  },
});
