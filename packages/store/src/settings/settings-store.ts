import type { MessagesFrom, UserId } from '@parley/contract';
import type { Run } from '../database/index.ts';
import { messagesFromCode } from './codes.ts';

/** What may change; absent fields stay. */
export type SettingsPatch = {
  messagesFrom?: MessagesFrom | undefined;
  othersMayRequest?: boolean | undefined;
  filterRequests?: boolean | undefined;
  readReceipts?: boolean | undefined;
  presence?: boolean | undefined;
  isPrivate?: boolean | undefined;
};

export type SettingsWriter = {
  /** Changes settings and raises the user's version, so that no send decided on the old ones can still be stored. */
  update(userId: UserId, patch: SettingsPatch): Promise<void>;
};

export const settingsWriter = (run: Run): SettingsWriter => ({
  update: async (userId, { messagesFrom, othersMayRequest, filterRequests, readReceipts, presence, isPrivate }) => {
    await run({
      text: `update users set ver = ver + 1, messages_from = coalesce($2, messages_from),
        read_receipts = coalesce($3, read_receipts), presence = coalesce($4, presence),
        others_may_request = coalesce($5, others_may_request), filter_requests = coalesce($6, filter_requests) where id = $1`,
      values: [
        userId,
        messagesFrom === undefined ? null : messagesFromCode(messagesFrom),
        readReceipts ?? null,
        presence ?? null,
        othersMayRequest ?? null,
        filterRequests ?? null,
      ],
    });
    await run({
      text: `update profiles set is_private = coalesce($2, is_private),
        has_chosen_messages_from = has_chosen_messages_from or $3 where user_id = $1`,
      values: [userId, isPrivate ?? null, messagesFrom !== undefined],
    });
    if (presence === false) await run({ text: 'delete from last_active where user_id = $1', values: [userId] });
  },
});
