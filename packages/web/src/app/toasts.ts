// Passing words: seen for a moment at the foot of the page, and said politely by screen readers.

type Listener = () => void;

let shown: { id: number; text: string } | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<Listener>();
const shownMs = 3_500;

function set(next: typeof shown): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Shows a sentence for a moment. */
export function toast(text: string): void {
  clearTimeout(timer);
  set({ id: (shown?.id ?? 0) + 1, text });
  timer = setTimeout(() => set(undefined), shownMs);
}

export function subscribeToasts(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function shownToast(): typeof shown {
  return shown;
}
