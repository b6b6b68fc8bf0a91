// Metrics whose values stand elsewhere as plain numbers, and are looked up when somebody asks: counting costs nothing but the addition.
import { Counter, Gauge, type Registry } from 'prom-client';

type Named = { name: string; help: string; registers: [Registry] };

export function addGauge(named: Named, look: () => number): void {
  new Gauge({
    ...named,
    collect() {
      this.set(look());
    },
  });
}

/** One gauge for each entry, told apart by the label `name`. */
export function addGauges(named: Named, look: () => Readonly<Record<string, number>>): void {
  new Gauge({
    ...named,
    labelNames: ['name'],
    collect() {
      for (const [name, value] of Object.entries(look())) this.set({ name }, value);
    },
  });
}

export function addCounter(named: Named, look: () => number): void {
  new Counter({
    ...named,
    collect() {
      this.reset();
      this.inc(look());
    },
  });
}

/** Counts by two labels, as maps in a map: nothing is put together to count one more. */
export type Counts = Map<string, Map<string, number>>;

export function count(counts: Counts, first: string, second: string): void {
  let own = counts.get(first);
  if (!own) {
    own = new Map();
    counts.set(first, own);
  }
  own.set(second, (own.get(second) ?? 0) + 1);
}

/** `labelsOf` answers undefined for what is not counted here; equal labels are added up. */
export function addCounts(
  named: Named & { labelNames: string[] },
  counts: Counts,
  labelsOf: (first: string, second: string) => Record<string, string> | undefined,
): void {
  new Counter({
    ...named,
    collect() {
      this.reset();
      for (const [first, own] of counts) {
        for (const [second, value] of own) {
          const labels = labelsOf(first, second);
          if (labels) this.inc(labels, value);
        }
      }
    },
  });
}
