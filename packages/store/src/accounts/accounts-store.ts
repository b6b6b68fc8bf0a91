import type { MessagesFrom, UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';
import { type AccountState, messagesFromCode, stateCode, toState } from '../settings/index.ts';

export type NewAccount = {
  id: UserId;
  handle: string;
  foldedHandle: string;
  displayName: string;
  searchKey: string;
  bornOn: string;
  messagesFrom: MessagesFrom;
  email?: string | undefined;
  passwordHash: string;
  recoveryCodeHashes: readonly string[];
  isDemo: boolean;
  isVerified?: boolean;
  isStaff?: boolean;
  createdAtMs: number;
};

export type CredentialsRow = {
  userId: UserId;
  state: AccountState;
  passwordHash: string;
  isDemo: boolean;
};

export type OwnRow = { email: string | null; isDemo: boolean; hasChosenMessagesFrom: boolean };

export type AccountsReader = {
  /** By folded handle; an erased account has none. */
  credentials(foldedHandle: string): Promise<CredentialsRow | undefined>;
  credentialsOf(userId: UserId): Promise<CredentialsRow | undefined>;
  /** What only the owner sees of the profile. */
  own(userId: UserId): Promise<OwnRow | undefined>;
  /** The demo world's people, oldest first. */
  demoIds(): Promise<UserId[]>;
  isEmpty(): Promise<boolean>;
};

export type AccountsWriter = {
  /** False when the handle is, or ever was, somebody's. */
  create(account: NewAccount): Promise<boolean>;
  updateProfile(userId: UserId, patch: { displayName?: string; searchKey?: string; bio?: string }): Promise<void>;
  setPassword(userId: UserId, passwordHash: string): Promise<void>;
  /** Whether this still is the password's hash; it stays so until the transaction ends. */
  holdPassword(userId: UserId, passwordHash: string): Promise<boolean>;
  /** Takes a code out of the account's; false when it is not there, or not any more. Of two at the same moment one succeeds. */
  spendRecoveryCode(userId: UserId, hash: string): Promise<boolean>;
  /** Raises the version: whoever writes to this account must be decided anew. */
  setState(userId: UserId, state: AccountState, eraseAtMs: number | null): Promise<void>;
  /** Erases what is due; answers how many accounts. Messages stay with those who received them; the handle is never given again. */
  eraseDue(nowMs: number): Promise<number>;
};

export type AttemptsWriter = {
  /** Counts attempts (default 1); answers how many there are in the running window, and when that ends. */
  count(key: string, windowMs: number, nowMs: number, by?: number): Promise<{ count: number; endsAtMs: number }>;
  forget(key: string): Promise<void>;
  /** Forgets windows that began at or before an instant. */
  tidy(startedBeforeMs: number): Promise<void>;
};

type Row = { user_id: UserId; state: number; password_hash: string; is_demo: boolean };

const credentialsOf = (row: Row | undefined): CredentialsRow | undefined =>
  row && {
    userId: row.user_id,
    state: toState(row.state),
    passwordHash: row.password_hash,
    isDemo: row.is_demo,
  };

const CREDENTIALS = `select c.user_id, u.state, c.password_hash, p.is_demo
  from credentials c join users u on u.id = c.user_id join profiles p on p.user_id = c.user_id`;

export const accountsReader = (run: Run): AccountsReader => ({
  credentials: async (foldedHandle) => {
    const text = `${CREDENTIALS} where c.user_id = (select user_id from handles where folded = $1)`;
    return credentialsOf((await run<Row>({ text, values: [foldedHandle] }))[0]);
  },
  credentialsOf: async (userId) =>
    credentialsOf((await run<Row>({ text: `${CREDENTIALS} where c.user_id = $1`, values: [userId] }))[0]),
  own: async (userId) => {
    const rows = await run<{ email: string | null; is_demo: boolean; has_chosen: boolean }>({
      text: 'select email, is_demo, has_chosen_messages_from as has_chosen from profiles where user_id = $1',
      values: [userId],
    });
    const row = rows[0];
    return row && { email: row.email, isDemo: row.is_demo, hasChosenMessagesFrom: row.has_chosen };
  },
  demoIds: async () => {
    const text = 'select user_id as id from profiles where is_demo order by created_at, handle limit 100';
    return (await run<{ id: UserId }>({ text })).map((row) => row.id);
  },
  isEmpty: async () => (await run({ text: 'select 1 from users limit 1' })).length === 0,
});

const INSERT_PROFILE = `insert into profiles
  (user_id, handle, display_name, search_key, is_demo, is_verified, is_staff, email, created_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

export const accountsWriter = (run: Run): AccountsWriter => ({
  create: async (account) => {
    const taken = await run({
      text: 'insert into handles (folded, user_id) values ($1, $2) on conflict do nothing returning 1',
      values: [account.foldedHandle, account.id],
    });
    if (taken.length === 0) return false;
    await run({
      text: 'insert into users (id, state, messages_from, born_on) values ($1, $2, $3, $4)',
      values: [account.id, stateCode('active'), messagesFromCode(account.messagesFrom), account.bornOn],
    });
    const { isVerified = false, isStaff = false, email = null } = account;
    const names = [account.id, account.handle, account.displayName, account.searchKey];
    await run({
      text: INSERT_PROFILE,
      values: [...names, account.isDemo, isVerified, isStaff, email, toTimestamp(account.createdAtMs)],
    });
    await run({
      text: 'insert into credentials (user_id, password_hash, recovery_code_hashes) values ($1, $2, $3)',
      values: [account.id, account.passwordHash, account.recoveryCodeHashes],
    });
    return true;
  },
  updateProfile: async (userId, { displayName, searchKey, bio }) => {
    await run({
      text: `update profiles set display_name = coalesce($2, display_name), search_key = coalesce($3, search_key),
        bio = coalesce($4, bio) where user_id = $1`,
      values: [userId, displayName ?? null, searchKey ?? null, bio ?? null],
    });
  },
  setPassword: async (userId, passwordHash) => {
    await run({ text: 'update credentials set password_hash = $2 where user_id = $1', values: [userId, passwordHash] });
  },
  holdPassword: async (userId, passwordHash) => {
    const held = await run({
      text: 'select 1 from credentials where user_id = $1 and password_hash = $2 for no key update',
      values: [userId, passwordHash],
    });
    return held.length > 0;
  },
  spendRecoveryCode: async (userId, hash) => {
    const spent = await run({
      text: `update credentials set recovery_code_hashes = array_remove(recovery_code_hashes, $2)
        where user_id = $1 and $2 = any(recovery_code_hashes) returning 1`,
      values: [userId, hash],
    });
    return spent.length > 0;
  },
  setState: async (userId, state, eraseAtMs) => {
    const eraseAt = eraseAtMs === null ? null : toTimestamp(eraseAtMs);
    await run({ text: 'update users set ver = ver + 1, state = $2 where id = $1', values: [userId, stateCode(state)] });
    await run({ text: 'update profiles set erase_at = $2 where user_id = $1', values: [userId, eraseAt] });
  },
  eraseDue: async (nowMs) => {
    const due = await run<{ id: UserId }>({
      text: `update profiles set handle = '', display_name = '', bio = '', search_key = '', email = null, erase_at = null
        where erase_at <= $1 returning user_id as id`,
      values: [toTimestamp(nowMs)],
    });
    const ids = due.map((row) => row.id);
    for (const [table, column] of erased) {
      await run({ text: `delete from ${table} where ${column} = any($1::bigint[])`, values: [ids] });
    }
    await run({ text: 'update users set born_on = null where id = any($1::bigint[])', values: [ids] });
    return ids.length;
  },
});

/** Everything of an account that is nobody else's too. */
const erased = [
  ['credentials', 'user_id'],
  ['sessions', 'user_id'],
  ['relations', 'user_id'],
  ['relations', 'other_id'],
  ['inbox', 'user_id'],
  ['hidden_messages', 'user_id'],
  ['drafts', 'user_id'],
  ['search_entries', 'user_id'],
  ['last_active', 'user_id'],
  ['attempt_marks', 'user_id'],
  ['lookups', 'user_id'],
  ['lookups', 'other_id'],
  ['filter_words', 'user_id'],
] as const;

export const attemptsWriter = (run: Run): AttemptsWriter => ({
  count: async (key, windowMs, nowMs, by = 1) => {
    const rows = await run<{ count: number; window_started_at: number }>({
      text: `insert into attempts as a (key, window_started_at, count) values ($1, $2, $4)
        on conflict (key) do update set
          count = case when a.window_started_at <= $3 then $4 else a.count + $4 end,
          window_started_at = case when a.window_started_at <= $3 then excluded.window_started_at else a.window_started_at end
        returning count, window_started_at`,
      values: [key, toTimestamp(nowMs), toTimestamp(nowMs - windowMs), by],
    });
    const row = rows[0];
    return { count: row?.count ?? by, endsAtMs: (row?.window_started_at ?? nowMs) + windowMs };
  },
  forget: async (key) => {
    await run({ text: 'delete from attempts where key = $1', values: [key] });
  },
  tidy: async (startedBeforeMs) => {
    await run({ text: 'delete from attempts where window_started_at <= $1', values: [toTimestamp(startedBeforeMs)] });
  },
});
