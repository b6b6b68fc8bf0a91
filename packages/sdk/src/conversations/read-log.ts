// Reads a loaded part of a log once more, page by page: what was hidden or cleared elsewhere can be seen in no other way.
import { type ConversationId, limits, type MethodInput } from '@parley/contract';
import { type Log, logOfPage, type Page, withNewer } from './log.ts';

/** How many messages a view gets at a time. */
export const pageSize = 50;
const pagesMax = 10;

type Where = Omit<MethodInput<'messages.list'>, 'conversationId'> &
  ({ beforeSeq?: number } | { afterSeq?: number } | { aroundSeq?: number });

/** Fetches one page of `messages.list`. Rejects with `CallError`. */
export type FetchPage = (id: ConversationId, where: Where) => Promise<Page>;

/** What `log` shows, as it is now. A part of more than a thousand messages shrinks to the newest page. */
export async function readAgain(log: Log, fetchPage: (where: Where) => Promise<Page>): Promise<Log> {
  const limit = limits.pageSizeMax;
  let again = logOfPage(await fetchPage({ afterSeq: log.startSeq - 1, limit }), log.startSeq - 1);
  for (let pages = 1; again.hasNewer && (!log.hasNewer || again.endSeq < log.endSeq); pages += 1) {
    if (pages === pagesMax) return logOfPage(await fetchPage({ limit }));
    again = withNewer(again, await fetchPage({ afterSeq: again.endSeq, limit }), 0);
  }
  return again;
}
