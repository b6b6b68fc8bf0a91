// Counts a vitest run. Vitest's own numbers leave out a file that could not be loaded and an error outside of any test.
import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export interface Tally {
  passed: number;
  failed: number;
  /** The full name of each test that was skipped, with the reason where the test gave one. */
  skipped: string[];
}

/** Writes the tally to the file that PARLEY_TALLY names, for the program that started vitest. */
export class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const path = process.env.PARLEY_TALLY;
    if (path) writeFileSync(path, JSON.stringify(count(modules, unhandled.length)));
  }
}

function count(modules: readonly TestModule[], unhandledCount: number): Tally {
  const tally: Tally = { passed: 0, failed: unhandledCount, skipped: [] };
  for (const module of modules) {
    tally.failed += module.errors().length;
    for (const test of module.children.allTests()) {
      const result = test.result();
      if (result.state === 'passed') tally.passed += 1;
      else if (result.state === 'skipped') tally.skipped.push(nameOf(test.fullName, result.note));
      else tally.failed += 1;
    }
    for (const suite of module.children.allSuites()) tally.failed += suite.errors().length;
  }
  return tally;
}

function nameOf(fullName: string, note: string | undefined): string {
  return note ? `${fullName}: ${note}` : fullName;
}
