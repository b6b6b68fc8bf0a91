// Who may import whom. The arrows are the architecture: a rule must not know a database, a page must not know the server.
import { dirname, join, normalize } from 'node:path/posix';
import { type EcmaScriptModule, parseSync } from 'oxc-parser';
import { lineAt, type ProjectFile } from './project-files.ts';

/** Packages of ours that the shipped code of a package may import. Tests and tools may import any. */
const ALLOWED: Record<string, readonly string[]> = {
  contract: [],
  core: ['contract'],
  store: ['contract', 'core'],
  realtime: ['contract'],
  server: ['contract', 'core', 'store', 'realtime'],
  sdk: ['contract'],
  web: ['sdk', 'contract'],
  cli: ['contract', 'sdk', 'server', 'store'],
  testkit: ['contract', 'core', 'store', 'realtime', 'server', 'sdk'],
};
/** Imports that leave nothing behind when the types are stripped. */
const TYPES_ONLY = new Set(['store -> core']);
/** No file, clock, socket or environment is within their reach. */
const PURE = new Set(['contract', 'core']);
/** The commands that measure run the toy world. */
const MEASURES = /^packages\/cli\/src\/(replay|bench|gates|audit|simulate|chaos)\//;
const IS_TEST = /\.(test|fixture)\.tsx?$|\/(fixtures|testing)\//;
/** What every page is made of. One component a file, and no index that would load them all. */
const BUILDING_BLOCKS: Record<string, readonly string[]> = { web: ['app', 'ui'] };

interface Import {
  specifier: string;
  isType: boolean;
  offset: number;
}

/** One sentence for each import in a file that goes against the arrows. */
export function findForbiddenImports(file: ProjectFile): string[] {
  const [, packageName = '', inside = ''] = /^packages\/([^/]+)\/src\/(.*)$/.exec(file.path) ?? [];
  const { module } = parseSync(file.path, file.text);
  const exportsAll = findStarExports(module).map((offset) => ({
    offset,
    problem: 'exports whatever is there: name what is meant',
  }));
  const imports = packageName === '' ? [] : listImports(module, file.text);
  const forbidden = imports.map((found) => ({
    ...found,
    problem: problemOf(found, { packageName, inside, path: file.path }),
  }));
  return [...exportsAll, ...forbidden]
    .filter(({ problem }) => problem !== '')
    .map(({ offset, problem }) => `${file.path}:${lineAt(file.text, offset)} ${problem}`);
}

interface Place {
  packageName: string;
  /** The path below `src/`. */
  inside: string;
  path: string;
}

/** Empty: the import is allowed. */
function problemOf({ specifier, isType }: Import, place: Place): string {
  if (specifier.startsWith('.')) return problemInside(specifier, place);
  if (IS_TEST.test(place.path)) return '';
  if (specifier.startsWith('node:') && PURE.has(place.packageName))
    return `${place.packageName} is pure, but imports ${specifier}`;
  const [, target = ''] = /^@parley\/([^/]+)/.exec(specifier) ?? [];
  if (target === '' || target === place.packageName) return '';
  if (target === 'testkit' && MEASURES.test(place.path)) return '';
  if (!ALLOWED[place.packageName]?.includes(target)) return `${place.packageName} must not import ${target}`;
  const arrow = `${place.packageName} -> ${target}`;
  return TYPES_ONLY.has(arrow) && !isType ? `${place.packageName} may import only types from ${target}` : '';
}

function problemInside(specifier: string, { packageName, inside, path }: Place): string {
  const target = normalize(join(dirname(path), specifier));
  const source = `packages/${packageName}/src/`;
  if (!target.startsWith(source)) return `reaches out of its package to ${target}`;
  const [feature, rest] = splitFeature(target.slice(source.length));
  const [ownFeature, ownRest] = splitFeature(inside);
  if (rest === undefined || ownRest === undefined || feature === ownFeature || IS_TEST.test(path)) return '';
  if (BUILDING_BLOCKS[packageName]?.includes(feature)) return '';
  return /^index\.tsx?$/.test(rest) ? '' : `uses ${feature} past its index.ts (${rest})`;
}

function splitFeature(path: string): [feature: string, rest?: string] {
  const slash = path.indexOf('/');
  return slash < 0 ? [path] : [path.slice(0, slash), path.slice(slash + 1)];
}

function listImports(module: EcmaScriptModule, text: string): Import[] {
  const statics = module.staticImports.map(({ moduleRequest, entries, start }) => ({
    specifier: moduleRequest.value,
    isType: entries.length > 0 && entries.every((entry) => entry.isType),
    offset: start,
  }));
  const dynamics = module.dynamicImports.map(({ moduleRequest, start }) => ({
    specifier: text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
    isType: false,
    offset: start,
  }));
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType, start }) =>
      moduleRequest ? [{ specifier: moduleRequest.value, isType, offset: start }] : [],
    ),
  );
  return [...statics, ...dynamics, ...passedOn];
}

function findStarExports(module: EcmaScriptModule): number[] {
  return module.staticExports.flatMap(({ entries }) =>
    entries
      .filter(({ importName }) => importName.kind === 'AllButDefault' || importName.kind === 'All')
      .map(({ start }) => start),
  );
}
