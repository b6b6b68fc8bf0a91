// What this machine gives at most, in the same minutes: rows into the same database, and messages through a server that keeps nothing.
import { startHelper } from '@parley/testkit/load';
import type { Scene } from './scene.ts';

export const rowFloor = 'one row a transaction, 32 connections (rows/s)';
export const echoFloor = 'bare sockets without storage (deliveries/s)';

export async function measureRows({ address }: Pick<Scene, 'address'>, forMs = 5_000): Promise<number> {
  const rows = startHelper('rows');
  const { perSecond } = await rows.ask<{ perSecond: number }>({ address, forMs });
  await rows.stop();
  return perSecond;
}

export async function measureEcho(people: number, forMs = 4_000): Promise<number> {
  const [echo, bare] = [startHelper('echo'), startHelper('bare-people')];
  const { port } = await echo.ask<{ port: number }>({});
  const { perSecond } = await bare.ask<{ perSecond: number }>({ port, people, forMs });
  await bare.stop();
  await echo.stop();
  return perSecond;
}
