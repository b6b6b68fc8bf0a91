import { limits } from '@parley/contract';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Recorder, whyNot } from './recorder.ts';

/** What a browser brings: a microphone that is quiet, and a recorder that writes four bytes. */
function standIn(getUserMedia: () => Promise<unknown>) {
  class StandInRecorder extends EventTarget {
    static isTypeSupported = (type: string) => type === 'audio/webm;codecs=opus';
    state = 'inactive';
    mimeType = 'audio/webm;codecs=opus';
    start() {
      this.state = 'recording';
    }
    stop() {
      this.state = 'inactive';
      this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob(['webm']) }));
      this.dispatchEvent(new Event('stop'));
    }
  }
  class StandInContext {
    createAnalyser = () => ({ fftSize: 0, getFloatTimeDomainData: (samples: Float32Array) => samples.fill(0.1) });
    createMediaStreamSource = () => ({ connect: () => undefined });
    close = () => Promise.resolve();
  }
  vi.stubGlobal('MediaRecorder', StandInRecorder);
  vi.stubGlobal('AudioContext', StandInContext);
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
}

describe('recording a voice note', () => {
  const stop = vi.fn<() => void>();
  const stream = { getTracks: () => [{ stop }] };
  beforeEach(() => {
    vi.useFakeTimers();
    stop.mockClear();
    standIn(() => Promise.resolve(stream));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test('MED-24 it stops after a minute, and waits to be sent', async () => {
    const recorder = new Recorder();
    await recorder.start();
    await vi.advanceTimersByTimeAsync(limits.voiceMsMax + 5_000);
    expect(recorder.state.status).toBe('full');
    expect(stop).toHaveBeenCalled();
    const recording = await recorder.stop();
    expect(recording).toMatchObject({ durationMs: limits.voiceMsMax, waveform: 'f'.repeat(40) });
    expect([recording?.bytes.type, recorder.state.status]).toEqual(['audio/webm;codecs=opus', 'off']);
  });

  test('MED-24 a slip of the finger is nothing to send', async () => {
    const recorder = new Recorder();
    await recorder.start();
    await vi.advanceTimersByTimeAsync(300);
    expect(await recorder.stop()).toBeUndefined();
  });

  test('MED-24 whoever gives up before the microphone is there does not keep it', async () => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    standIn(() => promise);
    const recorder = new Recorder();
    const started = recorder.start();
    recorder.cancel();
    resolve(stream);
    await started;
    expect(recorder.state.status).toBe('off');
    expect(stop).toHaveBeenCalled();
  });

  test.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'none'],
    ['NotReadableError', 'failed'],
  ])('MED-24 %s is told as %s', (name, why) => {
    expect(whyNot(new DOMException('', name))).toBe(why);
  });
});
