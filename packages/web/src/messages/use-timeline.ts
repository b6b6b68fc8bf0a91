// How the list of messages behaves: what it follows, what counts as seen.
import type { VirtualItem } from '@tanstack/react-virtual';
import { type KeyboardEvent, startTransition, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Place } from './place.ts';
import type { TimelineItem } from './timeline-view-model.ts';
import { heightOf, type List } from './use-first-place.ts';

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
  /** Where one reads now; absent at the end. */
  onPlace: (place: Place | undefined) => void;
};

/** How near an end, in items, the next page is fetched. */
const pageMargin = 12;
/** How far from the end, in pixels, one is still taken to be at the end. */
export const endPx = 90;

/** How many items are drawn on either side of what is in view: few, so that it opens soon, and more once it stands, so that scrolling finds them. */
export const drawnBeyond = { first: 3, later: 10, afterMs: 400 } as const;

/** Draws more beyond the view, a moment after the list stands in its place. */
export function useMore(isPlaced: boolean, drawMore: (count: number) => void): void {
  useEffect(() => {
    if (!isPlaced) return;
    const timer = setTimeout(() => startTransition(() => drawMore(drawnBeyond.later)), drawnBeyond.afterMs);
    return () => clearTimeout(timer);
  }, [isPlaced, drawMore]);
}

/** What I send is always shown, also while I was reading further up; a list that is laid anew opens where it is aimed. */
export function useOwnSends(list: List, sentCount: number): void {
  const known = useRef(sentCount);
  useLayoutEffect(() => {
    if (known.current !== sentCount) list.scrollToEnd();
    known.current = sentCount;
  }, [list, sentCount]);
}

/** Who stands at the end follows what is said; the page that reaches the end is read on from where one is. */
export function useFollows(hasNewer: boolean): boolean {
  const hadNewer = useRef(hasNewer);
  useLayoutEffect(() => {
    hadNewer.current = hasNewer;
  });
  return !hasNewer && !hadNewer.current;
}

/** What has just come is measured before it is painted; by itself the list would measure it after, and what is read would hop for a frame. */
export function useMeasured(list: List, items: TimelineItem[], scroller: { current: HTMLDivElement | null }): void {
  useLayoutEffect(() => {
    if (items.length === 0) return;
    let isOver = false;
    // Right after this drawing, and before the paint: within it React cannot draw again.
    queueMicrotask(() => {
      if (isOver) return;
      for (const row of scroller.current?.querySelectorAll<HTMLDivElement>('[data-index]') ?? []) {
        list.resizeItem(Number(row.dataset['index']), heightOf(row, undefined));
      }
    });
    return () => {
      isOver = true;
    };
  }, [items, list, scroller]);
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
export function useWatch(
  list: List,
  scroller: { current: HTMLDivElement | null },
  props: Watched,
  isPlaced: boolean,
): boolean {
  const [isFar, setFar] = useState(false);
  const latest = useRef({ ...props, isPlaced });
  useEffect(() => {
    latest.current = { ...props, isPlaced };
  });

  const check = useCallback(() => {
    const { items, hasOlder, hasNewer, isAttended, onNeedOlder, onNeedNewer, onSeen, onPlace } = latest.current;
    const shown = list.getVirtualItems();
    const element = scroller.current;
    // Before the list has been put in its place nothing is truly in view.
    if (!element || shown.length === 0 || !latest.current.isPlaced) return;
    const bottom = element.scrollTop + element.clientHeight;
    setFar(element.scrollHeight - bottom > Math.max(300, element.clientHeight / 2));
    const inView = shown.filter(({ start, end }) => end > element.scrollTop && start < bottom);
    const isAtEnd = !hasNewer && element.scrollHeight - bottom <= endPx;
    onPlace(isAtEnd ? undefined : placeOf(items, inView, element.scrollTop));
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
  // After the frame in which what has changed was measured.
  useEffect(() => {
    if (!isPlaced) return;
    const frame = requestAnimationFrame(() => requestAnimationFrame(check));
    return () => cancelAnimationFrame(frame);
  }, [check, isPlaced, props.items, props.isAttended, props.hasOlder, props.hasNewer]);
  return isFar;
}

function placeOf(items: TimelineItem[], inView: VirtualItem[], scrollTop: number): Place | undefined {
  for (const { index, start } of inView) {
    const item = items[index];
    if (item?.kind === 'bubble' && item.seq !== undefined) return { seq: item.seq, offset: start - scrollTop };
  }
  return undefined;
}

/** Which bubbles come in while one looks on: those rise, once; what was there, or is fetched from history, just stands. */
export function useArrivals(items: TimelineItem[], isPlaced: boolean): (key: string) => boolean {
  const known = useRef(new Set<string>());
  const risen = useRef(new Set<string>());
  const looked = useRef<TimelineItem[]>(undefined);
  const newestSeq = useRef(0);
  const isNew = (key: string) => risen.current.has(key);
  // Scrolling draws anew as well; a long log is looked through only when it has changed.
  if (looked.current !== items) {
    looked.current = items;
    for (const item of items) {
      if (item.kind !== 'bubble' || known.current.has(item.key)) continue;
      known.current.add(item.key);
      const isAtEnd = item.seq === undefined || item.seq > newestSeq.current;
      if (isPlaced && isAtEnd) risen.current.add(item.key);
    }
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

const steps: Partial<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

/** Up and down go from message to message; past the newest, and with Escape, one is back where one writes. */
export function moveBetweenMessages(event: KeyboardEvent<HTMLDivElement>): void {
  const step = steps[event.key];
  const isLeaving = event.key === 'Escape';
  if (event.altKey || (step === undefined && !isLeaving)) return;
  const messages = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-message]')];
  const at = messages.findIndex((message) => message.contains(document.activeElement));
  if (at < 0) return;
  const composer = document.querySelector<HTMLElement>('[data-composer]');
  if (isLeaving && !composer) return;
  event.preventDefault();
  const next = step === undefined ? undefined : messages[at + step];
  if (next) next.focus();
  else if (step !== -1) composer?.focus();
}

/** From where one writes to the newest message. */
export function focusNewestMessage(): void {
  [...document.querySelectorAll<HTMLElement>('[data-message]')].at(-1)?.focus();
}
