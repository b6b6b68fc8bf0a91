// A WebSocket client on a bare TCP socket. It can say what no library would.
import { connect } from 'node:net';
import type { ServerFrame } from '@parley/contract';

export type Wire = {
  /** Of the answer to the upgrade: 101 when it was granted. */
  status: number;
  head: string;
  /** Frames or fragments of them, as they are. */
  write(bytes: Buffer): void;
  /** One text frame. */
  say(frame: unknown): void;
  /** The next frame of that type, from those that have come and were not taken yet, or that are to come. */
  next<T extends ServerFrame['type']>(type: T): Promise<Extract<ServerFrame, { type: T }>>;
  /** The close code once the connection is over; undefined when it broke off without one. */
  ended: Promise<number | undefined>;
  stopReading(): void;
  readOn(): void;
  destroy(): void;
};

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

type FrameOptions = {
  isFinal?: boolean;
  isMasked?: boolean;
  /** The length that the header tells, where it is not the payload's. */
  claims?: bigint;
  /** The three reserved bits. */
  reserved?: number;
};

/** One frame of the WebSocket protocol, as wrong as asked. The mask is zero, so that the payload stays readable. */
export function wireFrame(opcode: number, payload: string | Buffer, options: FrameOptions = {}): Buffer {
  const { isFinal = true, isMasked = true, claims, reserved = 0 } = options;
  const body = Buffer.from(payload);
  const length = claims ?? BigInt(body.length);
  const mask = isMasked ? 0x80 : 0;
  const first = (isFinal ? 0x80 : 0) | (reserved << 4) | opcode;
  return Buffer.concat([Buffer.from([first]), lengthBytes(length, mask), Buffer.alloc(isMasked ? 4 : 0), body]);
}

/** One text message in pieces of `size` bytes. */
export function wireFrames(payload: string, size: number): Buffer {
  const pieces: Buffer[] = [];
  for (let start = 0; start < payload.length; start += size) {
    const opcode = start === 0 ? opcodes.text : opcodes.continuation;
    pieces.push(wireFrame(opcode, payload.slice(start, start + size), { isFinal: start + size >= payload.length }));
  }
  return Buffer.concat(pieces);
}

function lengthBytes(length: bigint, mask: number): Buffer {
  if (length < 126n) return Buffer.from([mask | Number(length)]);
  if (length < 65_536n) return Buffer.from([mask | 126, Number(length >> 8n), Number(length & 0xffn)]);
  const bytes = Buffer.alloc(9, mask | 127);
  bytes.writeBigUInt64BE(length, 1);
  return bytes;
}

type WireOptions = {
  path?: string;
  headers?: Record<string, string>;
  token?: string;
  /** Acts as if the server had not said goodbye. */
  ignoresGoodbye?: boolean;
};

/** Asks for an upgrade; with a token also says hello and waits for the welcome. */
export async function openWire(
  port: number,
  { path = '/v1/socket', headers = {}, token, ignoresGoodbye = false }: WireOptions = {},
): Promise<Wire> {
  const stream = connect({ port, host: '127.0.0.1' }).setNoDelay();
  const incoming = createIncoming();
  stream.on('data', (chunk: Buffer) => {
    incoming.take(chunk);
    if (incoming.closeCode() !== undefined && !ignoresGoodbye) stream.end(wireFrame(opcodes.close, ''));
  });
  // The server may reset the connection of somebody who misbehaves: 'close' follows.
  stream.on('error', () => undefined);
  const ended = new Promise<number | undefined>((resolve) => {
    stream.on('close', () => resolve(incoming.closeCode()));
  });
  const own = {
    Host: `localhost:${port}`,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
  };
  const lines = Object.entries(own).map(([name, value]) => `${name}: ${value}\r\n`);
  stream.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  const head = await Promise.race([incoming.head, ended.then(() => '')]);
  const wire: Wire = {
    status: Number(head.split(' ')[1] ?? 0),
    head,
    write: (bytes) => void stream.write(bytes),
    say: (frame) => wire.write(wireFrame(opcodes.text, JSON.stringify(frame))),
    next: async (type) => {
      const over = ended.then((code) =>
        Promise.reject(new Error(`the connection was over (${code}) before a ${type} came`)),
      );
      return (await Promise.race([incoming.next(type), over])) as never;
    },
    ended,
    stopReading: () => void stream.pause(),
    readOn: () => void stream.resume(),
    destroy: () => void stream.destroy(),
  };
  if (token !== undefined) {
    wire.say({ type: 'hello', protocol: 1, token });
    await wire.next('welcome');
  }
  return wire;
}

/** What the server says: the head of its answer, then frames, which are never masked and here never long. */
function createIncoming() {
  let rest = Buffer.alloc(0);
  let closeCode: number | undefined;
  let isUpgraded = false;
  const frames: ServerFrame[] = [];
  const waiting = new Set<() => void>();
  const { promise: head, resolve: tellHead } = Promise.withResolvers<string>();

  const takeFrame = (): boolean => {
    const short = rest[1] ?? 0;
    const start = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (rest.length < start) return false;
    const length = short < 126 ? short : short === 126 ? rest.readUInt16BE(2) : Number(rest.readBigUInt64BE(2));
    if (rest.length < start + length) return false;
    const payload = rest.subarray(start, start + length);
    const opcode = (rest[0] ?? 0) & 0x0f;
    if (opcode === opcodes.text) frames.push(JSON.parse(payload.toString()) as ServerFrame);
    if (opcode === opcodes.close && length >= 2) closeCode = payload.readUInt16BE(0);
    rest = rest.subarray(start + length);
    return true;
  };

  return {
    head,
    closeCode: () => closeCode,
    take: (chunk: Buffer): void => {
      rest = Buffer.concat([rest, chunk]);
      const end = rest.indexOf('\r\n\r\n');
      if (!isUpgraded && end < 0) return;
      if (!isUpgraded) {
        isUpgraded = true;
        tellHead(rest.subarray(0, end).toString());
        rest = rest.subarray(end + 4);
      }
      while (rest.length >= 2 && takeFrame());
      for (const look of waiting) look();
    },
    next: (type: string): Promise<ServerFrame> =>
      new Promise((resolve) => {
        const look = (): void => {
          const index = frames.findIndex((frame) => frame.type === type);
          if (index < 0) return;
          waiting.delete(look);
          resolve(frames.splice(index, 1)[0] as ServerFrame);
        };
        waiting.add(look);
        look();
      }),
  };
}
