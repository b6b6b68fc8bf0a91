// `npm test`: everything that must hold, counted in one last line.
// usage: main.ts [checks | vitest-argument...]   (checks: what needs no run of the program; other arguments: vitest alone, on what they name)
import { findBrowser } from '@parley/testkit/browser';
import { findNats } from '@parley/testkit/nats';
import { type Check, listChecks } from './checks.ts';
import { installFirst } from './install.ts';
import { runSuite } from './suite.ts';

const args = process.argv.slice(2);
const isChecksAlone = args[0] === 'checks';
const checks = args.length > 0 && !isChecksAlone ? [] : listChecks();
const fineCount = checks.filter(holds).length;

const tests = isChecksAlone ? { passed: 0, failed: 0, skipped: [] } : await runTests();

for (const name of tests.skipped) console.log(`skipped: ${name}`);
const passed = fineCount + tests.passed;
const failed = checks.length - fineCount + tests.failed;
const skipped = tests.skipped.length > 0 ? `, ${tests.skipped.length} skipped` : '';
console.log(`${passed} passed, ${failed} failed${skipped}`);
process.exitCode = failed === 0 ? 0 : 1;

function holds({ name, run }: Check): boolean {
  const { isFine, lines } = run();
  console.log(`${isFine ? '✓' : '✗'} ${name}`);
  for (const line of lines) console.log(`  ${line.replaceAll('\n', '\n  ')}`);
  return isFine;
}

async function runTests(): ReturnType<typeof runSuite> {
  if (!findBrowser()) installFirst('Chromium for the browser tests', ['chromium-headless-shell', 'chromium']);
  if (!findNats()) installFirst('nats-server for the tests of several nodes', ['nats-server']);
  return runSuite(args, findBrowser());
}
