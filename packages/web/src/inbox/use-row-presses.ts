// Presses on the list that ask for a row's menu: the right button, a finger that rests, the menu key, the button at the row's end.
import { useEffect, useRef } from 'react';
import type { MenuPlace } from '../ui/Menu.tsx';

const longPressMs = 480;
const wobble = 10;

type List = { current: HTMLDivElement | null };
type Handlers = { openMenu: (id: string, place: MenuPlace) => void; toggle: ((id: string) => void) | undefined };

export function useRowPresses(list: List, handlers: Handlers): void {
  const latest = useRef(handlers);
  useEffect(() => {
    latest.current = handlers;
  });
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const stop = new AbortController();
    listen(element, () => latest.current, stop.signal);
    element.dataset['hands'] = '';
    return () => stop.abort();
  }, [list]);
}

function listen(element: HTMLElement, latest: () => Handlers, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let start: { x: number; y: number } | undefined;
  let wasLong = false;
  const end = () => clearTimeout(timer);
  element.addEventListener(
    'pointerdown',
    (event) => {
      end();
      wasLong = false;
      const id = rowIdOf(event.target);
      if (event.pointerType !== 'touch' || id === undefined || latest().toggle) return;
      start = { x: event.clientX, y: event.clientY };
      timer = setTimeout(() => {
        wasLong = true;
        latest().openMenu(id, pointOf(event));
      }, longPressMs);
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      if (start && Math.hypot(clientX - start.x, clientY - start.y) > wobble) end();
    },
    { signal },
  );
  for (const type of ['pointerup', 'pointercancel', 'scroll'] as const) element.addEventListener(type, end, { signal });
  element.addEventListener(
    'contextmenu',
    (event) => {
      const id = rowIdOf(event.target);
      if (id === undefined || latest().toggle) return;
      event.preventDefault();
      end();
      if (!wasLong) latest().openMenu(id, placeOf(event));
    },
    { signal },
  );
  element.addEventListener('click', (event) => press(event, latest(), wasLong), { signal, capture: true });
}

function press(event: MouseEvent, { openMenu, toggle }: Handlers, wasLong: boolean): void {
  const target = event.target instanceof Element ? event.target : undefined;
  const button = target?.closest<HTMLElement>('[data-row-menu]');
  const id = rowIdOf(event.target);
  if (button) openMenu(button.dataset['rowMenu'] ?? '', button.getBoundingClientRect());
  else if (id !== undefined && toggle) toggle(id);
  else if (!wasLong) return;
  event.preventDefault();
  event.stopPropagation();
}

export function rowIdOf(target: EventTarget | null): string | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-row-id]') : undefined;
  return row?.dataset['rowId'];
}

/** A menu asked for by a key has no point of its own: it opens below the row. */
function placeOf(event: MouseEvent): MenuPlace {
  const row = event.target instanceof Element ? event.target.closest('[data-row-id]') : undefined;
  const isByKey = event instanceof PointerEvent && event.pointerType === '';
  return isByKey && row ? row.getBoundingClientRect() : pointOf(event);
}

function pointOf({ clientX, clientY }: MouseEvent): MenuPlace {
  return { left: clientX, right: clientX, top: clientY, bottom: clientY };
}
