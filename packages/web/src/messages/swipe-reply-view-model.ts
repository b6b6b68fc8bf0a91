// How far a message follows the finger, and when letting go answers it. Distances are along the line, towards its end.

/** From here on letting go answers. */
export const replyFrom = 56;
const decideAfter = 10;
/** From the edge of the screen inwards this is the browser's own gesture, which goes back. */
const edgeWidth = 24;

export function isAtEdge(x: number, screenWidth: number): boolean {
  return x < edgeWidth || x > screenWidth - edgeWidth;
}

/** Whether the finger pulls the message, or does something else; undefined while it could be either. */
export function turnOf(dx: number, dy: number): 'along' | 'other' | undefined {
  if (Math.max(Math.abs(dx), Math.abs(dy)) <= decideAfter) return undefined;
  return dx > 0 && dx > Math.abs(dy) * 1.2 ? 'along' : 'other';
}

/** Where the message stands: it follows a little beyond what is needed, and resists then; never the other way. */
export function pulled(dx: number): number {
  if (dx <= 0) return 0;
  return dx <= replyFrom ? dx : replyFrom + Math.min((dx - replyFrom) * 0.25, 24);
}
