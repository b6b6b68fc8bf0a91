// Whoever talks through the bare server: each has a few messages under way, and writes the next when one arrives.
import type { WebSocket } from 'ws';
import { answerQuestions } from './processes.ts';
import { openWebSocket } from './ws-transport.ts';

const underWayEach = 2;
const text = 'how are you '.repeat(9).slice(0, 100);

answerQuestions(async ({ port, people, forMs }: { port: number; people: number; forMs: number }) => {
  let arrived = 0;
  let isOver = false;
  const sockets = Array.from({ length: people }, (_, place) => openWebSocket(`ws://127.0.0.1:${port}/${place}`));
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.on('open', resolve))));
  const say = (socket: WebSocket): void => socket.send(`${Math.floor(Math.random() * people)} ${text}`);
  for (const socket of sockets) {
    socket.on('message', () => {
      arrived += 1;
      if (!isOver) say(socket);
    });
  }
  for (const socket of sockets) for (let n = 0; n < underWayEach; n += 1) say(socket);
  await new Promise((resolve) => setTimeout(resolve, forMs));
  isOver = true;
  const perSecond = arrived / (forMs / 1_000);
  for (const socket of sockets) socket.close();
  return { perSecond };
});
