// Where the focus is while one searches: from the field through what was found, and back to where it was before.
import type { KeyboardEvent } from 'react';
import { whenThere } from '../ui/when-there.ts';

const resultsOf = (within: Element) => [
  ...within.querySelectorAll<HTMLElement>('[data-results] :is(a, [data-result])'),
];

/** Arrows go through all results, also from a button beside one, and from the first one up to the field. */
export function moveBetweenResults(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const from = document.activeElement;
  const pane = event.currentTarget.closest('section') ?? event.currentTarget;
  if (!from || !event.currentTarget.contains(from)) return;
  event.preventDefault();
  event.stopPropagation();
  const results = resultsOf(pane);
  const isAfter = (result: Element) => (from.compareDocumentPosition(result) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  const isBefore = (result: Element) => (from.compareDocumentPosition(result) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  if (event.key === 'ArrowDown') results.find(isAfter)?.focus();
  else (results.findLast(isBefore) ?? pane.querySelector<HTMLElement>('input'))?.focus();
}

/** So long a server far away may take to answer. */
const answerFrames = 300;

/** Opens the first that was found for what is in the field; where that is still on its way, once it is there, unless one went on since. */
export function openFirst(field: HTMLInputElement, pane: Element): void {
  const query = field.value.trim();
  const results = `[data-results="${CSS.escape(query)}"]`;
  const find = () => pane.querySelector<HTMLElement>(`${results} a, ${results} [data-result]`);
  const first = find();
  if (first) first.click();
  if (first || query === '') return;
  let hasGoneOn = false;
  const goOn = () => {
    hasGoneOn = true;
  };
  for (const event of ['input', 'blur', 'keydown']) field.addEventListener(event, goOn, { once: true });
  whenThere(
    () => (hasGoneOn ? null : find()),
    (found) => found.click(),
    answerFrames,
  );
}

type Origin = { element: HTMLElement; rowId: string | undefined };
let origin: Origin | undefined;

/** What had the focus when the search was opened; a row of the list is drawn anew when one comes back to it. */
export function rememberOrigin(element: EventTarget | null): void {
  const isPlace = element instanceof HTMLElement && element !== document.body;
  origin = isPlace ? { element, rowId: element.dataset['rowId'] } : undefined;
}

/** Back to where one was before the search, once the list is there again; but not where one has gone on already. */
export function focusOrigin(): void {
  const from = origin;
  origin = undefined;
  if (!from) return;
  const find = () =>
    (from.rowId && document.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(from.rowId)}"]`)) ||
    (from.element.isConnected ? from.element : undefined);
  whenThere(find, (place) => document.activeElement === document.body && place.focus());
}
