// Records one voice note (MED-24): asks for the microphone, listens to how loud it is, and stops by itself after a minute.
import { limits } from '@parley/contract';
import { toWaveform } from './waveform.ts';

export type Recording = { bytes: Blob; durationMs: number; waveform: string };

/** `insecure`: browsers give no microphone to a page that did not come safely. */
export type NoRecording = 'denied' | 'none' | 'insecure' | 'failed';

export type RecorderState =
  | { status: 'off' | 'asking' }
  | { status: 'recording'; startedAtMs: number }
  /** The minute is over: it waits to be sent or thrown away. */
  | { status: 'full'; recording: Recording }
  | { status: 'refused'; why: NoRecording };

/** The first that the browser can write: the former are played by more of them. */
const types = [
  'audio/mp4;codecs=mp4a.40.2',
  'audio/webm;codecs=opus',
  'audio/ogg;codecs=opus',
  'audio/mp4',
  'audio/webm',
];
const levelEveryMs = 100;
/** Less is a slip of the finger. */
const leastMs = 500;

export const canRecord = (): boolean => typeof MediaRecorder !== 'undefined';

export function whyNot(error: unknown): NoRecording {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'failed';
}

type Running = { stream: MediaStream; recorder: MediaRecorder; chunks: Blob[]; stopListening: () => void; end: number };

export class Recorder {
  #state: RecorderState = { status: 'off' };
  #running: Running | undefined;
  /** Names the latest start: what an earlier one still waits for is not wanted any more. */
  #start = 0;
  #levels: number[] = [];
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get state(): RecorderState {
    return this.#state;
  }

  /** How loud it was lately, from 0 to 1, newest last. */
  get levels(): readonly number[] {
    return this.#levels;
  }

  async start(): Promise<void> {
    this.cancel();
    this.#start += 1;
    const start = this.#start;
    if (!navigator.mediaDevices) return this.#set({ status: 'refused', why: 'insecure' });
    this.#set({ status: 'asking' });
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (start === this.#start) this.#record(stream);
      else stopTracks(stream);
    } catch (error) {
      if (start === this.#start) this.#set({ status: 'refused', why: whyNot(error) });
    }
  }

  /** Ends it; undefined where there is too little to send. */
  async stop(): Promise<Recording | undefined> {
    if (this.#state.status === 'full') {
      const { recording } = this.#state;
      this.cancel();
      return recording;
    }
    const recording = await this.#finish();
    this.cancel();
    return recording && recording.durationMs >= leastMs ? recording : undefined;
  }

  cancel(): void {
    this.#start += 1;
    const running = this.#running;
    this.#running = undefined;
    if (running) release(running);
    this.#set({ status: 'off' });
  }

  #record(stream: MediaStream): void {
    const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
    const recorder = new MediaRecorder(stream, { ...(mimeType ? { mimeType } : {}), audioBitsPerSecond: 32_000 });
    const chunks: Blob[] = [];
    this.#levels = [];
    recorder.addEventListener('dataavailable', ({ data }) => chunks.push(data));
    const stopListening = listen(stream, (level) => {
      this.#levels = [...this.#levels, level];
      this.#tell();
    });
    recorder.start();
    const end = window.setTimeout(() => void this.#fill(), limits.voiceMsMax);
    this.#running = { stream, recorder, chunks, stopListening, end };
    this.#set({ status: 'recording', startedAtMs: performance.now() });
  }

  async #fill(): Promise<void> {
    const recording = await this.#finish();
    if (recording) this.#set({ status: 'full', recording });
  }

  async #finish(): Promise<Recording | undefined> {
    const running = this.#running;
    if (!running || this.#state.status !== 'recording') return undefined;
    this.#running = undefined;
    const lastedMs = performance.now() - this.#state.startedAtMs;
    const { promise, resolve } = Promise.withResolvers<void>();
    running.recorder.addEventListener('stop', () => resolve());
    release(running);
    await promise;
    const durationMs = Math.min(limits.voiceMsMax, Math.max(1, Math.round(lastedMs)));
    const bytes = new Blob(running.chunks, { type: running.recorder.mimeType });
    return { bytes, durationMs, waveform: toWaveform(this.#levels) };
  }

  #set(state: RecorderState): void {
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function release({ stream, recorder, stopListening, end }: Running): void {
  clearTimeout(end);
  stopListening();
  if (recorder.state !== 'inactive') recorder.stop();
  stopTracks(stream);
}

const stopTracks = (stream: MediaStream): void => stream.getTracks().forEach((track) => track.stop());

/** Tells ten times a second how loud it is. */
function listen(stream: MediaStream, onLevel: (level: number) => void): () => void {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2_048;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    // Speech is far from as loud as can be.
    onLevel(Math.min(1, Math.sqrt(power) * 4));
  }, levelEveryMs);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}
