import { userInfo } from 'node:os';
import type { DatabaseAddress } from '../embedded/index.ts';

/** The address in a `postgresql://user:password@host:port/database` URL. Throws a sentence for the operator when it is not one. */
export function toDatabaseAddress(url: string): DatabaseAddress {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new Error('DATABASE_URL must look like postgresql://user:password@host:5432/database');
  }
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  return {
    host: searchParams.get('host') ?? (decodeURIComponent(hostname) || 'localhost'),
    port: Number(port || 5432),
    user: decodeURIComponent(username) || userInfo().username,
    database: decodeURIComponent(pathname.slice(1)) || 'parley',
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
  };
}
