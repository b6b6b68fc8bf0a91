import { expect, test } from 'vitest';
import { findForbiddenImports } from './check-boundaries.ts';

const cases: { why: string; path: string; text: string; found: RegExp | undefined }[] = [
  {
    why: 'a package may import what the arrows allow',
    path: 'packages/server/src/messages/send.ts',
    text: "import { openStore } from '@parley/store';",
    found: undefined,
  },
  {
    why: 'a page must not know the server',
    path: 'packages/web/src/inbox/InboxPage.tsx',
    text: "import { startServer } from '@parley/server';",
    found: /^packages\/web\/src\/inbox\/InboxPage\.tsx:1 web must not import server$/,
  },
  {
    why: 'an import that happens later counts as well',
    path: 'packages/core/src/text/links.ts',
    text: "\n\nconst store = await import('@parley/store');",
    found: /:3 core must not import store$/,
  },
  {
    why: 'what is passed on counts as well',
    path: 'packages/sdk/src/index.ts',
    text: "export { decideAdmission } from '@parley/core';",
    found: /sdk must not import core/,
  },
  {
    why: 'the store may know the shapes of core',
    path: 'packages/store/src/messages/facts.ts',
    text: "import type { Facts } from '@parley/core';",
    found: undefined,
  },
  {
    why: 'the store must not decide by the rules of core',
    path: 'packages/store/src/messages/facts.ts',
    text: "import { decideAdmission } from '@parley/core';",
    found: /store may import only types from core/,
  },
  {
    why: 'core reads no file, clock or environment',
    path: 'packages/core/src/text/links.ts',
    text: "import { readFileSync } from 'node:fs';",
    found: /core is pure, but imports node:fs/,
  },
  {
    why: 'a test may import the toy world',
    path: 'packages/store/src/messages/facts.test.ts',
    text: "import { freshDatabase } from '@parley/testkit/database';",
    found: undefined,
  },
  {
    why: 'a command that measures may import the toy world',
    path: 'packages/cli/src/replay/run.ts',
    text: "import { openToyWorld } from '@parley/testkit';",
    found: undefined,
  },
  {
    why: 'any other command may not',
    path: 'packages/cli/src/start/run.ts',
    text: "import { openToyWorld } from '@parley/testkit';",
    found: /cli must not import testkit/,
  },
  {
    why: 'a feature uses another one through its index',
    path: 'packages/server/src/messages/send.ts',
    text: "import { people } from '../people/index.ts';",
    found: undefined,
  },
  {
    why: 'a feature does not use another one past its index',
    path: 'packages/server/src/messages/send.ts',
    text: "import { toPersonView } from '../people/person-view.ts';",
    found: /uses people past its index\.ts \(person-view\.ts\)/,
  },
  {
    why: 'no package reaches into the folder of another',
    path: 'packages/server/src/messages/send.ts',
    text: "import { sql } from '../../../store/src/messages/sql.ts';",
    found: /reaches out of its package/,
  },
  {
    why: 'nothing is exported without its name',
    path: 'packages/server/src/people/index.ts',
    text: "export * from './person-view.ts';",
    found: /exports whatever is there/,
  },
];

test.each(cases)('$why', ({ path, text, found }) => {
  const problems = findForbiddenImports({ path, text });
  expect(problems).toEqual(found ? [expect.stringMatching(found)] : []);
});
