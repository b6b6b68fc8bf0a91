// Where one reads in a conversation: at which message it opens, the "new messages" line, jumps, and what counts as read.
import type { ConversationHandle, ConversationState } from '@parley/sdk';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { type Aim, type Place, whatToLoad, whereToOpen } from '../messages/index.ts';
import { keepPlace, keptPlace } from './places.ts';
import { useGuard } from './use-guard.ts';

type Ready = Extract<ConversationState, { status: 'ready' }>;
type More = {
  isAttended: boolean;
  /** The message that the address names; `onLinkTaken` is told when it is the aim, so that the same address works again. */
  linkedSeq: number | undefined;
  onLinkTaken: () => void;
};

export function useReading(handle: ConversationHandle, state: Ready, more: More) {
  const { t } = useTranslation();
  const { isAttended, linkedSeq, onLinkTaken } = more;
  const { conversation } = state;
  const latest = useRef({ conversation, state });
  useEffect(() => {
    latest.current = { conversation, state };
  });
  const guard = useGuard(useCallback((error) => toast(sentenceOf(error, t)), [t]));
  const [unreadAfterSeq, setUnreadAfterSeq] = useUnreadLine(state, isAttended);

  const { id } = conversation;
  const [aim, setAim] = useState(() => whereToOpen({ conversation, linkedSeq, kept: keptPlace(id) }));
  // The list is laid anew when it is aimed anew, and is then placed anew.
  const [placeKey, setPlaceKey] = useState(0);
  const [flashedSeq, setFlashedSeq] = useState(linkedSeq);
  const [seeking, setSeeking] = useSeeking(handle, aim, state);

  const aimAt = useCallback(
    (next: Aim) => {
      setAim(next);
      setFlashedSeq(next.kind === 'message' ? next.seq : undefined);
      setSeeking(whatToLoad(next, knownBy(handle, latest.current.state)) === undefined ? 'loaded' : 'asking');
      setPlaceKey((key) => key + 1);
    },
    [handle, setSeeking],
  );
  useEffect(() => {
    if (linkedSeq === undefined) return;
    const isWhereItOpened = aim.kind === 'message' && aim.seq === linkedSeq && aim.offset === undefined;
    if (!isWhereItOpened) aimAt({ kind: 'message', seq: linkedSeq });
    setFlashedSeq(linkedSeq);
    onLinkTaken();
  }, [aim, aimAt, linkedSeq, onLinkTaken]);

  useNewRefusal(handle, state);

  const jumpToNewest = useCallback(() => {
    guard('newest', async () => {
      await handle.loadNewest();
      setUnreadAfterSeq(undefined);
      aimAt({ kind: 'end' });
    });
  }, [aimAt, guard, handle, setUnreadAfterSeq]);
  // A page that came and is not drawn yet would be asked for as if it were the end that one sees.
  const isDrawn = useCallback(() => isCurrent(handle, latest.current.state), [handle]);
  return {
    /** To a message of this conversation, which lights up, also when one came from there. */
    goTo: useCallback((seq: number) => aimAt({ kind: 'message', seq }), [aimAt]),
    aim,
    flashedSeq,
    unreadAfterSeq,
    isSeeking: seeking !== 'done',
    placeKey,
    jumpToNewest,
    markSeen: useCallback(
      (seq: number) => {
        if (seq > latest.current.conversation.readSeq) handle.markRead(seq);
      },
      [handle],
    ),
    keepPlace: useCallback((place: Place | undefined) => keepPlace(id, place), [id]),
    endUnread: useCallback(() => setUnreadAfterSeq(undefined), [setUnreadAfterSeq]),
    loadOlder: useCallback(() => isDrawn() && guard('older', () => handle.loadOlder()), [guard, handle, isDrawn]),
    loadNewer: useCallback(() => isDrawn() && guard('newer', () => handle.loadNewer()), [guard, handle, isDrawn]),
  };
}

/** Whether the messages that are drawn are those that are known by now. */
const isCurrent = ({ state: now }: ConversationHandle, drawn: Ready): boolean =>
  now.status === 'ready' && now.messages === drawn.messages;

/** What there is by now, of which the page may draw less. */
const knownBy = ({ state: now }: ConversationHandle, drawn: Ready): Ready => (now.status === 'ready' ? now : drawn);

/** `loaded`: it is there, and drawn as soon as the page follows. In what was drawn before, the list would look for its place in vain. */
type Seeking = 'asking' | 'loaded' | 'done';

/** Until the aim is read nothing is drawn: what stood there for a moment would count as read, and as read to its end. */
function useSeeking(handle: ConversationHandle, aim: Aim, state: Ready) {
  const { t } = useTranslation();
  const seeking = useState<Seeking>(() => (whatToLoad(aim, state) === undefined ? 'done' : 'asking'));
  const [phase, setPhase] = seeking;
  if (phase === 'loaded' && isCurrent(handle, state)) setPhase('done');
  const isAsking = phase === 'asking';
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  useEffect(() => {
    if (!isAsking) return;
    let isOver = false;
    const end = () => !isOver && setPhase('loaded');
    seek(handle, aim, knownBy(handle, latest.current)).then(end, (error: unknown) => {
      toast(sentenceOf(error, t));
      end();
    });
    // Who jumps again does not wait for the jump before.
    return () => {
      isOver = true;
    };
  }, [aim, handle, isAsking, setPhase, t]);
  return seeking;
}

async function seek(handle: ConversationHandle, aim: Aim, state: Ready): Promise<void> {
  const what = whatToLoad(aim, state);
  if (what === 'newest') await handle.loadNewest();
  else if (what !== undefined) await handle.loadAround(what);
}

/** After which message the "new messages" line stands. */
function useUnreadLine({ conversation: { unreadCount, readSeq } }: Ready, isAttended: boolean) {
  const line = useState(() => (unreadCount > 0 ? readSeq : undefined));
  const [, setLine] = line;
  // What comes in while nobody looks gets a line too, so that one finds where to go on; what stood above it is read by then.
  const wasAllRead = useRef(unreadCount === 0);
  useEffect(() => {
    if (unreadCount === 0) wasAllRead.current = true;
    else if (!isAttended && wasAllRead.current) {
      wasAllRead.current = false;
      setLine(readSeq);
    }
  }, [isAttended, unreadCount, readSeq, setLine]);
  return line;
}

/** A refusal tells that what was known of this conversation has aged; opening it once more asks again. */
function useNewRefusal(handle: ConversationHandle, { pending }: Ready): void {
  const failedCount = pending.filter(({ status }) => status === 'failed').length;
  const knownFailedCount = useRef(failedCount);
  useEffect(() => {
    if (failedCount > knownFailedCount.current) handle.open()();
    knownFailedCount.current = failedCount;
  }, [failedCount, handle]);
}
