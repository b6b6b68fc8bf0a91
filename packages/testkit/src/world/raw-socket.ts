// A socket as bare as it gets, for tests of the protocol itself. Everything else talks through the SDK.
import type { ServerFrame } from '@parley/contract';

export type RawSocket = {
  send(frame: unknown): void;
  sendText(text: string): void;
  /** The next frame that fits, from those that have come and were not taken yet, or that are to come. */
  next<T extends ServerFrame['type']>(type: T): Promise<Extract<ServerFrame, { type: T }>>;
  /** Calls a method and answers its result. */
  call(method: string, input: unknown): Promise<Extract<ServerFrame, { type: 'result' }>>;
  /** The frames that have come and were not taken. */
  pending(): readonly ServerFrame[];
  /** The close code, once closed. */
  closed: Promise<number>;
  close(): void;
};

/** Opens a socket; says hello with `token` unless that is undefined, and then waits for the welcome. */
export async function openRawSocket(url: string, token?: string): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/v1/socket`);
  const frames: ServerFrame[] = [];
  const waiting = new Set<() => void>();
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', (event) => resolve(event.code));
  });
  socket.addEventListener('message', (event) => {
    frames.push(JSON.parse(String(event.data)) as ServerFrame);
    for (const look of waiting) look();
  });
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('the socket was refused')));
  });

  const take = (fits: (frame: ServerFrame) => boolean): Promise<ServerFrame> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const index = frames.findIndex(fits);
        if (index < 0) return;
        waiting.delete(look);
        resolve(frames.splice(index, 1)[0] as ServerFrame);
      };
      waiting.add(look);
      look();
      void closed.then((code) => reject(new Error(`the socket was closed (${code}) before such a frame came`)));
    });

  let callCount = 0;
  const raw: RawSocket = {
    send: (frame) => socket.send(JSON.stringify(frame)),
    sendText: (text) => socket.send(text),
    next: async (type) => (await take((frame) => frame.type === type)) as never,
    call: async (method, input) => {
      callCount += 1;
      const id = callCount;
      raw.send({ type: 'call', id, method, input });
      return (await take((frame) => frame.type === 'result' && frame.id === id)) as never;
    },
    pending: () => frames,
    closed,
    close: () => socket.close(),
  };
  if (token !== undefined) {
    raw.send({ type: 'hello', protocol: 1, token });
    await raw.next('welcome');
  }
  return raw;
}
