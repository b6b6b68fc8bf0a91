import type { Person } from '@parley/contract';
import { Check, CircleAlert, Clock3, EllipsisVertical, Reply } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, memo, type PointerEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnection } from '../app/client-context.tsx';
import { refusalSentence } from '../app/errors.ts';
import { clockTime, exactTime } from '../app/time.ts';
import { useOnline } from '../app/use-online.ts';
import { heldKind, spoken } from '../media/index.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { cx } from '../ui/cx.ts';
import type { MenuPlace } from '../ui/Menu.tsx';
import type { Match } from '../ui/marked-parts.ts';
import styles from './Bubble.module.css';
import { BubbleContent } from './BubbleContent.tsx';
import { useMessageDeeds } from './message-deeds.ts';
import { bigEmojiCount } from './text-parts.ts';
import type { BubbleItem } from './timeline-view-model.ts';
import { useSwipeReply } from './use-swipe-reply.ts';

/** How it stands while messages are being chosen: it may be, or is. */
export type Choice = 'open' | 'chosen';

type Props = {
  bubble: BubbleItem;
  peer: Person;
  /** It has just come: it rises from below, once. */
  isNew: boolean;
  /** The newest is where keys enter the list of messages. */
  isNewest: boolean;
  isTimeShown: boolean;
  /** One came for this one: it lights up, once. */
  isFlashed?: boolean;
  /** What a search found in it. */
  matches?: readonly Match[] | undefined;
  /** Absent: nothing is being chosen. */
  choice?: Choice | undefined;
  onPress: (bubble: BubbleItem) => void;
  onMenu: (bubble: BubbleItem, place: MenuPlace) => void;
  onRetry: (bubble: BubbleItem) => void;
  onDiscard: (bubble: BubbleItem) => void;
  onToggle?: (seq: number) => void;
};

/** One message with what belongs to it: time, actions, status, failure; while messages are being chosen, a box instead. */
export const Bubble = memo(function Bubble(props: Props) {
  const { bubble, peer, isNew, isNewest, isTimeShown, isFlashed = false, choice, onPress, onMenu } = props;
  const { t } = useTranslation();
  const press = useLongPress((place) => onMenu(bubble, place));
  const held = bubble.isUnsent ? undefined : heldKind(bubble.content);
  const bigCount = bubble.quote || held ? 0 : bigEmojiCount(bubble.content.text);
  const { onReply } = useMessageDeeds();
  const canReply = bubble.seq !== undefined && !bubble.isUnsent && !choice;
  const swipe = useSwipeReply(onReply && canReply ? () => onReply(bubble) : undefined);
  return (
    <div
      className={cx(
        styles.row,
        bubble.isMine ? styles.mine : styles.theirs,
        bubble.isFirstOfGroup && styles.first,
        bubble.isLastOfGroup && styles.last,
        isNew && styles.new,
        isFlashed && styles.flashed,
        choice && styles.choosing,
        choice === 'chosen' && styles.chosen,
      )}
      {...swipe}
    >
      {choice && <ChoiceBox {...props} />}
      {onReply && canReply && <Reply className={styles.pull} size={20} aria-hidden="true" data-mirrors="" />}
      <div className={styles.line} data-pulled="">
        {/* Pressing shows the time and a long press the actions; by keys, Enter opens the actions. */}
        <div
          className={cx(
            styles.bubble,
            bigCount > 0 && styles.big,
            bigCount > 0 && styles[`big${bigCount}`],
            bubble.failure && styles.failed,
            bubble.isUnsent && styles.unsent,
            held && styles.holding,
            (held === 'photo' || held === 'video' || held === 'share') && styles.framing,
            held === 'sticker' && styles.bare,
          )}
          role="article"
          aria-label={bubble.isMine ? t('messages.youSaid') : t('messages.said', { name: peer.displayName })}
          {...(choice ? {} : { tabIndex: isNewest ? 0 : -1, 'data-message': '' })}
          {...press}
          onClick={() => onPress(bubble)}
          onKeyDown={(event) => openByKey(event, (place) => onMenu(bubble, place))}
        >
          <BubbleContent bubble={bubble} peer={peer} matches={props.matches} />
        </div>
        <div className={styles.side}>
          <button
            type="button"
            className={styles.more}
            tabIndex={-1}
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

/** How much of a text is said to tell it from others. */
const spokenMax = 120;

/** It lies over the whole row: pressing anywhere chooses, and nothing beneath is pressed by mistake. */
function ChoiceBox({ bubble, peer, isNewest, choice, onToggle }: Props) {
  const { t } = useTranslation();
  const { seq, isMine, isUnsent, content } = bubble;
  const who = isMine ? t('messages.youSaid') : t('messages.said', { name: peer.displayName });
  return (
    <button
      type="button"
      role="checkbox"
      className={styles.box}
      aria-checked={choice === 'chosen'}
      aria-label={`${who} ${isUnsent ? t(isMine ? 'messages.unsentByMe' : 'messages.unsent') : spoken(content, t).slice(0, spokenMax)}`}
      tabIndex={isNewest ? 0 : -1}
      data-message=""
      onClick={() => seq !== undefined && onToggle?.(seq)}
    >
      <span className={styles.tick}>{choice === 'chosen' && <Check size={16} strokeWidth={3} />}</span>
    </button>
  );
}

/** Enter, the menu key or Shift and F10 on a message open its actions; on a link in it, Enter follows the link. */
function openByKey(event: KeyboardEvent<HTMLElement>, open: (place: MenuPlace) => void): void {
  const isAsked = event.key === 'Enter' || event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10');
  if (!isAsked || event.target !== event.currentTarget) return;
  event.preventDefault();
  open(event.currentTarget.getBoundingClientRect());
}

/** What became of a message of mine. */
function Fate({ bubble, peer, onRetry, onDiscard }: Props) {
  const { t } = useTranslation();
  const isOnline = useOnline();
  // A connection that is cut may take long to be found out.
  const isCutOff = useConnection().status === 'waiting' || !isOnline;
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
      {t(bubble.status === 'sending' && isCutOff ? 'messages.status.waiting' : `messages.status.${bubble.status}`)}
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
  // The finger that stayed ends in a click as well, which must not do a second thing: neither here nor on a picture or a link within.
  const swallow = (event: MouseEvent) => {
    if (!isLong.current) return;
    isLong.current = false;
    event.preventDefault();
    event.stopPropagation();
  };
  return { ...handlers, onClickCapture: swallow };
}
