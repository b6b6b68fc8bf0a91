// One voice note that plays. Of all on the page at most one does; how fast is remembered.
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { keep, readKept } from '../app/storage.ts';

type State = 'still' | 'loading' | 'playing' | 'failed';

const speeds = [1, 1.5, 2];
const speedKey = 'voice.speed';
let speed = speeds.find((one) => String(one) === readKept(speedKey)) ?? 1;
const speedListeners = new Set<() => void>();
/** The one that plays. */
let current: HTMLAudioElement | undefined;

export function usePlayer(source: string, lengthMs: number) {
  const audio = useRef<HTMLAudioElement>(undefined);
  const [state, setState] = useState<State>('still');
  const [atMs, setAtMs] = useState(0);
  const rate = useSpeed();
  useEffect(() => {
    if (audio.current) audio.current.playbackRate = rate;
  }, [rate]);

  const make = useCallback(() => {
    audio.current ??= listen(new Audio(source), { setState, setAtMs, lengthMs });
    return audio.current;
  }, [lengthMs, source]);
  // What was made for another address, or for a message that is drawn no more, is silent.
  useEffect(
    () => () => {
      audio.current?.pause();
      audio.current = undefined;
      setState('still');
      setAtMs(0);
    },
    [make],
  );

  const play = (from: number) => {
    if (state === 'failed') audio.current = undefined;
    const element = make();
    if (current !== element) current?.pause();
    current = element;
    element.playbackRate = rate;
    if (from > 0) element.currentTime = from / 1_000;
    setState('loading');
    // A refusal to play is told by its own events.
    element.play().catch(() => setState(element.error ? 'failed' : 'still'));
  };
  return {
    state,
    atMs,
    speed: rate,
    toggle: () => {
      if (state === 'playing') audio.current?.pause();
      else play(atMs >= lengthMs ? 0 : atMs);
    },
    seek: (ms: number) => {
      setAtMs(ms);
      if (audio.current) audio.current.currentTime = ms / 1_000;
    },
    faster: () => setSpeed(speeds[(speeds.indexOf(rate) + 1) % speeds.length] ?? 1),
  };
}

type Ears = { setState: (state: State) => void; setAtMs: (ms: number) => void; lengthMs: number };

function listen(audio: HTMLAudioElement, { setState, setAtMs, lengthMs }: Ears): HTMLAudioElement {
  const end = () => {
    setState('still');
    setAtMs(0);
  };
  audio.addEventListener('playing', () => setState('playing'));
  audio.addEventListener('waiting', () => setState('loading'));
  audio.addEventListener('pause', () => setState('still'));
  audio.addEventListener('timeupdate', () => {
    if (!audio.ended) setAtMs(Math.min(lengthMs, audio.currentTime * 1_000));
  });
  audio.addEventListener('ended', end);
  audio.addEventListener('error', () => setState('failed'));
  return audio;
}

function setSpeed(next: number): void {
  speed = next;
  keep(speedKey, String(next));
  for (const listener of speedListeners) listener();
}

function useSpeed(): number {
  return useSyncExternalStore(
    (listener) => {
      speedListeners.add(listener);
      return () => speedListeners.delete(listener);
    },
    () => speed,
  );
}
