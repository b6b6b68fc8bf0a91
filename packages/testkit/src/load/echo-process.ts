// A floor: a socket server that keeps nothing and asks nothing. What one says goes to whom it names, and all of a tick leaves in one write.
import type { AddressInfo, Socket } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerQuestions } from './processes.ts';

const people = new Map<string, WebSocket>();
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

answerQuestions(async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  server.on('connection', (socket, request) => {
    const name = request.url?.slice(1) ?? '';
    people.set(name, socket);
    socket.on('message', (data) => {
      const text = (data as Buffer).toString();
      const to = people.get(text.slice(0, text.indexOf(' ')));
      if (to) say(to, text);
    });
    socket.on('close', () => people.delete(name));
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return { port: (server.address() as AddressInfo).port };
});
