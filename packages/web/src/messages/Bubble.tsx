import type { Person } from '@parley/contract';
import { CircleAlert, Clock3, EllipsisVertical } from 'lucide-react';
import { type MouseEvent, memo, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalSentence } from '../app/errors.ts';
import { clockTime, exactTime } from '../app/time.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { cx } from '../ui/cx.ts';
import type { MenuPlace } from '../ui/Menu.tsx';
import styles from './Bubble.module.css';
import { MessageText } from './MessageText.tsx';
import { bigEmojiCount } from './text-parts.ts';
import type { BubbleItem } from './timeline-view-model.ts';

type Props = {
  bubble: BubbleItem;
  peer: Person;
  /** It has just come: it rises from below, once. */
  isNew: boolean;
  /** The newest is where keys enter the list of messages. */
  isNewest: boolean;
  isTimeShown: boolean;
  onPress: (bubble: BubbleItem) => void;
  onMenu: (bubble: BubbleItem, place: MenuPlace) => void;
  onRetry: (bubble: BubbleItem) => void;
  onDiscard: (bubble: BubbleItem) => void;
};

/** One message with what belongs to it: time, actions, status, failure. */
export const Bubble = memo(function Bubble(props: Props) {
  const { bubble, peer, isNew, isNewest, isTimeShown, onPress, onMenu } = props;
  const { t } = useTranslation();
  const press = useLongPress((place) => onMenu(bubble, place));
  const bigCount = bigEmojiCount(bubble.content.text);
  return (
    <div
      className={cx(
        styles.row,
        bubble.isMine ? styles.mine : styles.theirs,
        bubble.isFirstOfGroup && styles.first,
        bubble.isLastOfGroup && styles.last,
        isNew && styles.new,
      )}
    >
      <div className={styles.line}>
        {/* Pressing shows the time and a long press the actions; both can be had by keys from the button beside it. */}
        <div
          className={cx(
            styles.bubble,
            bigCount > 0 && styles.big,
            bigCount > 0 && styles[`big${bigCount}`],
            bubble.failure && styles.failed,
          )}
          {...press.handlers}
          onClick={() => !press.wasLong() && onPress(bubble)}
        >
          <span className={styles.who}>
            {bubble.isMine ? t('messages.youSaid') : t('messages.said', { name: peer.displayName })}
          </span>
          <MessageText content={bubble.content} />
        </div>
        <div className={styles.side}>
          <button
            type="button"
            className={styles.more}
            data-message-actions=""
            tabIndex={isNewest ? 0 : -1}
            aria-label={t('messages.actions')}
            aria-haspopup="menu"
            onClick={(event) => onMenu(bubble, event.currentTarget.getBoundingClientRect())}
          >
            <EllipsisVertical size={18} />
          </button>
          <time className={styles.time} dateTime={new Date(bubble.atMs).toISOString()} title={exactTime(bubble.atMs)}>
            {clockTime(bubble.atMs)}
          </time>
        </div>
      </div>
      {isTimeShown && <p className={styles.under}>{exactTime(bubble.atMs)}</p>}
      <Fate {...props} />
    </div>
  );
});

/** What became of a message of mine. */
function Fate({ bubble, peer, onRetry, onDiscard }: Props) {
  const { t } = useTranslation();
  if (bubble.failure) {
    return (
      <div className={styles.failure} role="group" aria-label={t('messages.notSent')}>
        <p>
          <CircleAlert size={14} aria-hidden="true" />{' '}
          {t('messages.notSentBecause', { reason: refusalSentence(bubble.failure, t) })}
        </p>
        <span className={styles.failureActions}>
          <button type="button" onClick={() => onRetry(bubble)}>
            {t('messages.retry')}
          </button>
          <button type="button" onClick={() => onDiscard(bubble)}>
            {t('messages.discard')}
          </button>
        </span>
      </div>
    );
  }
  if (!bubble.status) return null;
  return (
    <p className={styles.status}>
      {bubble.status === 'sending' && <Clock3 size={12} aria-hidden="true" />}
      {bubble.status === 'seen' && <Avatar person={peer} size="tiny" />}
      {t(`messages.status.${bubble.status}`)}
    </p>
  );
}

const longPressMs = 420;
const wobblePx = 10;

/** A right click, or a finger that stays. Browsers of phones differ in whether a finger that stays is a context menu, so it is timed here. */
function useLongPress(open: (place: MenuPlace) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const start = useRef({ x: 0, y: 0 });
  const isLong = useRef(false);
  const placeOf = (x: number, y: number): MenuPlace => ({ left: x, right: x, top: y, bottom: y });
  const cancel = () => clearTimeout(timer.current);
  const handlers = {
    onContextMenu: (event: MouseEvent) => {
      // A link keeps the browser's own menu, and so does marked text.
      if (event.target instanceof HTMLAnchorElement || !(window.getSelection()?.isCollapsed ?? true)) return;
      event.preventDefault();
      cancel();
      open(placeOf(event.clientX, event.clientY));
    },
    onPointerDown: (event: PointerEvent) => {
      cancel();
      isLong.current = false;
      if (event.pointerType === 'mouse') return;
      start.current = { x: event.clientX, y: event.clientY };
      timer.current = setTimeout(() => {
        isLong.current = true;
        navigator.vibrate?.(8);
        open(placeOf(start.current.x, start.current.y));
      }, longPressMs);
    },
    onPointerMove: (event: PointerEvent) => {
      const moved = Math.hypot(event.clientX - start.current.x, event.clientY - start.current.y);
      if (moved > wobblePx) cancel();
    },
    onPointerUp: cancel,
    onPointerCancel: cancel,
  };
  // The finger that stayed ends in a click as well, which must not do a second thing.
  return { handlers, wasLong: () => isLong.current };
}
