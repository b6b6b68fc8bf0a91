// Rules and tests agree: every rule in docs/rules has a test whose title begins with its id, and no title begins with an id that no rule
// has. `node tools/check-rules.ts` tells what is missing.
import { listPaths, type ProjectFile, readProjectFile } from './project-files.ts';

/** A rule's id: a feature, a number, and a letter for a part of it. */
const ruleId = String.raw`[A-Z]{2,6}-\d+[a-z]?`;
/** Rules stand in bold at the start of a list's item. */
const inItem = new RegExp(String.raw`^- \*\*(${ruleId})\*\*`, 'gm');
/** Or in brackets at the end of a heading, which speaks for all that is under it. */
const inHeading = /^#+ .*\(([^()]*)\)$/gm;
/** A title is a string that begins with ids, whatever takes it for a title: a test, or a table of tests. */
const inTitle = new RegExp(String.raw`['"\x60]((?:${ruleId} )+)`, 'g');
const id = new RegExp(ruleId, 'g');

const isRules = (path: string): boolean => /^docs\/rules\/.*\.md$/.test(path);
/** The check's own test has titles of rules that there are not. */
const isTests = (path: string): boolean => /\.test\.tsx?$/.test(path) && !path.endsWith('/check-rules.test.ts');

/** A sentence for each rule without a test, each title without a rule, and each rule that is there twice. Other files are passed over. */
export function checkRules(files: readonly ProjectFile[]): string[] {
  const rules = files.filter(({ path }) => isRules(path));
  const items = idsIn(rules, inItem);
  const places = firstPlaces([...items, ...idsIn(rules, inHeading)]);
  const titles = firstPlaces(
    idsIn(
      files.filter(({ path }) => isTests(path)),
      inTitle,
    ),
  );
  const hasParts = (rule: string): boolean =>
    [...places.keys()].some((other) => other.slice(0, -1) === rule && /[a-z]$/.test(other));
  const doubles = items.filter((one, index) => items.findIndex(([other]) => other === one[0]) < index);
  const untested = [...places].filter(([rule]) => !titles.has(rule) && !hasParts(rule));
  const unknown = [...titles].filter(([rule]) => !places.has(rule) && !hasParts(rule));
  return [
    ...doubles.map(([rule, path]) => `${rule} is defined again in ${path}`),
    ...untested.map(([rule, path]) => `${rule} in ${path} has no test whose title begins with it`),
    ...unknown.map(([rule, path]) => `${rule} begins a title in ${path}, and docs/rules does not have it`),
  ];
}

type Place = readonly [rule: string, path: string];

const idsIn = (files: readonly ProjectFile[], pattern: RegExp): Place[] =>
  files.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)].flatMap(([, found = '']) =>
      [...found.matchAll(id)].map(([rule]): Place => [rule, path]),
    ),
  );

const firstPlaces = (places: readonly Place[]): Map<string, string> => new Map([...places].reverse());

if (import.meta.main) {
  const findings = checkRules(
    listPaths()
      .filter((path) => isRules(path) || isTests(path))
      .map(readProjectFile),
  );
  for (const finding of findings) console.error(finding);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
