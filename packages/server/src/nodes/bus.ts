import { type Bus, createLocalBus, createNatsBus, parseNatsUrl } from '@parley/realtime';

export type NatsConfig = {
  /** `nats://host:4222`, several of one cluster with commas between them; `tls://`, and a user or token before an `@`, as needed. */
  url: string;
  /** What subjects begin with, for installations that share a NATS. Default: `parley`. */
  prefix?: string;
};

/** Without NATS, news stay on this node: then it is the only one. Throws when the address is not one. */
export function openBus(nats: NatsConfig | undefined, onFault: (error: unknown) => void): Promise<Bus> {
  if (nats === undefined) return Promise.resolve(createLocalBus());
  const { url, ...prefix } = nats;
  return createNatsBus({ ...parseNatsUrl(url), ...prefix, onFault });
}
