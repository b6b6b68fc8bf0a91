// A floor: a socket server that keeps nothing and asks nothing. What one says goes to all sockets of whom it names, and all of a tick leaves in
// one write.
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { settledMemory } from './memory.ts';
import { answerQuestions } from './processes.ts';

const people = new Map<string, Set<WebSocket>>();
const corked = new Set<Socket>();

function say(to: WebSocket, text: string): void {
  const { _socket: socket } = to as unknown as { _socket: Socket };
  if (corked.size === 0) setImmediate(uncork);
  if (!corked.has(socket)) {
    corked.add(socket);
    socket.cork();
  }
  to.send(text);
}

function uncork(): void {
  for (const socket of corked) socket.uncork();
  corked.clear();
}

/** Without `memory` it begins to serve. */
answerQuestions(async ({ memory }: { memory?: true }) => {
  if (memory) return settledMemory();
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  server.on('connection', (socket, request) => {
    const name = request.url?.slice(1) ?? '';
    const own = people.get(name) ?? new Set();
    people.set(name, own);
    own.add(socket);
    socket.on('message', (data) => {
      const text = (data as Buffer).toString();
      for (const to of people.get(text.slice(0, text.indexOf(' '))) ?? []) say(to, text);
    });
    socket.on('close', () => own.delete(socket));
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return { port: (server.address() as AddressInfo).port };
});
