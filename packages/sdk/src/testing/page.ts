import { limits, type Message, type MethodOutput } from '@parley/contract';
import { quotedBy } from './amending.ts';

type Range = { limit?: number; beforeSeq?: unknown; afterSeq?: unknown; aroundSeq?: unknown };

/** The part of a log that was asked for. */
export function pageOf(visible: readonly Message[], range: Range): MethodOutput<'messages.list'> {
  const { limit = limits.pageSizeDefault, beforeSeq, afterSeq, aroundSeq } = range;
  let start = Math.max(0, visible.length - limit);
  let end = visible.length;
  if (typeof beforeSeq === 'number') {
    end = visible.filter((message) => message.seq < beforeSeq).length;
    start = Math.max(0, end - limit);
  } else if (typeof afterSeq === 'number') {
    start = visible.filter((message) => message.seq <= afterSeq).length;
    end = Math.min(visible.length, start + limit);
  } else if (typeof aroundSeq === 'number') {
    const middle = visible.filter((message) => message.seq < aroundSeq).length;
    start = Math.max(0, middle - Math.floor(limit / 2));
    end = Math.min(visible.length, middle + Math.ceil(limit / 2));
  }
  const messages = visible.slice(start, end);
  return { messages, hasOlder: start > 0, hasNewer: end < visible.length, quoted: quotedBy(messages, visible) };
}
