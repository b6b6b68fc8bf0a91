import type { Attachment, ConversationId, ReportCategory, StickerId, UserId } from '@parley/contract';
import { type Run, toTimestamp } from '../database/index.ts';
import type { StoredShare } from '../messages/index.ts';

/** A report as its reporter made it, with the messages as they were (REP-1). */
export type NewReport = {
  id: string;
  reporterId: UserId;
  subjectId: UserId;
  conversationId: ConversationId;
  seq: number | undefined;
  category: ReportCategory;
  words: string;
  sealed: readonly SealedMessage[];
  reportedAtMs: number;
};

/** A message as it was. The bytes of what it holds are kept apart, by the report's id. */
export type SealedMessage = {
  seq: number;
  senderId: UserId;
  sentAtMs: number;
  text: string;
  attachments?: readonly Attachment[] | undefined;
  sticker?: StickerId | undefined;
  share?: StoredShare | undefined;
};

export type ReportsWriter = { create(report: NewReport): Promise<void> };

export const reportsWriter = (run: Run): ReportsWriter => ({
  create: async (report) => {
    await run({
      text: `insert into reports (reporter_id, id, conversation_id, subject_id, seq, category, words, sealed, reported_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      values: [
        report.reporterId,
        report.id,
        report.conversationId,
        report.subjectId,
        report.seq ?? null,
        report.category,
        report.words,
        JSON.stringify(report.sealed),
        toTimestamp(report.reportedAtMs),
      ],
    });
  },
});
