// How a picture lies in its stage: how large, and how far from the middle. In pixels of the stage, from its middle.

export type Lie = { scale: number; x: number; y: number };
export type Size = { width: number; height: number };
export type Point = { x: number; y: number };

export const whole: Lie = { scale: 1, x: 0, y: 0 };
export const scaleMax = 5;
/** As large as a double tap makes it. */
export const tapScale = 2.5;

/** Another size, with what lies under a point staying under it. */
export function zoomedAt(lie: Lie, scale: number, point: Point): Lie {
  const next = Math.min(scaleMax, Math.max(1, scale));
  const part = next / lie.scale;
  return { scale: next, x: point.x - (point.x - lie.x) * part, y: point.y - (point.y - lie.y) * part };
}

/** Moved back so far that no side of the picture stands within the stage where the picture is larger than it. */
export function bounded({ scale, x, y }: Lie, stage: Size, picture: Size): Lie {
  const fit = Math.min(stage.width / Math.max(1, picture.width), stage.height / Math.max(1, picture.height));
  const room = (side: number, of: number) => Math.max(0, (side * fit * scale - of) / 2);
  const within = (value: number, most: number) => Math.min(most, Math.max(-most, value));
  return {
    scale,
    x: within(x, room(picture.width, stage.width)),
    y: within(y, room(picture.height, stage.height)),
  };
}

const turnPx = 60;
const closePx = 110;

/** What a stroke of one finger over a whole picture means; `dx` towards the end of the line is on the positive side. */
export function strokeMeans({ x: dx, y: dy }: Point): 'next' | 'previous' | 'close' | undefined {
  if (Math.abs(dy) > Math.abs(dx)) return Math.abs(dy) > closePx ? 'close' : undefined;
  if (Math.abs(dx) < turnPx) return undefined;
  return dx < 0 ? 'next' : 'previous';
}
