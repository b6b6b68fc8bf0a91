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

/**
 * What `log` shows, as it is now; `lastSeq` is the newest that is known of. Its pages are asked for side by side: one after the other, each would be
 * another round trip before anything is shown. A part of more than a thousand messages shrinks to the newest page.
 */
export async function readAgain(log: Log, fetchPage: (where: Where) => Promise<Page>, lastSeq = 0): Promise<Log> {
  const limit = limits.pageSizeMax;
  const beforeSeq = (log.messages[0]?.seq ?? log.startSeq) - 1;
  const endSeq = log.hasNewer ? log.endSeq : Math.max(log.endSeq, lastSeq);
  const pageAfter = (afterSeq: number) => fetchPage({ afterSeq, limit });
  const count = Math.max(1, Math.ceil((endSeq - beforeSeq) / limit));
  let again: Log | undefined;
  if (count <= pagesMax) {
    // Where messages are hidden, a page reaches into the next one; what comes twice is taken once.
    const pages = await Promise.all(Array.from({ length: count }, (_, at) => pageAfter(beforeSeq + at * limit)));
    for (const page of pages) again = again === undefined ? logOfPage(page, beforeSeq) : withNewer(again, page, 0);
  }
  for (let read = count; again?.hasNewer && (!log.hasNewer || again.endSeq < log.endSeq); read += 1)
    again = read < pagesMax ? withNewer(again, await pageAfter(again.endSeq), 0) : undefined;
  return again ?? logOfPage(await fetchPage({ limit }));
}
