// REP-1: a report keeps what was said around it as it was. Nobody is told of it, and the answer is the same whatever it says.
import { type ConversationId, directConversationPeer, limits, type UserId } from '@parley/contract';
import { checkText, textRules } from '@parley/core';
import type { MessageRow, SealedMessage, Store } from '@parley/store';
import type { Handlers } from '../api/index.ts';
import { type Clock, toInstant } from '../clock.ts';
import type { MediaStore } from '../media/index.ts';
import { refuse, refuseText } from '../outcome.ts';
import { newReportId } from '../secrets.ts';

type Deps = { store: Store; clock: Clock; media: MediaStore };

export const reportsHandlers = ({ store, clock, media }: Deps): Pick<Handlers, 'reports.create'> => ({
  'reports.create': async ({ conversationId, seq, category, words = '' }, { actor: { userId } }) => {
    const subjectId = directConversationPeer(conversationId, userId);
    if (!subjectId) return refuse('not_found');
    const checked = words === '' ? undefined : checkText(words, textRules.message);
    if (checked && !checked.ok) return refuseText('words', checked.problem);
    const around = await readAround(store, { userId, conversationId, seq });
    const reported = seq === undefined ? around.findLast((one) => one.senderId === subjectId) : find(around, seq);
    if (!reported || reported.senderId !== subjectId) return refuse('not_found');
    const reportedAtMs = clock.now();
    const id = newReportId();
    await store.transaction(async (write) => {
      await write.reports.create({
        ...{ id, reporterId: userId, subjectId, conversationId, seq: reported.seq, category, words, reportedAtMs },
        sealed: around.map(toSealed),
      });
      // MED-14: before the report is there, so that none is there without them.
      for (const one of around.flatMap(({ attachments = [] }) => attachments)) await media.seal(id, one.id);
    });
    return { reportId: id, reportedAt: toInstant(reportedAtMs) };
  },
});

/** As JSON it has no places for what is not there. */
const toSealed = ({ seq, senderId, sentAtMs, text, attachments, sticker, share }: MessageRow): SealedMessage => ({
  ...{ seq, senderId, sentAtMs, text, attachments, sticker, share },
});

const find = (messages: readonly MessageRow[], seq: number): MessageRow | undefined =>
  messages.find((message) => message.seq === seq);

type Place = { userId: UserId; conversationId: ConversationId; seq: number | undefined };

/** What the reporter can see of it: the message with some on either side, or the newest ones. */
async function readAround(store: Store, { userId, conversationId, seq }: Place): Promise<MessageRow[]> {
  const row = (await store.read.inbox.getForMember(userId, [conversationId])).get(conversationId);
  if (!row) return [];
  const limit = 2 * limits.reportContextMessages + 1;
  const range = seq === undefined ? { limit } : { aroundSeq: seq, limit };
  return (await store.read.messages.listForMember(userId, row, range)).messages;
}
