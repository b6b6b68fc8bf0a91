// Fingers on a picture that fills the screen: two of them zoom, one moves what is zoomed, turns to the next, or closes.
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { bounded, type Lie, type Point, strokeMeans, tapScale, whole, zoomedAt } from './zoom-view-model.ts';

type Ways = { onTurn: (by: 1 | -1) => void; onClose: () => void };

const tapMs = 300;
const tapPx = 24;

/** Handlers for the stage; `stage` holds the picture as its first `img`. */
export function useZoom(stage: RefObject<HTMLElement | null>, key: string, { onTurn, onClose }: Ways) {
  const lie = useRef<Lie>(whole);
  const fingers = useRef(new Map<number, Point>());
  const stroke = useRef<{ from: Point; wasOne: boolean }>(undefined);
  const lastTap = useRef<Point & { atMs: number }>(undefined);
  useEffect(() => {
    lie.current = whole;
    draw(stage.current, whole, false);
  }, [key, stage]);

  const place = (next: Lie, isSmooth: boolean) => {
    const image = stage.current?.querySelector('img:last-of-type') as HTMLImageElement | null;
    if (!stage.current || !image) return;
    const size = { width: image.naturalWidth, height: image.naturalHeight };
    lie.current = bounded(next, sizeOf(stage.current), size);
    draw(stage.current, lie.current, isSmooth);
  };
  const tap = (point: Point, atMs: number) => {
    const before = lastTap.current;
    lastTap.current = { ...point, atMs };
    if (!before || atMs - before.atMs > tapMs || distance(before, point) > tapPx) return;
    lastTap.current = undefined;
    place(lie.current.scale > 1 ? whole : zoomedAt(lie.current, tapScale, point), true);
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      fingers.current.set(event.pointerId, pointOf(event));
      const isOne = fingers.current.size === 1;
      stroke.current = { from: pointOf(event), wasOne: isOne };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const before = fingers.current.get(event.pointerId);
      if (!before) return;
      const now = pointOf(event);
      const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
      fingers.current.set(event.pointerId, now);
      if (other) {
        const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
        const grown = distance(now, other) / Math.max(1, distance(before, other));
        return place(zoomedAt(lie.current, lie.current.scale * grown, middle), false);
      }
      const { scale, x, y } = lie.current;
      if (scale > 1) return place({ scale, x: x + now.x - before.x, y: y + now.y - before.y }, false);
      if (stroke.current) draw(stage.current, { ...whole, x: now.x - stroke.current.from.x }, false);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const now = pointOf(event);
      const begun = stroke.current;
      fingers.current.delete(event.pointerId);
      if (fingers.current.size > 0 || !begun) return;
      stroke.current = undefined;
      if (!begun.wasOne) return;
      const by = { x: now.x - begun.from.x, y: now.y - begun.from.y };
      if (Math.hypot(by.x, by.y) < 8) return tap(now, event.timeStamp);
      if (lie.current.scale > 1) return;
      draw(stage.current, whole, true);
      const onward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
      const meaning = strokeMeans({ x: by.x * onward, y: by.y });
      if (meaning === 'close') onClose();
      else if (meaning) onTurn(meaning === 'next' ? 1 : -1);
    },
    onPointerCancel: (event: PointerEvent<HTMLElement>) => {
      fingers.current.delete(event.pointerId);
      stroke.current = undefined;
      draw(stage.current, lie.current, true);
    },
  };
}

/** From the middle of the stage. */
function pointOf({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>): Point {
  const box = currentTarget.getBoundingClientRect();
  return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
}

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
const sizeOf = ({ clientWidth: width, clientHeight: height }: HTMLElement) => ({ width, height });

function draw(stage: HTMLElement | null, { scale, x, y }: Lie, isSmooth: boolean): void {
  const moved = stage?.firstElementChild;
  if (!(moved instanceof HTMLElement)) return;
  moved.style.transition = isSmooth ? 'transform var(--slow) var(--ease)' : 'none';
  moved.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
}
