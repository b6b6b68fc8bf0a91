import type { Person } from '@parley/contract';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayLabel } from '../app/time.ts';
import { useNow } from '../app/use-now.ts';
import { countLabel } from '../ui/count-label.ts';
import type { MenuPlace } from '../ui/Menu.tsx';
import { Bubble, type Choice } from './Bubble.tsx';
import { type FoundWords, matchesIn } from './found-words.ts';
import type { Aim } from './place.ts';
import { DaySeparator, UnreadLine } from './Separators.tsx';
import styles from './Timeline.module.css';
import { TypingBubble } from './TypingBubble.tsx';
import type { BubbleItem, TimelineItem } from './timeline-view-model.ts';
import { heightOf, type List, useFirstPlace, useTop } from './use-first-place.ts';
import {
  drawnBeyond,
  endPx,
  moveBetweenMessages,
  useArrivals,
  useFollows,
  useMeasured,
  useMore,
  useOwnSends,
  useRoom,
  useWatch,
  type Watched,
} from './use-timeline.ts';

type BubbleActions = {
  onMenu: (bubble: BubbleItem, place: MenuPlace) => void;
  onRetry: (bubble: BubbleItem) => void;
  onDiscard: (bubble: BubbleItem) => void;
  onToggle: (seq: number) => void;
};

type Props = Watched &
  BubbleActions & {
    peer: Person;
    unreadCount: number;
    /** How often I have sent something since this conversation was opened. */
    sentCount: number;
    /** Where it opens; a list that is aimed anew is a new one. */
    aim: Aim;
    /** The message that one came for. */
    flashedSeq: number | undefined;
    /** What a search found in them. */
    found: FoundWords;
    /** Which messages are chosen; absent while nothing is being chosen. */
    chosen: ReadonlySet<number> | undefined;
    onJumpToNewest: () => void;
    /** What stands above the first message. */
    start: ReactNode;
  };

const sizes: Record<TimelineItem['kind'], number> = { start: 260, day: 48, unread: 42, bubble: 44, typing: 46 };

/** The messages, newest at the bottom. What is being read never moves, whatever is added above or below. */
export function Timeline(props: Props) {
  const { items, peer, hasNewer, aim, unreadCount, sentCount, onJumpToNewest } = props;
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const top = useTop(scroller, aim);
  const getItemKey = useCallback((index: number) => items[index]?.key ?? index, [items]);
  const isFollowing = useFollows(hasNewer);
  const [overscan, drawMore] = useState<number>(drawnBeyond.first);
  const list: List = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => sizes[items[index]?.kind ?? 'bubble'],
    getItemKey,
    anchorTo: 'end',
    followOnAppend: isFollowing,
    scrollEndThreshold: endPx,
    scrollPaddingStart: top ?? 0,
    measureElement: heightOf,
    overscan,
    paddingEnd: 8,
  });
  const isPlaced = useFirstPlace(list, items, aim, top !== undefined);
  useMore(isPlaced, drawMore);
  useMeasured(list, items, scroller);
  useOwnSends(list, sentCount);
  useRoom(list, scroller);
  const isFar = useWatch(list, scroller, props, isPlaced);
  const draw = useDraw(props, useArrivals(items, isPlaced));
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
              {visible.map(({ key, index }) => (
                <div key={String(key)} ref={list.measureElement} data-index={index}>
                  {draw(items[index])}
                </div>
              ))}
            </div>
          </div>
        </div>
      </div>
      {(isFar || hasNewer) && (
        <JumpButton
          unreadCount={unreadCount}
          onJump={() => {
            if (hasNewer) onJumpToNewest();
            else glideToEnd(list);
          }}
        />
      )}
    </div>
  );
}

/** How each item is drawn. */
function useDraw(props: Props, isNew: (key: string) => boolean): (item: TimelineItem | undefined) => ReactNode {
  const { items, peer, start, flashedSeq, found, chosen, onMenu, onRetry, onDiscard, onToggle } = props;
  const { t } = useTranslation();
  const nowMs = useNow();
  const [timeShownFor, setTimeShownFor] = useState<string>();
  const toggleTime = useCallback((bubble: BubbleItem) => {
    setTimeShownFor((key) => (key === bubble.key ? undefined : bubble.key));
  }, []);
  const newestKey = items.findLast((item) => item.kind === 'bubble')?.key;
  return (item) => {
    switch (item?.kind) {
      case undefined:
        return null;
      case 'start':
        return start;
      case 'day':
        return <DaySeparator>{dayLabel(item.atMs, nowMs, t)}</DaySeparator>;
      case 'unread':
        return <UnreadLine>{t('messages.unreadLine')}</UnreadLine>;
      case 'typing':
        return <TypingBubble name={peer.displayName} />;
      case 'bubble':
        return (
          <Bubble
            bubble={item}
            peer={peer}
            isNew={isNew(item.key)}
            isNewest={item.key === newestKey}
            isTimeShown={item.key === timeShownFor}
            isFlashed={item.seq !== undefined && item.seq === flashedSeq}
            matches={matchesIn(item, found)}
            choice={choiceOf(item, chosen)}
            onPress={toggleTime}
            onMenu={onMenu}
            onRetry={onRetry}
            onDiscard={onDiscard}
            onToggle={onToggle}
          />
        );
    }
  };
}

/** What is not in the log yet cannot be chosen. */
function choiceOf({ seq }: BubbleItem, chosen: ReadonlySet<number> | undefined): Choice | undefined {
  if (!chosen || seq === undefined) return undefined;
  return chosen.has(seq) ? 'chosen' : 'open';
}

/** Farther than this, gliding there would take too long. */
const glidePx = 3_000;

function glideToEnd(list: List): void {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  list.scrollToEnd({ behavior: list.getDistanceFromEnd() < glidePx && !isCalm ? 'smooth' : 'auto' });
}

/** The way to the newest message, with how many are not read. */
export function JumpButton({ unreadCount, onJump }: { unreadCount: number; onJump: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className={styles.jump} onClick={onJump}>
      <span className={styles.said}>
        {unreadCount > 0 ? t('messages.jumpToUnread', { count: unreadCount }) : t('messages.jump')}
      </span>
      <ArrowDown size={22} aria-hidden="true" />
      {unreadCount > 0 && (
        <span className={styles.jumpCount} aria-hidden="true">
          {countLabel(unreadCount)}
        </span>
      )}
    </button>
  );
}
