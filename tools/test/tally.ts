// Counts a vitest run. Vitest's own numbers leave out a file that could not be loaded and an error outside of any test.
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export interface Tally {
  passed: number;
  failed: number;
  /** The full name of each test that was skipped, with the reason where the test gave one. */
  skipped: string[];
}

/** Sends the tally to the program that started vitest, if that has a channel open. */
export class TallyReporter implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Promise<void> {
    const tally = count(modules, unhandled.length);
    await new Promise((sent) => (process.send ? process.send(tally, undefined, {}, sent) : sent(null)));
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
