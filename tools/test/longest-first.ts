// The order of the test files: what takes longest begins first, so that at the end no file runs on alone while the other workers have nothing to do.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** From the longest on, of those that take many times what the others do. Vitest's own order goes by a file's size until it has run once. */
export const longest = [
  'packages/web/src/app/offline.browser.test.ts',
  'packages/web/src/app/accessible.browser.test.ts',
  'packages/testkit/src/simulation/simulation.test.ts',
  'packages/cli/src/bench/bench.test.ts',
  'packages/cli/src/replay/replay.test.ts',
  'packages/server/src/people/observers.test.ts',
  'packages/server/src/inbox/state-law.test.ts',
  'packages/server/src/attacks/endpoint-matrix.test.ts',
  'packages/server/src/media/nodes.test.ts',
  'packages/server/src/media/sending.test.ts',
  'bin/lib/run.test.mjs',
] as const;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    // A worker serves one project at a time, so each stays together.
    const projects = [...new Set(usual.map(({ project }) => project.name))];
    return projects.flatMap((name) =>
      usual.filter(({ project }) => project.name === name).toSorted((one, other) => rank(one) - rank(other)),
    );
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = longest.findIndex((path) => moduleId.endsWith(`/${path}`));
  return place === -1 ? longest.length : place;
}
