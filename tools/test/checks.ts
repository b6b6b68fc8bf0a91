// What is checked without running the program. Each check is one test of the total.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findForbiddenImports } from '../check-boundaries.ts';
import { type BudgetReport, checkBudgets } from '../check-budgets.ts';
import { checkRules } from '../check-rules.ts';
import { findTraces } from '../check-traces.ts';
import { listPaths, readProjectFile, root } from '../project-files.ts';

export interface Check {
  name: string;
  run(): CheckResult;
}

export interface CheckResult {
  isFine: boolean;
  /** What to tell, also when all is fine. */
  lines: string[];
}

const IS_CODE = /^(packages\/[^/]+\/src|tools|bin|examples)\/.*\.(ts|tsx|js|mjs)$/;
const IS_TEXT = /\.(ts|tsx|js|mjs|json|md|css|html|svg|yml|yaml|sh|sql|txt)$|(^|\/)[^.]+$/;

export function listChecks(): Check[] {
  const paths = listPaths();
  const code = paths.filter((path) => IS_CODE.test(path)).map(readProjectFile);
  const texts = paths.filter((path) => IS_TEXT.test(path));
  return [
    files('the web app builds', () => [process.env.PARLEY_WEB_PROBLEM ?? ''].filter(Boolean)),
    command('the types agree', 'typescript/bin/tsc', ['-p', 'tsconfig.json']),
    ...(existsSync(join(root, 'packages/web/tsconfig.json'))
      ? [
          command('the types of the web app agree', 'typescript/bin/tsc', [
            '-p',
            'packages/web/tsconfig.json',
            '--noEmit',
          ]),
        ]
      : []),
    command('the lint rules hold', 'oxlint/bin/oxlint', ['--deny-warnings', '--format=unix']),
    command('the format is the agreed one, and imports are in order', '@biomejs/biome/bin/biome', [
      'check',
      '--colors=off',
      '--max-diagnostics=5',
    ]),
    files('imports follow the arrows', () => code.flatMap(findForbiddenImports)),
    { name: 'files and functions stay small', run: () => budgets(code.map(checkBudgets)) },
    files('every rule has a test, and every test its rule', () => checkRules(texts.map(readProjectFile))),
    files('nothing names a machine or a registry', () => texts.map(readProjectFile).flatMap(findTraces)),
  ];
}

/** A program of node_modules; it is content when it exits with 0. */
function command(name: string, program: string, args: string[]): Check {
  return {
    name,
    run() {
      const path = join(root, 'node_modules', program);
      const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], { cwd: root, encoding: 'utf8' });
      return { isFine: status === 0, lines: status === 0 ? [] : [stdout.trim(), stderr.trim()].filter(Boolean) };
    },
  };
}

function files(name: string, find: () => string[]): Check {
  return {
    name,
    run() {
      const lines = find();
      return { isFine: lines.length === 0, lines };
    },
  };
}

function budgets(reports: BudgetReport[]): CheckResult {
  const broken = reports.flatMap((report) => report.broken);
  const largeCount = reports.reduce((sum, report) => sum + report.largeCount, 0);
  const note = largeCount > 0 ? [`${largeCount} files and functions are larger than wanted`] : [];
  return { isFine: broken.length === 0, lines: [...broken, ...note] };
}
