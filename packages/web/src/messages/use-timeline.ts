// How the list of messages behaves: where it opens, what it follows, what counts as seen.
import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { TimelineItem } from './timeline-view-model.ts';

export type List = Virtualizer<HTMLDivElement, HTMLDivElement>;

/** What the watching of the scrolling needs to know, and whom it tells. */
export type Watched = {
  items: TimelineItem[];
  hasOlder: boolean;
  hasNewer: boolean;
  /** Whether somebody looks at the window; only then is anything seen. */
  isAttended: boolean;
  onNeedOlder: () => void;
  onNeedNewer: () => void;
  /** The newest message that has been in view. */
  onSeen: (seq: number) => void;
};

/** How near an end, in items, the next page is fetched. */
const pageMargin = 12;
/** How far from the end, in pixels, one is still taken to be at the end. */
export const endPx = 90;

/** Opens at the "new messages" line where there is one, else at the end; drawn only once it stands there. */
export function useFirstPlace(list: List, items: TimelineItem[]): boolean {
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
export function useOwnSends(list: List, items: TimelineItem[]): void {
  const last = items.findLast((item) => item.kind === 'bubble');
  const waitingKey = last?.isMine && last.seq === undefined && !last.failure ? last.key : undefined;
  useLayoutEffect(() => {
    if (waitingKey !== undefined) list.scrollToEnd();
  }, [list, waitingKey]);
}

/** Who reads at the end stays at the end while the composer grows, or something else takes its place. */
export function useRoom(list: List, scroller: { current: HTMLDivElement | null }): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let height = element.clientHeight;
    const observer = new ResizeObserver(() => {
      // Where one was is told by the room there was: when it shrinks, what is scrolled stays.
      const wasAtEnd = element.scrollHeight - element.scrollTop - height <= endPx;
      if (element.clientHeight !== height && wasAtEnd) list.scrollToEnd();
      height = element.clientHeight;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [list, scroller]);
}

/** Follows the scrolling: fetches what is near, tells what was seen, and whether the end is far. */
export function useWatch(list: List, scroller: { current: HTMLDivElement | null }, props: Watched): boolean {
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
export function useArrivals(items: TimelineItem[], isPlaced: boolean): (key: string) => boolean {
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
export function moveBetweenMessages(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-message-actions]')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  buttons[at + (event.key === 'ArrowUp' ? -1 : 1)]?.focus();
}
