import { useEffect, useState, useSyncExternalStore } from 'react';
import { Recorder, type RecorderState, type Recording } from './recorder.ts';

export type Recorded = {
  state: RecorderState;
  levels: readonly number[];
  /** A finger rests on the button: letting go sends. */
  isHeld: boolean;
  start(isHeld: boolean): void;
  /** The finger was lifted too early to mean more than a press: it goes on without it. */
  letGo(): void;
  cancel(): void;
  send(): void;
};

/** The recorder of one composer; it ends with it. */
export function useRecorder(onRecorded: (recording: Recording) => void): Recorded {
  const [recorder] = useState(() => new Recorder());
  const [isHeld, setHeld] = useState(false);
  const state = useSyncExternalStore(recorder.subscribe, () => recorder.state);
  const levels = useSyncExternalStore(recorder.subscribe, () => recorder.levels);
  const isOn = state.status !== 'off';
  useEffect(() => () => recorder.cancel(), [recorder]);
  useEffect(() => {
    if (!isOn) return;
    const handle = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      recorder.cancel();
    };
    window.addEventListener('keydown', handle, true);
    return () => window.removeEventListener('keydown', handle, true);
  }, [isOn, recorder]);
  return {
    state,
    levels,
    isHeld,
    start: (byHolding) => {
      setHeld(byHolding);
      void recorder.start();
    },
    letGo: () => setHeld(false),
    cancel: () => recorder.cancel(),
    send: () => {
      void recorder.stop().then((recording) => recording && onRecorded(recording));
    },
  };
}
