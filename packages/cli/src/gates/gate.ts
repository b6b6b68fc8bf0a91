// A gate: an attack or a fault at its full size, measured, with a verdict.

/** One number that was found, and what it must not go beyond. */
export type Figure = { name: string; value: number; unit: string; max?: number; n?: number };
/** `notExercised`: what the gate's name promises and this machine or this size did not let it try. */
export type Found = { figures: Figure[]; problems: string[]; notExercised?: string[] };
export type GateReport = { gate: string; ok: boolean; skipped?: string } & Required<Found>;

/** `size`: how much of the attack; each gate has its own full one. */
export type Gate = {
  about: string;
  size: number;
  /** How much of it every change must pass. Absent: it wants a quiet machine, or adds nothing to `npm test`. */
  quick?: number;
  unit: string;
  /** Without that program it is skipped, and counted. */
  needs?: 'nats-server';
  run(size: number): Promise<Found>;
};

export const verdict = (gate: string, { figures, problems, notExercised = [] }: Found): GateReport => {
  const over = figures.filter(({ value, max }) => max !== undefined && !(value <= max));
  return { gate, ok: problems.length === 0 && over.length === 0, figures, problems, notExercised };
};

export const skippedFor = (gate: string, skipped: string): GateReport => {
  return { gate, ok: true, skipped, figures: [], problems: [], notExercised: [] };
};

/** A figure that has to be nought, of so many. */
export const none = (name: string, value: number, n: number): Figure => ({ name, value, unit: '', max: 0, n });
