// What stands before the nodes: each connection goes to the next one that is up, and some are cut now and then.
import { createServer, connect as dial, type Socket } from 'node:net';

export type Front = {
  url: string;
  /** Cuts a share of all connections in both directions, without a word. Answers how many. */
  cut(share: number, random: () => number): number;
  close(): Promise<void>;
};

/** The ports of those nodes that are up, asked at each connection. */
export async function openFront(portsUp: () => readonly number[]): Promise<Front> {
  const open = new Set<{ client: Socket; node: Socket }>();
  let turn = 0;
  const server = createServer((client) => {
    const ports = portsUp();
    const port = ports[turn % ports.length];
    turn += 1;
    if (port === undefined) return void client.resetAndDestroy();
    const link = { client, node: dial(port, '127.0.0.1') };
    open.add(link);
    for (const [one, other] of [
      [link.client, link.node],
      [link.node, link.client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(link);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  const cutAll = (links: readonly { client: Socket; node: Socket }[]): number => {
    for (const { client, node } of links) {
      client.resetAndDestroy();
      node.resetAndDestroy();
    }
    return links.length;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cut: (share, random) => cutAll([...open].filter(() => random() < share)),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      cutAll([...open]);
      await closed;
    },
  };
}
