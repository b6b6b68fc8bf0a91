import { type KeyboardEvent, type ReactNode, useContext, useEffect, useLayoutEffect, useRef } from 'react';
import { cx } from './cx.ts';
import { InPlace } from './in-place.ts';
import styles from './Menu.module.css';

export type MenuItem = { id: string; label: string; icon?: ReactNode; isDanger?: boolean; onChoose: () => void };

/** Where a menu opens: below a button, or at the point that was pressed. */
export type MenuPlace = { left: number; right: number; top: number; bottom: number };

type Props = { label: string; items: MenuItem[]; place: MenuPlace; onClose: () => void; children?: ReactNode };

const edge = 8;

/** A list of actions: beside what it belongs to, or from below on a phone. Arrows move, Escape closes, focus returns. */
export function Menu({ label, items, place, onClose, children }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const isInPlace = useContext(InPlace);

  useLayoutEffect(() => {
    const menu = ref.current;
    if (!menu || isInPlace) return;
    const before = document.activeElement;
    menu.showPopover();
    const { left, top } = placeWithin(menu.offsetWidth, menu.offsetHeight, place);
    menu.style.left = `${left}px`;
    menu.style.top = `${top}px`;
    menu.querySelector<HTMLElement>('[role="menuitem"]')?.focus({ preventScroll: true });
    return () => {
      if (menu.matches(':popover-open')) menu.hidePopover();
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [isInPlace, place]);

  useIgnoredRelease(ref);
  useEffect(() => {
    if (isInPlace) return;
    const closeOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !ref.current?.contains(event.target)) onClose();
    };
    window.addEventListener('pointerdown', closeOutside, true);
    window.addEventListener('resize', onClose);
    return () => {
      window.removeEventListener('pointerdown', closeOutside, true);
      window.removeEventListener('resize', onClose);
    };
  }, [isInPlace, onClose]);

  return (
    <div
      ref={ref}
      popover={isInPlace ? undefined : 'manual'}
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className={styles.menu}
      onKeyDown={(event) => handleMenuKey(event, onClose)}
    >
      {children}
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          role="menuitem"
          className={cx(styles.item, item.isDanger && styles.danger)}
          onClick={() => {
            onClose();
            item.onChoose();
          }}
        >
          {item.icon}
          {item.label}
        </button>
      ))}
    </div>
  );
}

/** The finger that rested until the menu came lies on it: lifting it is no choice. */
function useIgnoredRelease(ref: { current: HTMLElement | null }): void {
  useEffect(() => {
    const stop = new AbortController();
    const options = { signal: stop.signal, capture: true };
    let hasPressed = false;
    let isRelease = false;
    const begin = () => {
      hasPressed = true;
      isRelease = false;
    };
    const end = () => {
      isRelease = !hasPressed;
    };
    const swallow = (event: MouseEvent) => {
      // Keys click too, without a press before it.
      const isOurs = event.target instanceof Node && ref.current?.contains(event.target) === true;
      if (!isRelease || !isOurs || event.detail === 0) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('pointerdown', begin, options);
    window.addEventListener('pointerup', end, options);
    window.addEventListener('click', swallow, options);
    return () => stop.abort();
  }, [ref]);
}

function placeWithin(width: number, height: number, place: MenuPlace): { left: number; top: number } {
  const roomBelow = window.innerHeight - place.bottom;
  const top = roomBelow > height + edge ? place.bottom : Math.max(edge, place.top - height);
  const isInRightHalf = place.left + place.right > window.innerWidth;
  const left = isInRightHalf ? place.right - width : place.left;
  return { top, left: Math.min(Math.max(edge, left), window.innerWidth - width - edge) };
}

function handleMenuKey(event: KeyboardEvent<HTMLDivElement>, onClose: () => void): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const at = items.findIndex((item) => item === document.activeElement);
  const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  const next = moves[event.key];
  if (next !== undefined) {
    event.preventDefault();
    items[(next + items.length) % items.length]?.focus();
  }
  if (event.key === 'Escape' || event.key === 'Tab') {
    event.preventDefault();
    event.stopPropagation();
    onClose();
  }
}
