// `npm test`: everything that must hold, counted in one last line.
// usage: main.ts [vitest-argument...]   (with arguments vitest runs alone, on what they name)
import { findBrowser, installBrowser } from './browser.ts';
import { type Check, listChecks } from './checks.ts';
import { runSuite } from './suite.ts';

const args = process.argv.slice(2);
const checks = args.length > 0 ? [] : listChecks();
const fineCount = checks.filter(holds).length;

if (!findBrowser()) installBrowser();
const tests = await runSuite(args, findBrowser());

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
