// The focus in the list: it goes from row to row, whether their elements are there yet or not.
import type { KeyboardEvent } from 'react';

/** Arrows go from row to row, Home and End to either end; a row is brought into view before it takes the focus. */
export function moveBetweenRows(
  event: KeyboardEvent<HTMLElement>,
  count: number,
  scrollTo: (index: number) => void,
): void {
  const index = focusedIndex();
  const moves: Record<string, number> = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: count - 1 };
  const next = moves[event.key];
  if (next === undefined || event.altKey || index < 0) return;
  event.preventDefault();
  const list = event.currentTarget;
  const target = Math.min(Math.max(next, 0), count - 1);
  scrollTo(target);
  // At once where it is drawn: of two presses within a frame none is lost.
  if (!focusRow(list, target)) requestAnimationFrame(() => focusRow(list, target));
}

/** Whether it is there. */
export function focusRow(list: HTMLElement, index: number): boolean {
  const row = list.querySelector<HTMLElement>(`[data-row-index="${index}"]`);
  row?.focus({ preventScroll: true });
  return row !== null;
}

/** After a row was arranged: the focus stays with it where it moved, and goes to the next one where it left. */
export function keepRowFocus(list: HTMLElement, id: string, index: number): void {
  if (list.contains(document.activeElement) || document.querySelector('dialog[open]')) return;
  const row = list.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(id)}"]`);
  if (row) row.focus({ preventScroll: true });
  else focusRow(list, index);
}

export function focusedIndex(): number {
  const row = document.activeElement;
  return row instanceof HTMLElement ? Number(row.dataset['rowIndex'] ?? -1) : -1;
}
