// What runs in the page. Each function is sent there as its text, so it may use nothing of this file but itself; and what it uses of
// the browser is declared here, because the rest of this package knows no DOM.
type Scroller = { scrollHeight: number; scrollTo(x: number, y: number): void };
type Entry = { name: string; duration: number; startTime: number; encodedBodySize: number; interactionId?: number };
type Kept = { parleyInteractions: number[]; parleyFrames: number[]; parleyIsWatching: boolean };
declare const window: Kept;
declare const document: { querySelector(selector: string): Scroller | null };
declare const requestAnimationFrame: (tick: (nowMs: number) => void) => void;
declare const performance: { now(): number; getEntriesByType(type: string): Entry[] };
declare class PerformanceObserver {
  constructor(listener: (list: { getEntries(): Entry[] }) => void);
  observe(options: { type: string; durationThreshold: number; buffered: boolean }): void;
}

/** Keeps how long each tap and key took until the next paint (Event Timing tells of those of 16 ms and more). */
export function watchInteractions(): void {
  const durations: number[] = [];
  window.parleyInteractions = durations;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.interactionId) durations.push(entry.duration);
  });
  observer.observe({ type: 'event', durationThreshold: 16, buffered: true });
}

export const interactions = (): number[] => window.parleyInteractions;

/** What has come over the wire as script. */
export function scriptBytes(): number {
  const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
  return scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
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
