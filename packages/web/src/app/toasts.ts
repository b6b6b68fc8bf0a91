// Passing words: seen for a moment at the foot of the page, and said politely by screen readers.

type Listener = () => void;

/** One thing that can be done about it, as long as it is seen. */
export type ToastAction = { label: string; run: () => void };

let shown: { id: number; text: string; action?: ToastAction } | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<Listener>();
const shownMs = 3_500;
// Long enough to read it, decide and reach it.
const shownWithActionMs = 8_000;

function set(next: typeof shown): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Shows a sentence for a moment. */
export function toast(text: string, action?: ToastAction): void {
  clearTimeout(timer);
  set({ id: (shown?.id ?? 0) + 1, text, ...(action ? { action } : {}) });
  timer = setTimeout(() => set(undefined), action ? shownWithActionMs : shownMs);
}

export function closeToast(): void {
  clearTimeout(timer);
  set(undefined);
}

export function subscribeToasts(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function shownToast(): typeof shown {
  return shown;
}
