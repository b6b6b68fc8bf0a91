// Runs once before all test files and tells them where their databases come from.
import { existsSync } from 'node:fs';
import type { DatabaseAddress } from '@parley/store/embedded';
import type { TestProject } from 'vitest/node';
import { startOutsideServer, startThrowAwayServer, type TestServer } from './servers.ts';
import { createEmptyDatabase, type Template } from './template.ts';

declare module 'vitest' {
  interface ProvidedContext {
    embeddedTemplate: Template;
    /** A string is the reason why there is none. */
    outsideTemplate: Template | string;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [embedded, outside] = await Promise.all([
    startThrowAwayServer().then(prepare),
    startOutsideServer().then<PreparedServer | string>((server) =>
      typeof server === 'string' ? server : prepare(server),
    ),
  ]);
  project.provide('embeddedTemplate', embedded.template);
  project.provide('outsideTemplate', typeof outside === 'string' ? outside : outside.template);
  return async () => {
    await embedded.tearDown();
    if (typeof outside !== 'string') await outside.tearDown();
  };
}

interface PreparedServer {
  template: Template;
  tearDown(): Promise<void>;
}

async function prepare(server: TestServer): Promise<PreparedServer> {
  const database = await createEmptyDatabase(server.address);
  await migrateIfWritten(database.address);
  return {
    template: { server: server.address, name: database.address.database },
    async tearDown() {
      await database.drop();
      await server.stop();
    },
  };
}

async function migrateIfWritten(address: DatabaseAddress): Promise<void> {
  const index = new URL('../../../store/src/index.ts', import.meta.url);
  if (!existsSync(index)) return;
  const store = (await import(index.href)) as { migrate?: (address: DatabaseAddress) => Promise<void> };
  await store.migrate?.(address);
}
