import { isIP } from 'node:net';

/** Ranges that need no numbers. */
const names = ['loopback', 'linklocal', 'uniquelocal'];

/** Reads `10.0.0.5, 10.1.0.0/16, uniquelocal`. Throws with a sentence that names what is no address. */
export function parseTrustedProxies(list: string): string[] {
  const all = list.split(',').map((one) => one.trim());
  const wrong = all.find((one) => !names.includes(one) && !isRange(one));
  if (wrong === undefined) return all;
  throw new Error(
    `PARLEY_TRUSTED_PROXIES: ${JSON.stringify(wrong)} is no address or range like 10.0.0.5 or 10.1.0.0/16`,
  );
}

function isRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return (
    bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= (family === 4 ? 32 : 128))
  );
}
