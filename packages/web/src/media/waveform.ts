// The loudness of a voice note over its length: a bar a character, `0` to `f`.

const barsMax = 40;

/** Loudness from 0 to 1, as often as it was taken, as so many bars; the loudest is the highest. */
export function toWaveform(levels: readonly number[]): string {
  const count = Math.max(1, Math.min(barsMax, levels.length));
  const loudest = Math.max(0.05, ...levels);
  const bars = Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * levels.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * levels.length) / count));
    return Math.max(0, ...levels.slice(from, to));
  });
  return bars.map((level) => Math.round((level / loudest) * 15).toString(16)).join('');
}

/** As heights from 0 to 1. Without one, or with a short one, as many quiet bars as there is room for. */
export function barsOf(waveform: string | undefined): number[] {
  const told = waveform || '0';
  return Array.from({ length: barsMax }, (_, bar) => {
    const at = Math.floor((bar * told.length) / barsMax);
    return Number.parseInt(told[at] ?? '0', 16) / 15;
  });
}
