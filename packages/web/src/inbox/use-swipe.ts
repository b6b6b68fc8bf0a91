// A row that follows the finger. Only its transform changes while it does; React hears when a side opens and when it closes.
import { useEffect, useRef, useState } from 'react';
import { directionOf, followed, fullDistance, isAtEdge, restOf, type SwipeSide, settled } from './swipe-view-model.ts';

/** The row that is pushed aside, with the element that it lies in. */
export type Swiped = { id: string; place: HTMLElement; side: SwipeSide; isFull: boolean };

type Stroke = {
  pointerId: number;
  row: HTMLElement;
  startX: number;
  startY: number;
  isAlong: boolean;
  distance: number;
  speed: number;
  lastMs: number;
};

type List = { current: HTMLDivElement | null };
type Options = { isOff: boolean; onFull: (id: string, side: SwipeSide) => void };

export function useSwipe(list: List, options: Options) {
  const [swiped, setSwiped] = useState<Swiped>();
  const latest = useRef({ options, swiped });
  useEffect(() => {
    latest.current = { options, swiped };
  });
  const machine = useRef<SwipeMachine>(undefined);
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const made = new SwipeMachine(setSwiped, () => latest.current);
    machine.current = made;
    return made.listen(element);
  }, [list]);
  return { swiped, close: () => machine.current?.close() };
}

class SwipeMachine {
  #stroke: Stroke | undefined;
  #openRow: HTMLElement | undefined;
  readonly #show: (swiped: Swiped | undefined) => void;
  readonly #latest: () => { options: Options; swiped: Swiped | undefined };

  constructor(
    show: (swiped: Swiped | undefined) => void,
    latest: () => { options: Options; swiped: Swiped | undefined },
  ) {
    this.#show = show;
    this.#latest = latest;
  }

  listen(element: HTMLElement): () => void {
    const stop = new AbortController();
    const { signal } = stop;
    element.addEventListener('pointerdown', (event) => this.#begin(event), { signal });
    element.addEventListener('pointermove', (event) => this.#move(event), { signal });
    element.addEventListener('pointerup', () => this.#end(), { signal });
    element.addEventListener('pointercancel', () => this.#cancel(), { signal });
    element.addEventListener('scroll', () => this.close(), { signal, passive: true });
    // Or the browser takes a quick stroke for a fling, although nothing scrolls, and the next tap, wherever it falls, for what ends it.
    element.addEventListener(
      'touchmove',
      (event) => this.#stroke?.isAlong && event.cancelable && event.preventDefault(),
      { signal, passive: false },
    );
    return () => stop.abort();
  }

  close(): void {
    if (this.#openRow) moveTo(this.#openRow, 0, { isSmooth: true });
    this.#openRow = undefined;
    if (this.#latest().swiped) this.#show(undefined);
  }

  #begin(event: PointerEvent): void {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row-id]') : null;
    const { options } = this.#latest();
    const isOurs = event.pointerType === 'touch' && event.isPrimary && !options.isOff;
    if (!row || !isOurs || isAtEdge(event.clientX, window.innerWidth)) return;
    if (this.#openRow && this.#openRow !== row) this.close();
    const { pointerId, clientX, clientY, timeStamp } = event;
    const common = { isAlong: false, distance: 0, speed: 0, lastMs: timeStamp };
    this.#stroke = { pointerId, row, startX: clientX, startY: clientY, ...common };
  }

  #move(event: PointerEvent): void {
    const stroke = this.#stroke;
    if (!stroke || event.pointerId !== stroke.pointerId) return;
    const dx = event.clientX - stroke.startX;
    if (!stroke.isAlong) {
      const direction = directionOf(dx, event.clientY - stroke.startY);
      if (direction === 'across') this.#stroke = undefined;
      if (direction !== 'along') return;
      stroke.isAlong = true;
      stroke.row.setPointerCapture(stroke.pointerId);
      // What comes of it is no press of the row.
      stroke.row.addEventListener('click', swallow, { capture: true, once: true });
    }
    const { row } = stroke;
    const from = row === this.#openRow ? restOf(this.#latest().swiped?.side ?? 'start') : 0;
    const distance = from + (isRightToLeft(row) ? -dx : dx);
    stroke.speed = (distance - stroke.distance) / Math.max(1, event.timeStamp - stroke.lastMs);
    stroke.distance = distance;
    stroke.lastMs = event.timeStamp;
    moveTo(row, followed(distance, row.offsetWidth));
    this.#tell(row, distance);
  }

  #tell(row: HTMLElement, distance: number): void {
    const side = distance > 0 ? 'start' : 'end';
    const isFull = Math.abs(distance) >= fullDistance(row.offsetWidth);
    const { swiped } = this.#latest();
    const id = row.dataset['rowId'] ?? '';
    if (swiped?.id === id && swiped.side === side && swiped.isFull === isFull) return;
    const place = row.parentElement;
    if (place) this.#show({ id, place, side, isFull });
  }

  #end(): void {
    const stroke = this.#stroke;
    this.#stroke = undefined;
    if (!stroke?.isAlong) return;
    // The press that follows, if any, follows at once.
    setTimeout(() => stroke.row.removeEventListener('click', swallow, { capture: true }), 50);
    const { row, distance, speed } = stroke;
    const side = distance > 0 ? 'start' : 'end';
    const to = settled(distance, speed, row.offsetWidth);
    this.#openRow = row;
    if (to === 'open') return moveTo(row, restOf(side), { isSmooth: true });
    this.close();
    if (to === 'full') this.#latest().options.onFull(row.dataset['rowId'] ?? '', side);
  }

  /** The browser took the finger for scrolling. */
  #cancel(): void {
    const row = this.#stroke?.row;
    this.#stroke = undefined;
    if (!row) return;
    this.#openRow = row;
    this.close();
  }
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

function moveTo(row: HTMLElement, distance: number, { isSmooth = false } = {}): void {
  const sign = isRightToLeft(row) ? -1 : 1;
  row.style.transition = isSmooth ? 'transform var(--slow) var(--ease)' : 'none';
  row.style.transform = distance === 0 ? '' : `translateX(${distance * sign}px)`;
}

function isRightToLeft(element: HTMLElement): boolean {
  return getComputedStyle(element).direction === 'rtl';
}
