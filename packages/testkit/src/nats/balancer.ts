// A load balancer as simple as they come: each connection goes to some node that is ready, no matter which one served it before.
import { createServer, connect as dial, type Socket } from 'node:net';

export type Balancer = { url: string; close(): Promise<void> };

/** A node's answer to the health check. */
export type BalancedNode = { port: number; isReady(): boolean };

/** Nodes are taken in turn. A connection for which there is none is cut off. */
export async function startBalancer(nodes: readonly BalancedNode[]): Promise<Balancer> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer((client) => {
    const ready = nodes.filter((node) => node.isReady());
    const node = ready[turn % ready.length];
    turn += 1;
    if (!node) return void client.destroy();
    const upstream = dial(node.port, '127.0.0.1');
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as { port: number };
  return {
    url: `http://localhost:${port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}
