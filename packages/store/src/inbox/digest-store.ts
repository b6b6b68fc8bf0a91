// What the log says of conversations, for comparison with what a client shows (INB-1f). The inbox's rows lend their marks and nothing else: what
// is kept in them beside the log (their last seq, what tells whether something is unread) is what may have drifted.
import type { ConversationId, UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';
import { notUnsent, seenBy } from '../messages/index.ts';
import { STANDS, UNREAD } from './inbox-row.ts';

/** A conversation as its member's marks and the log make it. */
export type DigestRow = { lastSeq: number; readSeq: number; unreadCount: number };

/** How many conversations the badge counts: at least and at most, because mutes that end about now count or do not, by whose clock one asks. */
export type DigestBadge = { least: number; most: number };

export type DigestReader = {
  /** Of these conversations, those that the member has. Unread is counted up to `cap`. */
  digestRows(
    memberId: UserId,
    ids: readonly ConversationId[],
    cap: number,
  ): Promise<ReadonlyMap<ConversationId, DigestRow>>;
  /** Mutes that end between `fromMs` and `untilMs` are over or not. Undefined with more than `max` conversations to look at. */
  digestBadge(
    memberId: UserId,
    mutes: { fromMs: number; untilMs: number },
    max: number,
  ): Promise<DigestBadge | undefined>;
};

type Marked = { conversation_id: ConversationId; read_seq: string; after_seq: string; hidden: string[] };
type Candidate = Omit<Marked, 'read_seq'> & { is_marked_unread: boolean; is_maybe_muted: boolean };
type InLog = { conversation_id: ConversationId; last_seq: string; unread: number };

/** With what is hidden, which lives by the same key. */
const MARKS = `conversation_id, greatest(read_seq, cleared_seq) as after_seq, array(
    select h.seq from hidden_messages h
    where h.user_id = $1 and h.conversation_id = inbox.conversation_id and h.seq > greatest(inbox.read_seq, inbox.cleared_seq)
  ) as hidden`;

const ROWS = `select ${MARKS}, read_seq from inbox where user_id = $1 and conversation_id = any($2::uuid[])`;

const CANDIDATES = `select ${MARKS}, is_marked_unread, coalesce(muted_until > $2, false) as is_maybe_muted from inbox
  where user_id = $1 and ${STANDS} and not is_archived and ${UNREAD} and coalesce(muted_until < $3, true) limit $4`;

const IN_LOG = `select t.conversation_id, coalesce(l.seq, 0) as last_seq, u.unread
  from unnest($1::uuid[], $2::bigint[]) as t(conversation_id, after_seq)
  left join lateral (
    select seq from messages where conversation_id = t.conversation_id and ${seenBy('$3')} order by seq desc limit 1
  ) l on true
  cross join lateral (
    select count(*)::int as unread from (
      select 1 from messages
      where conversation_id = t.conversation_id and seq > t.after_seq and sender_id <> $3 and ${seenBy('$3')} and ${notUnsent}
        and not exists (
          select 1 from unnest($4::uuid[], $5::bigint[]) as h(conversation_id, seq)
          where h.conversation_id = messages.conversation_id and h.seq = messages.seq
        )
      limit $6
    ) counted
  ) u`;

export const digestReader = (run: Run): DigestReader => {
  const inLog = async (
    memberId: UserId,
    marked: readonly Omit<Marked, 'read_seq'>[],
    cap: number,
  ): Promise<InLog[]> => {
    if (marked.length === 0) return [];
    const hidden = marked.flatMap((row) => row.hidden.map((seq) => [row.conversation_id, seq] as const));
    return run<InLog>({
      name: 'digest_log',
      text: IN_LOG,
      values: [
        marked.map((row) => row.conversation_id),
        marked.map((row) => row.after_seq),
        memberId,
        hidden.map(([id]) => id),
        hidden.map(([, seq]) => seq),
        cap,
      ],
    });
  };

  return {
    digestRows: async (memberId, ids, cap) => {
      if (ids.length === 0) return new Map();
      const marked = await run<Marked>({ name: 'digest_rows', text: ROWS, values: [memberId, ids] });
      const readSeqs = new Map(marked.map((row) => [row.conversation_id, Number(row.read_seq)]));
      const logs = await inLog(memberId, marked, cap);
      return new Map(
        logs.map(({ conversation_id: id, last_seq, unread }) => [
          id,
          { lastSeq: Number(last_seq), readSeq: readSeqs.get(id) ?? 0, unreadCount: unread },
        ]),
      );
    },

    digestBadge: async (memberId, { fromMs, untilMs }, max) => {
      const values = [memberId, toTimestamp(fromMs), toTimestamp(untilMs), max + 1];
      const candidates = await run<Candidate>({ name: 'digest_unread', text: CANDIDATES, values });
      if (candidates.length > max) return undefined;
      const byLog = candidates.filter((row) => !row.is_marked_unread);
      const logs = new Map((await inLog(memberId, byLog, 1)).map((row) => [row.conversation_id, row.unread]));
      const counted = candidates.filter((row) => row.is_marked_unread || (logs.get(row.conversation_id) ?? 0) > 0);
      return { least: counted.filter((row) => !row.is_maybe_muted).length, most: counted.length };
    },
  };
};
