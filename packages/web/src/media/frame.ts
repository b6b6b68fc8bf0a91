// How much room pictures take before any of them is there, so that nothing moves when they come (MED-21).
import type { Attachment } from '@parley/contract';

export type Frame = { width: number; height: number };

/** Of the widest picture in a bubble; on a narrow screen all shrink alike. */
export const frameWidthMax = 320;
const heightMax = 400;
const sideMin = 120;
/** With words beneath it, a narrow picture would make a column of them. */
const captionedMin = 220;
/** What tells nothing of its size. */
const unknown = { width: 4, height: 3 };

/** The frame of one picture alone: its own shape within bounds; beyond them it is cut. */
export function frameOf({ width, height }: Pick<Attachment, 'width' | 'height'>, hasCaption: boolean): Frame {
  const own = width && height ? { width, height } : unknown;
  const scale = Math.min(frameWidthMax / own.width, heightMax / own.height);
  // Small pictures are not blown up beyond twice their size.
  const grown = width && height ? Math.min(scale, 2) : scale;
  const least = hasCaption ? captionedMin : sideMin;
  const within = (value: number, min: number, max: number) => Math.round(Math.min(max, Math.max(min, value)));
  return {
    width: within(own.width * grown, least, frameWidthMax),
    height: within(own.height * grown, sideMin, heightMax),
  };
}

/** How many stand in each row, so that no row has an odd one left over. */
const rows: Record<number, readonly number[]> = {
  2: [2],
  3: [1, 2],
  4: [2, 2],
  5: [2, 3],
  6: [3, 3],
  7: [1, 3, 3],
  8: [2, 3, 3],
  9: [3, 3, 3],
};

/** Of each picture of a grid: how many of its six columns it takes, and its shape. */
export function cellsOf(count: number): { columns: number; ratio: number }[] {
  return (rows[count] ?? [count]).flatMap((inRow) =>
    Array.from({ length: inRow }, () => ({ columns: 6 / inRow, ratio: inRow === 1 ? 16 / 10 : 1 })),
  );
}
