// Where one reads in a conversation: at which message it opens, the "new messages" line, and what counts as read.
import type { ConversationHandle, ConversationState } from '@parley/sdk';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';

type Ready = Extract<ConversationState, { status: 'ready' }>;

export function useReading(handle: ConversationHandle, state: Ready, isAttended: boolean) {
  const { t } = useTranslation();
  const { conversation, messages, hasOlder } = state;
  const [unreadAfterSeq, setUnreadAfterSeq] = useState(() =>
    conversation.unreadCount > 0 ? conversation.readSeq : undefined,
  );
  // The list is laid anew when it shows another part of the log, and is then placed anew.
  const [placeKey, setPlaceKey] = useState(0);
  const latest = useRef({ conversation, state });
  useEffect(() => {
    latest.current = { conversation, state };
  });

  const guard = useGuard((error) => toast(sentenceOf(error, t)));

  // The first unread message may be further up than the newest page reaches.
  const firstSeq = messages[0]?.seq;
  const isUnreadAbove =
    unreadAfterSeq !== undefined && hasOlder && firstSeq !== undefined && firstSeq > unreadAfterSeq + 1;
  // Until it is found nothing is drawn: what stood there for a moment would count as read, and as read to its end.
  const [isSeeking, setSeeking] = useState(isUnreadAbove);
  const seekFrom = useRef(unreadAfterSeq);
  useEffect(() => {
    const afterSeq = seekFrom.current;
    if (!isSeeking || afterSeq === undefined) return;
    guard('around', () => handle.loadAround(afterSeq + 1).finally(() => setSeeking(false)));
  }, [guard, handle, isSeeking]);

  // What comes in while nobody looks gets a line too, so that one finds where to go on.
  const { unreadCount, readSeq } = conversation;
  useEffect(() => {
    if (!isAttended && unreadCount > 0) setUnreadAfterSeq((line) => line ?? readSeq);
  }, [isAttended, unreadCount, readSeq]);

  // A refusal tells that what was known of this conversation has aged; opening it once more asks again.
  const failedCount = state.pending.filter(({ status }) => status === 'failed').length;
  const knownFailedCount = useRef(failedCount);
  useEffect(() => {
    if (failedCount > knownFailedCount.current) handle.open()();
    knownFailedCount.current = failedCount;
  }, [failedCount, handle]);

  const markSeen = useCallback(
    (seq: number) => {
      if (seq > latest.current.conversation.readSeq) handle.markRead(seq);
    },
    [handle],
  );
  const jumpToNewest = useCallback(() => {
    guard('newest', async () => {
      await handle.loadNewest();
      setUnreadAfterSeq(undefined);
      setPlaceKey((key) => key + 1);
    });
  }, [guard, handle]);
  return {
    unreadAfterSeq,
    isSeeking,
    placeKey,
    markSeen,
    jumpToNewest,
    endUnread: useCallback(() => setUnreadAfterSeq(undefined), []),
    loadOlder: useCallback(() => guard('older', () => handle.loadOlder()), [guard, handle]),
    loadNewer: useCallback(() => guard('newer', () => handle.loadNewer()), [guard, handle]),
  };
}

const pauseAfterFailureMs = 5_000;

/** Runs each named thing once at a time; one that failed is told, and not tried again for a while. */
function useGuard(onError: (error: unknown) => void) {
  const running = useRef(new Set<string>());
  const report = useRef(onError);
  useEffect(() => {
    report.current = onError;
  });
  return useCallback((name: string, run: () => Promise<void>) => {
    if (running.current.has(name)) return;
    running.current.add(name);
    const end = () => running.current.delete(name);
    run().then(end, (error: unknown) => {
      report.current(error);
      setTimeout(end, pauseAfterFailureMs);
    });
  }, []);
}
