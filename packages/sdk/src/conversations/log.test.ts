import { describe, expect, test } from 'vitest';
import { messageOf, personId } from '../testing/samples.ts';
import {
  emptyLog,
  type Log,
  logOfPage,
  type Page,
  unknownQuotes,
  withChanged,
  withCleared,
  withHidden,
  withLive,
  withMeanwhile,
  withNewer,
  withOlder,
  withQuoted,
} from './log.ts';

const bob = personId(1);
const message = (seq: number) => messageOf(bob, seq);
const page = (seqs: number[], { hasOlder = false, hasNewer = false } = {}): Page => ({
  messages: seqs.map(message),
  hasOlder,
  hasNewer,
  quoted: [],
});
const seqsOf = (log: Log): number[] => log.messages.map(({ seq }) => seq);

describe('the loaded part of a log', () => {
  test('MSG-1 pages before and after join without a hole or a double', () => {
    const middle = logOfPage(page([4, 5], { hasOlder: true, hasNewer: true }));
    const whole = withNewer(withOlder(middle, page([1, 3])), page([5, 6, 8]), 0);
    expect(seqsOf(whole)).toEqual([1, 3, 4, 5, 6, 8]);
    expect(whole).toMatchObject({ hasOlder: false, hasNewer: false, startSeq: 1, endSeq: 8 });
  });

  test('MSG-1 a live message follows the newest, once', () => {
    const log = withLive(withLive(logOfPage(page([1, 2])), message(3)), message(3));
    expect(seqsOf(log)).toEqual([1, 2, 3]);
  });

  test('MSG-1 a live message is not put after a part that ends earlier', () => {
    const log = withLive(logOfPage(page([1, 2], { hasNewer: true })), message(9));
    expect(seqsOf(log)).toEqual([1, 2]);
    expect(log.hasNewer).toBe(true);
  });

  test('MSG-1 a message that came while the last page was on its way leaves more to read', () => {
    const asked = logOfPage(page([1], { hasNewer: true }));
    const meanwhile = withLive(asked, message(3));
    const read = withNewer(meanwhile, page([2]), asked.aheadSeq);
    expect(read.hasNewer).toBe(true);
    expect(withNewer(read, page([3]), read.aheadSeq)).toMatchObject({ hasNewer: false, endSeq: 3 });
  });

  test('MSG-1 a message that came before the last page was asked for is in it, if I may see it', () => {
    const asked = withLive(logOfPage(page([1], { hasNewer: true })), message(3));
    expect(withNewer(asked, page([2]), asked.aheadSeq).hasNewer).toBe(false);
  });

  test('MSG-8 a hidden message does not come back with a page that was on its way', () => {
    const log = withHidden(logOfPage(page([3, 4], { hasOlder: true })), [2, 4]);
    expect(seqsOf(withOlder(log, page([1, 2])))).toEqual([1, 3]);
  });

  test('MSG-8 clearing empties the part, and there is nothing older any more', () => {
    const log = withCleared(logOfPage(page([3, 4], { hasOlder: true })), 3);
    expect(seqsOf(log)).toEqual([4]);
    expect(log.hasOlder).toBe(false);
    expect(seqsOf(withOlder(log, page([1, 2])))).toEqual([4]);
  });

  test('MSG-8 clearing what lies before the part leaves its end to be read', () => {
    expect(withCleared(logOfPage(page([8, 9], { hasOlder: true })), 3).hasOlder).toBe(true);
  });

  test('MSG-1 what came while a page was on its way is applied to it', () => {
    const meanwhile = withHidden(withLive(emptyLog, message(3)), [1]);
    expect(seqsOf(withMeanwhile(logOfPage(page([1, 2])), meanwhile))).toEqual([2, 3]);
  });

  test('MSG-1 the first message of a conversation follows an empty page, wherever that was asked for', () => {
    expect(seqsOf(withLive(logOfPage(page([]), 7), message(1)))).toEqual([1]);
  });
});

describe('what becomes of messages', () => {
  const edited = (seq: number, minute: number) => ({
    ...message(seq),
    content: { kind: 'text' as const, text: `edited at ${minute}`, entities: [] },
    editedAt: `2026-06-15T12:0${minute}:00.000Z`,
  });
  const unsent = (seq: number) => ({ ...message(seq), unsentAt: '2026-06-15T12:09:00.000Z' });
  const shown = (log: Log, seq: number) => log.messages.find((one) => one.seq === seq);

  test('MSG-6 an edit shows in the loaded part, and in whatever page comes after it and is older', () => {
    const log = withChanged(logOfPage(page([3, 4], { hasOlder: true })), edited(1, 1));
    expect(shown(withOlder(log, page([1, 2])), 1)).toEqual(edited(1, 1));
    expect(shown(withMeanwhile(logOfPage(page([1, 2])), withChanged(emptyLog, edited(2, 1))), 2)).toEqual(edited(2, 1));
    const read = { ...page([1, 2]), messages: [edited(1, 2), message(2)] };
    expect(shown(withOlder(log, read), 1)).toEqual(edited(1, 2));
  });

  test('MSG-7 what was unsent stays so, whatever is told late', () => {
    const log = withChanged(withChanged(logOfPage(page([1])), unsent(1)), edited(1, 1));
    expect(shown(log, 1)).toEqual(unsent(1));
  });

  const reply = (seq: number, replyToSeq: number) => ({ ...message(seq), replyToSeq });

  test('MSG-4a what a page brings along shows as it is, and not at all once it is hidden or cleared', () => {
    const log = logOfPage({ ...page([]), messages: [reply(8, 2), reply(9, 3)], quoted: [message(2)] });
    expect([...log.quoted]).toEqual([
      [2, message(2)],
      [3, null],
    ]);
    expect(withChanged(log, edited(2, 1)).quoted.get(2)).toEqual(edited(2, 1));
    expect(withHidden(log, [2]).quoted.get(2)).toBeNull();
    expect(withCleared(log, 5).quoted.get(2)).toBeNull();
  });

  test('MSG-4a of a reply that came live only what is not there is asked for, once', () => {
    const log = [reply(6, 5), reply(7, 2)].reduce(withLive, logOfPage(page([5], { hasOlder: true })));
    expect(unknownQuotes(log)).toEqual([2]);
    expect(unknownQuotes(withQuoted(log, 2, message(2)))).toEqual([]);
    expect(withQuoted(withHidden(log, [2]), 2, message(2)).quoted.get(2)).toBeNull();
    expect(withQuoted(withChanged(log, unsent(2)), 2, message(2)).quoted.get(2)).toEqual(unsent(2));
  });
});
