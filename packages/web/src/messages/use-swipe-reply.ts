// A message that follows the finger towards the end of its line, and is answered when it is let go far enough (MSG-4b).
import { type PointerEvent, useRef } from 'react';
import { isAtEdge, pulled, replyFrom, turnOf } from './swipe-reply-view-model.ts';

type Stroke = { pointerId: number; x: number; y: number; row: HTMLElement; isAlong: boolean; distance: number };

/** Handlers for the row of a message; nothing moves where it cannot be answered. Only its transform changes while it does. */
export function useSwipeReply(onReply: (() => void) | undefined) {
  const stroke = useRef<Stroke>(undefined);
  const letGo = () => {
    const ended = stroke.current;
    stroke.current = undefined;
    if (ended?.isAlong) moveTo(ended.row, 0, true);
    return ended;
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      const { pointerId, clientX: x, clientY: y, currentTarget: row } = event;
      const isOurs = onReply && event.pointerType === 'touch' && event.isPrimary && !isAtEdge(x, window.innerWidth);
      stroke.current = isOurs ? { pointerId, x, y, row, isAlong: false, distance: 0 } : undefined;
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const one = stroke.current;
      if (one?.pointerId !== event.pointerId) return;
      const dx = (event.clientX - one.x) * onward(one.row);
      if (!one.isAlong) {
        const turn = turnOf(dx, event.clientY - one.y);
        if (turn === 'other') stroke.current = undefined;
        if (turn !== 'along') return;
        one.isAlong = true;
        one.row.setPointerCapture(one.pointerId);
        // What comes of it is no press of the message.
        one.row.addEventListener('click', swallow, { capture: true, once: true });
      }
      const wasFar = one.distance >= replyFrom;
      one.distance = dx;
      if (!wasFar && dx >= replyFrom) navigator.vibrate?.(8);
      moveTo(one.row, pulled(dx), false);
    },
    onPointerUp: () => {
      const ended = letGo();
      if (!ended?.isAlong) return;
      // The press that follows, if any, follows at once.
      setTimeout(() => ended.row.removeEventListener('click', swallow, { capture: true }), 50);
      if (ended.distance >= replyFrom) onReply?.();
    },
    /** The browser took the finger for scrolling. */
    onPointerCancel: () => void letGo(),
  };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

const onward = (element: HTMLElement): number => (getComputedStyle(element).direction === 'rtl' ? -1 : 1);

function moveTo(row: HTMLElement, distance: number, isSmooth: boolean): void {
  row.style.setProperty('--pull-shown', String(Math.min(1, distance / replyFrom)));
  for (const part of row.querySelectorAll<HTMLElement>('[data-pulled]')) {
    part.style.transition = isSmooth ? 'transform var(--slow) var(--ease)' : 'none';
    part.style.transform = distance === 0 ? '' : `translateX(${distance * onward(row)}px)`;
  }
}
