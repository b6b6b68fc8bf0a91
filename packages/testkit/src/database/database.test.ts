import type { DatabaseAddress } from '@parley/store/embedded';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { freshDatabase, outsideDatabase } from './index.ts';

const { fresh: freshOutside, skipReason } = outsideDatabase();
const servers = [
  { name: 'on the PostgreSQL that we ship', fresh: freshDatabase },
  { name: `on an outside PostgreSQL${skipReason ? ` (${skipReason})` : ''}`, fresh: freshOutside, skipReason },
];

for (const { name, fresh, skipReason } of servers) {
  describe.skipIf(skipReason)(name, () => {
    test('two tests that ask at the same time get databases of their own', async () => {
      const [first, second] = await Promise.all([fresh(), fresh()]);
      await query(first.address, 'create table notes (body text)');
      expect(await query(second.address, "select to_regclass('notes') as found")).toEqual([{ found: null }]);
      await Promise.all([first.drop(), second.drop()]);
    });

    test('a database can be dropped while somebody is connected', async () => {
      const { address, drop } = await fresh();
      const client = new pg.Client(address);
      client.on('error', () => {});
      await client.connect();
      await drop();
      await expect(query(address, 'select 1')).rejects.toThrow(/does not exist/);
    });

    test('letters outside ASCII have case, and order is by code point', async () => {
      const { address, drop } = await fresh();
      expect(await query(address, "select upper('привет') as upper, 'Z' < 'a' as by_code_point")).toEqual([
        { upper: 'ПРИВЕТ', by_code_point: true },
      ]);
      await drop();
    });
  });
}

async function query(address: DatabaseAddress, statement: string): Promise<unknown[]> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
