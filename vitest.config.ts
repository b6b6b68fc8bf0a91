import { findBrowser } from '@parley/testkit/browser';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tools/test/longest-first.ts';
import { TallyReporter } from './tools/test/tally.ts';

// What is waited for in a loop may take a page's load on a busy machine: a second, as by default, would judge the machine.
const expectations = { poll: { timeout: 15_000 } };
const shared = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  expect: expectations,
  env: { PARLEY_CHROMIUM: findBrowser() ?? '' },
};

export default defineConfig({
  test: {
    // One PostgreSQL for the whole run; each test file clones its own database from a migrated template.
    globalSetup: ['packages/testkit/src/database/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', new TallyReporter()],
    projects: [
      {
        test: {
          ...shared,
          name: 'node',
          // A process for each of 140 files costs more than what most of them test. What a file changes for all, it puts back.
          isolate: false,
          restoreMocks: true,
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'bin/**/*.test.mjs'],
          exclude: ['**/node_modules/**', '**/*.browser.test.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'browser',
          // One browser and one set of modules for several files; each has a world and windows of its own.
          isolate: false,
          restoreMocks: true,
          // Stories of several people; on a busy machine a page alone may take seconds.
          testTimeout: 90_000,
          include: ['packages/*/src/**/*.browser.test.ts'],
          globalSetup: ['bin/lib/web-for-tests.mjs'],
        },
      },
    ],
  },
});
