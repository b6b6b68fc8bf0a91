import type { Person } from '@parley/contract';
import { ArrowDown } from 'lucide-react';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayLabel } from '../app/time.ts';
import { useNow } from '../app/use-now.ts';
import { countLabel } from '../ui/count-label.ts';
import type { MenuPlace } from '../ui/Menu.tsx';
import { Bubble } from './Bubble.tsx';
import { DaySeparator, UnreadLine } from './Separators.tsx';
import styles from './Timeline.module.css';
import type { BubbleItem, TimelineItem } from './timeline-view-model.ts';
import { TypingBubble } from './TypingBubble.tsx';

export type TimelineActions = {
  onNeedOlder: () => void;
  onNeedNewer: () => void;
  /** The newest message that has been in view. */
  onSeen: (seq: number) => void;
  onJumpToNewest: () => void;
  onMenu: (bubble: BubbleItem, place: MenuPlace) => void;
  onRetry: (bubble: BubbleItem) => void;
  onDiscard: (bubble: BubbleItem) => void;
};

type Props = TimelineActions & {
  items: TimelineItem[];
  peer: Person;
  hasOlder: boolean;
  hasNewer: boolean;
  unreadCount: number;
  /** Whether somebody looks at the window; only then is anything seen. */
  isAttended: boolean;
  /** What stands above the first message. */
  start: ReactNode;
};

type List = Virtualizer<HTMLDivElement, HTMLDivElement>;

const sizes: Record<TimelineItem['kind'], number> = { start: 260, day: 48, unread: 42, bubble: 44, typing: 46 };
/** How near an end, in items, the next page is fetched. */
const pageMargin = 12;
/** How far from the end, in pixels, one is still taken to be at the end. */
const endPx = 90;

/** The messages, newest at the bottom. What is being read never moves, whatever is added above or below. */
export function Timeline(props: Props) {
  const { items, peer, hasNewer, unreadCount, onJumpToNewest, start } = props;
  const { t } = useTranslation();
  const nowMs = useNow();
  const scroller = useRef<HTMLDivElement>(null);
  const getItemKey = useCallback((index: number) => items[index]?.key ?? index, [items]);
  const list: List = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => sizes[items[index]?.kind ?? 'bubble'],
    getItemKey,
    anchorTo: 'end',
    followOnAppend: !hasNewer,
    scrollEndThreshold: endPx,
    overscan: 10,
    paddingEnd: 8,
  });
  const isPlaced = useFirstPlace(list, items);
  useOwnSends(list, items);
  const isFar = useWatch(list, scroller, props);
  const isNew = useArrivals(items, isPlaced);
  const [timeShownFor, setTimeShownFor] = useState<string>();
  const toggleTime = useCallback((bubble: BubbleItem) => {
    setTimeShownFor((key) => (key === bubble.key ? undefined : bubble.key));
  }, []);
  const newestKey = items.findLast((item) => item.kind === 'bubble')?.key;

  const draw = (item: TimelineItem) => {
    if (item.kind === 'start') return start;
    if (item.kind === 'day') return <DaySeparator>{dayLabel(item.atMs, nowMs, t)}</DaySeparator>;
    if (item.kind === 'unread') return <UnreadLine>{t('messages.unreadLine')}</UnreadLine>;
    if (item.kind === 'typing') return <TypingBubble name={peer.displayName} />;
    return (
      <Bubble
        bubble={item}
        peer={peer}
        isNew={isNew(item.key)}
        isNewest={item.key === newestKey}
        isTimeShown={item.key === timeShownFor}
        onPress={toggleTime}
        onMenu={props.onMenu}
        onRetry={props.onRetry}
        onDiscard={props.onDiscard}
      />
    );
  };

  const visible = list.getVirtualItems();
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="log"
        aria-live="off"
        aria-label={t('messages.log', { name: peer.displayName })}
        tabIndex={0}
        onKeyDown={moveBetweenMessages}
      >
        <div className={styles.ground}>
          <div
            className={styles.size}
            style={{ height: list.getTotalSize(), visibility: isPlaced ? 'visible' : 'hidden' }}
          >
            <div className={styles.block} style={{ transform: `translateY(${visible[0]?.start ?? 0}px)` }}>
              {visible.map(({ key, index }) => {
                const item = items[index];
                return (
                  <div key={String(key)} ref={list.measureElement} data-index={index}>
                    {item && draw(item)}
                  </div>
                );
              })}
            </div>
          </div>
        </div>
      </div>
      {(isFar || hasNewer) && (
        <button
          type="button"
          className={styles.jump}
          aria-label={unreadCount > 0 ? t('messages.jumpToUnread', { count: unreadCount }) : t('messages.jump')}
          onClick={() => {
            if (hasNewer) onJumpToNewest();
            list.scrollToEnd({ behavior: list.getDistanceFromEnd() < 3_000 ? 'smooth' : 'auto' });
          }}
        >
          <ArrowDown size={22} />
          {unreadCount > 0 && <span className={styles.jumpCount}>{countLabel(unreadCount)}</span>}
        </button>
      )}
    </div>
  );
}

/** Opens at the "new messages" line where there is one, else at the end; drawn only once it stands there. */
function useFirstPlace(list: List, items: TimelineItem[]): boolean {
  const [isPlaced, setPlaced] = useState(false);
  const isReady = items.length > 0;
  useLayoutEffect(() => {
    if (isPlaced || !isReady) return;
    const unread = items.findIndex((item) => item.kind === 'unread');
    if (unread > 0) list.scrollToIndex(unread, { align: 'start' });
    else list.scrollToEnd();
    const frame = requestAnimationFrame(() => setPlaced(true));
    return () => cancelAnimationFrame(frame);
  }, [isPlaced, isReady, items, list]);
  return isPlaced;
}

/** What I send is always shown, also while I was reading further up. */
function useOwnSends(list: List, items: TimelineItem[]): void {
  const last = items.findLast((item) => item.kind === 'bubble');
  const waitingKey = last?.isMine && last.seq === undefined && !last.failure ? last.key : undefined;
  useLayoutEffect(() => {
    if (waitingKey !== undefined) list.scrollToEnd();
  }, [list, waitingKey]);
}

/** Follows the scrolling: fetches what is near, tells what was seen, and whether the end is far. */
function useWatch(list: List, scroller: { current: HTMLDivElement | null }, props: Props): boolean {
  const [isFar, setFar] = useState(false);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  const check = useCallback(() => {
    const { items, hasOlder, hasNewer, isAttended, onNeedOlder, onNeedNewer, onSeen } = latest.current;
    const shown = list.getVirtualItems();
    const element = scroller.current;
    if (!element || shown.length === 0) return;
    const bottom = element.scrollTop + element.clientHeight;
    setFar(element.scrollHeight - bottom > Math.max(300, element.clientHeight / 2));
    const inView = shown.filter(({ start, end }) => end > element.scrollTop && start < bottom);
    if (hasOlder && (inView[0]?.index ?? 0) < pageMargin) onNeedOlder();
    if (hasNewer && (inView.at(-1)?.index ?? 0) > items.length - pageMargin) onNeedNewer();
    if (!isAttended) return;
    // A message counts as seen once its last line is there, or once it fills the view.
    const seen = inView.findLast(({ index, start, end }) => {
      const item = items[index];
      return item?.kind === 'bubble' && item.seq !== undefined && (end <= bottom + 2 || start <= element.scrollTop);
    });
    const item = seen && items[seen.index];
    if (item?.kind === 'bubble' && item.seq !== undefined) onSeen(item.seq);
  }, [list, scroller]);

  useEffect(() => {
    const element = scroller.current;
    element?.addEventListener('scroll', check, { passive: true });
    return () => element?.removeEventListener('scroll', check);
  }, [check, scroller]);
  // After the frame in which the list has been put in its place: before that, nothing is truly in view.
  useEffect(() => {
    const frame = requestAnimationFrame(() => requestAnimationFrame(check));
    return () => cancelAnimationFrame(frame);
  }, [check, props.items, props.isAttended, props.hasOlder, props.hasNewer]);
  return isFar;
}

/** Which bubbles come in while one looks on: those rise, once; what was there, or is fetched from history, just stands. */
function useArrivals(items: TimelineItem[], isPlaced: boolean): (key: string) => boolean {
  const known = useRef(new Set<string>());
  const risen = useRef(new Set<string>());
  const newestSeq = useRef(0);
  const isNew = (key: string) => risen.current.has(key);
  for (const item of items) {
    if (item.kind !== 'bubble' || known.current.has(item.key)) continue;
    known.current.add(item.key);
    const isAtEnd = item.seq === undefined || item.seq > newestSeq.current;
    if (isPlaced && isAtEnd) risen.current.add(item.key);
  }
  useEffect(() => {
    newestSeq.current = items.reduce(
      (max, i) => (i.kind === 'bubble' ? Math.max(max, i.seq ?? 0) : max),
      newestSeq.current,
    );
    // An animation runs once; a bubble scrolled out and in again must not rise again.
    const timer = setTimeout(() => risen.current.clear(), 600);
    return () => clearTimeout(timer);
  }, [items]);
  return isNew;
}

/** Up and down go from message to message, so that the actions of each are within reach of keys. */
function moveBetweenMessages(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-message-actions]')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  buttons[at + (event.key === 'ArrowUp' ? -1 : 1)]?.focus();
}
