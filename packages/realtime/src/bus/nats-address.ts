// Where NATS is, as an operator writes it.

export type NatsAddress = {
  /** Of one cluster: any of them will do. */
  servers: readonly string[];
  user?: string;
  pass?: string;
  token?: string;
};

const schemes = ['nats:', 'tls:'];

/**
 * Reads `nats://host:4222,nats://other:4222`. What stands before an `@` in the first is a user with a password, or a token, for all of them.
 * Throws with a sentence that names what is wrong, and never with a password.
 */
export function parseNatsUrl(list: string): NatsAddress {
  const urls = list
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .map(toUrl);
  const [first] = urls;
  if (!first) throw new Error('NATS_URL names no server: write nats://host:4222, several with commas between them');
  const servers = urls.map(({ protocol, hostname, port }) => `${protocol}//${hostname}:${port || '4222'}`);
  const [name, pass] = [decodeURIComponent(first.username), decodeURIComponent(first.password)];
  if (name === '') return { servers };
  return pass === '' ? { servers, token: name } : { servers, user: name, pass };
}

function toUrl(text: string, index: number): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isAddress =
    url !== undefined && schemes.includes(url.protocol) && url.hostname !== '' && url.pathname.length <= 1;
  if (!isAddress) throw new Error(`NATS_URL: address ${index + 1} is not like nats://host:4222 or tls://host:4222`);
  return url;
}
