import { describe, expect, test } from 'vitest';
import { messageOf, personId } from '../testing/samples.ts';
import {
  emptyLog,
  type Log,
  logOfPage,
  type Page,
  withCleared,
  withHidden,
  withLive,
  withMeanwhile,
  withNewer,
  withOlder,
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
