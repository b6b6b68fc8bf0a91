// What runs in the page. Each function is sent there as its text, so it may use nothing of this file but itself; and what it uses of
// the browser is declared here, because the rest of this package knows no DOM.
type Scroller = { scrollHeight: number; scrollTo(x: number, y: number): void };
type Entry = { name: string; responseEnd: number; duration: number; interactionId?: number };
type Kept = {
  parleyRowAtMs: number;
  parleyInteractions: Map<number, number>;
  parleyFrames: number[];
  parleyIsWatching: boolean;
};
declare const window: Kept;
declare const document: { querySelector(selector: string): Scroller | null };
declare const requestAnimationFrame: (tick: (nowMs: number) => void) => void;
declare const performance: { now(): number; getEntriesByType(type: string): Entry[] };
declare class MutationObserver {
  constructor(listener: () => void);
  observe(target: object, options: { childList: boolean; subtree: boolean }): void;
  disconnect(): void;
}
declare class PerformanceObserver {
  constructor(listener: (list: { getEntries(): Entry[] }) => void);
  observe(options: { type: string; durationThreshold: number; buffered: boolean }): void;
}

/** Keeps how long each tap and key took until the next paint; an interaction is as long as the longest of its events. */
export function watchInteractions(): void {
  const durations = new Map<number, number>();
  window.parleyInteractions = durations;
  const observer = new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId) durations.set(interactionId, Math.max(duration, durations.get(interactionId) ?? 0));
  });
  // Told of those of 16 ms and more; the quicker ones count as if they were not there, which makes the figure larger.
  observer.observe({ type: 'event', durationThreshold: 16, buffered: true });
}

export const interactions = (): number[] => [...window.parleyInteractions.values()];

/** Keeps when the first row of the inbox was there. */
export function watchFirstRow(): void {
  // As it comes, and not with the next frame: by then what was asked for after it may be there too.
  const observer = new MutationObserver(() => {
    if (document.querySelector('[data-row-index="0"]') === null) return;
    window.parleyRowAtMs = performance.now();
    observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
}

export const isFirstRowThere = (): boolean => window.parleyRowAtMs > 0;

/** The addresses of all scripts that had come when the first row was there. */
export function scriptAddresses(): string[] {
  const scripts = performance
    .getEntriesByType('resource')
    .filter(({ name, responseEnd }) => name.endsWith('.js') && responseEnd <= window.parleyRowAtMs);
  return [...new Set(scripts.map(({ name }) => name))];
}

export function isInboxWhole(count: number): boolean {
  return document.querySelector(`[aria-setsize="${count}"]`) !== null;
}

export function scrollInbox(to: 'start' | 'end'): void {
  const list = document.querySelector('[data-inbox-list]');
  list?.scrollTo(0, to === 'start' ? 0 : list.scrollHeight);
}

/** Keeps the time from frame to frame until `frames` is asked. */
export function watchFrames(): void {
  window.parleyFrames = [];
  window.parleyIsWatching = true;
  let last = performance.now();
  const tick = (nowMs: number): void => {
    window.parleyFrames.push(nowMs - last);
    last = nowMs;
    if (window.parleyIsWatching) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

/** The first ones were those of starting to watch. */
export function frames(): number[] {
  window.parleyIsWatching = false;
  return window.parleyFrames.slice(2);
}
