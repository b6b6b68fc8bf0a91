// What one can read at one sitting: the lines of a file and of a function, parameters, nesting.
import { parseSync, visitorKeys } from 'oxc-parser';
import { lineAt, type ProjectFile } from './project-files.ts';

const FILE_LINES = { wanted: 250, most: 400 };
const FUNCTION_LINES = { wanted: 40, most: 70 };
const PARAMETERS_MOST = 4;
const NESTING_MOST = 3;

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const NESTS = /^(If|For|ForIn|ForOf|While|DoWhile|Switch|Try)Statement$/;

export interface BudgetReport {
  /** One sentence each; any of them fails the build. */
  broken: string[];
  /** How many files and functions are larger than wanted. */
  largeCount: number;
}

export function checkBudgets({ path, text }: ProjectFile): BudgetReport {
  const report: BudgetReport = { broken: [], largeCount: 0 };
  const weigh = (what: string, lines: number, { wanted, most }: typeof FILE_LINES): void => {
    if (lines > most) report.broken.push(`${what} has ${lines} lines, at most ${most}`);
    else if (lines > wanted) report.largeCount += 1;
  };
  weigh(path, text.trimEnd().split('\n').length, FILE_LINES);
  const placeOf = ({ start }: Node) => `${path}:${lineAt(text, start)}`;
  const visit = ({ node, parent, depth }: Step): void => {
    if (FUNCTIONS.has(node.type)) {
      const { length } = node.params as Node[];
      if (length > PARAMETERS_MOST)
        report.broken.push(`${placeOf(node)} ${length} parameters, from ${PARAMETERS_MOST + 1} on one object`);
      // A group of tests is no function that somebody has to understand as a whole.
      if (isGroup(parent, text)) return;
      weigh(`${placeOf(node)} the function`, lineAt(text, node.end) - lineAt(text, node.start) + 1, FUNCTION_LINES);
    } else if (depth === NESTING_MOST + 1 && NESTS.test(node.type)) {
      report.broken.push(`${placeOf(node)} is nested more than ${NESTING_MOST} deep`);
    }
  };
  walk({ node: parseSync(path, text).program as unknown as Node, depth: 0 }, visit);
  return report;
}

interface Node {
  type: string;
  start: number;
  end: number;
  [child: string]: unknown;
}

interface Step {
  node: Node;
  parent?: Node;
  /** Of control flow, this node included, within the innermost function. */
  depth: number;
}

function walk(step: Step, visit: (step: Step) => void): void {
  visit(step);
  for (const key of visitorKeys[step.node.type] ?? []) {
    for (const child of [step.node[key]].flat() as (Node | null)[]) {
      if (child) walk({ node: child, parent: step.node, depth: depthOf(child, key, step) }, visit);
    }
  }
}

function depthOf(child: Node, key: string, { node, depth }: Step): number {
  if (FUNCTIONS.has(child.type)) return 0;
  const isElseIf = key === 'alternate' && node.type === 'IfStatement';
  return NESTS.test(child.type) && !isElseIf ? depth + 1 : depth;
}

function isGroup(parent: Node | undefined, text: string): boolean {
  return parent?.type === 'CallExpression' && text.startsWith('describe', parent.start);
}
