// Where the list of messages opens.
import type { Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useState } from 'react';
import type { Aim } from './place.ts';
import type { TimelineItem } from './timeline-view-model.ts';

export type List = Virtualizer<HTMLDivElement, HTMLDivElement>;

/** How far below the top edge the list puts what it scrolls to: what was read last stays in sight above the "new messages" line. */
function topOf(aim: Aim, room: number): number {
  if (aim.kind === 'unread') return Math.round(room * 0.2);
  return aim.kind === 'message' ? (aim.offset ?? 0) : 0;
}

/** How far below the top edge it opens; absent until it is known how much room there is. */
export function useTop(scroller: { current: HTMLDivElement | null }, aim: Aim): number | undefined {
  const [top, setTop] = useState<number>();
  useLayoutEffect(() => {
    setTop((now) => now ?? topOf(aim, scroller.current?.clientHeight ?? 0));
  }, [aim, scroller]);
  return top;
}

/** To the pixel: rows lie below each other as high as they are, and with rounded heights they would not be where the list has them. */
export function heightOf(row: HTMLDivElement, entry: ResizeObserverEntry | undefined): number {
  return entry?.borderBoxSize[0]?.blockSize ?? row.getBoundingClientRect().height;
}

/** After so many frames it is drawn where it is. */
const maxPlacingFrames = 30;

/**
 * Opens where it is aimed at; drawn only once it stands there, which takes some frames, as rows are measured. By itself the list
 * would give up after five seconds; a window that nobody looks at draws no frame, however long.
 */
export function useFirstPlace(list: List, items: TimelineItem[], aim: Aim, isReady: boolean): boolean {
  const [isPlaced, setPlaced] = useState(false);
  const isOn = !isPlaced && isReady && items.length > 0;
  useLayoutEffect(() => {
    if (!isOn) return;
    const index = indexOf(aim, items);
    const align = aim.kind === 'message' && aim.offset === undefined ? 'center' : 'start';
    const go = () => (index < 0 ? list.scrollToEnd() : list.scrollToIndex(index, { align }));
    let frame = 0;
    const look = (framesLeft: number) => {
      frame = requestAnimationFrame(() => {
        if (framesLeft === 0 || isAt(list, index, align)) return setPlaced(true);
        go();
        look(framesLeft - 1);
      });
    };
    go();
    look(maxPlacingFrames);
    return () => cancelAnimationFrame(frame);
  }, [aim, isOn, items, list]);
  return isPlaced;
}

/** Whether the list stands where it was told to, by sizes that were measured. */
function isAt(list: List, index: number, align: 'center' | 'start'): boolean {
  const wanted = index < 0 ? undefined : list.getOffsetForIndex(index, align)?.[0];
  const away = wanted === undefined ? list.getDistanceFromEnd() : wanted - (list.scrollOffset ?? 0);
  return Math.abs(away) < 1.5 && list.getVirtualItems().every(({ key }) => list.itemSizeCache.has(key));
}

/** A message that is not there any more leads to the one after it. */
function indexOf(aim: Aim, items: TimelineItem[]): number {
  if (aim.kind === 'end') return -1;
  if (aim.kind === 'unread') return items.findIndex((item) => item.kind === 'unread');
  return items.findIndex((item) => item.kind === 'bubble' && item.seq !== undefined && item.seq >= aim.seq);
}
