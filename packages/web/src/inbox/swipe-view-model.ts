// How a row follows the finger, and what letting go does. Distances are along the line: positive uncovers what is at its start.

/** One action at the side of a row, in pixels; the style sheet has the same. */
export const swipeActionWidth = 80;
const trayWidth = swipeActionWidth * 2;
/** From the edge of the screen inwards this is the browser's own gesture, which goes back. */
const edgeWidth = 24;
const decideAfter = 10;
/** Faster than this, in pixels a millisecond, a short stroke counts as a long one. */
const flick = 0.5;

export type SwipeSide = 'start' | 'end';

export function isAtEdge(x: number, screenWidth: number): boolean {
  return x < edgeWidth || x > screenWidth - edgeWidth;
}

/** Whether a finger goes along the row, or up and down the list; undefined as long as it could be either. */
export function directionOf(dx: number, dy: number): 'along' | 'across' | undefined {
  if (Math.abs(dy) > decideAfter && Math.abs(dy) >= Math.abs(dx)) return 'across';
  return Math.abs(dx) > decideAfter && Math.abs(dx) > Math.abs(dy) * 1.2 ? 'along' : undefined;
}

/** From here on letting go does the first action. */
export function fullDistance(rowWidth: number): number {
  return Math.max(trayWidth + 40, rowWidth * 0.55);
}

/** Where the row stands: it follows up to the full distance, and resists beyond. */
export function followed(distance: number, rowWidth: number): number {
  const most = fullDistance(rowWidth);
  const size = Math.abs(distance);
  const shown = size <= most ? size : most + (size - most) * 0.3;
  return Math.sign(distance) * shown;
}

/** What letting go does. */
export function settled(distance: number, speed: number, rowWidth: number): 'closed' | 'open' | 'full' {
  const size = Math.abs(distance);
  const onwards = speed * Math.sign(distance);
  if (size >= fullDistance(rowWidth)) return 'full';
  if (onwards < -flick) return 'closed';
  return size > trayWidth / 2 || (onwards > flick && size > decideAfter) ? 'open' : 'closed';
}

/** Where the row rests while the actions of a side can be pressed. */
export function restOf(side: SwipeSide): number {
  return side === 'start' ? trayWidth : -trayWidth;
}
