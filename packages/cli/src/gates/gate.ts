// A gate: an attack at its full size, measured, with a verdict.

/** One number that was found, and what it must not go beyond. */
export type Figure = { name: string; value: number; unit: string; max?: number; n?: number };
export type GateReport = { gate: string; ok: boolean; figures: Figure[]; problems: string[] };

/** `size`: how much of the attack; each gate has its own full one. */
export type Gate = {
  about: string;
  size: number;
  unit: string;
  run(size: number): Promise<Omit<GateReport, 'gate' | 'ok'>>;
};

export const verdict = (gate: string, { figures, problems }: Omit<GateReport, 'gate' | 'ok'>): GateReport => {
  const over = figures.filter(({ value, max }) => max !== undefined && value > max);
  return { gate, ok: problems.length === 0 && over.length === 0, figures, problems };
};
