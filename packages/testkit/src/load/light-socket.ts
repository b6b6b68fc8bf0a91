// A WebSocket on a bare TCP socket: thousands of them in one process, whose own cost hides nothing of the server's.
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export type LightEvents = {
  onOpen(): void;
  onText(text: string): void;
  /** Once, however it ended. `code`: what the server gave as its reason; 1006 without one. */
  onClose(code: number): void;
};

const opcodes = { text: 1, close: 8, ping: 9, pong: 10 } as const;
const mask = Buffer.from([0x5a, 0x13, 0xc7, 0x2e]);
const key = randomBytes(16).toString('base64');

/** As a client of Node asks. */
const upgradeTo = (url: URL): string =>
  [
    `GET ${url.pathname} HTTP/1.1`,
    `host: ${url.host}`,
    'connection: Upgrade',
    'upgrade: websocket',
    `sec-websocket-key: ${key}`,
    'sec-websocket-version: 13',
    'sec-websocket-extensions: permessage-deflate; client_max_window_bits',
    'accept: */*',
    'accept-language: *',
    'sec-fetch-mode: websocket',
    'user-agent: undici',
    'pragma: no-cache',
    'cache-control: no-cache',
    'accept-encoding: gzip, deflate',
    '',
    '',
  ].join('\r\n');

export class LightSocket {
  readonly #events: LightEvents;
  readonly #socket: Socket;
  #isOpen = false;
  #isOver = false;
  #closeCode = 1006;
  /** What has come of a frame whose rest has not. */
  #rest: Buffer | undefined;

  constructor(url: URL, events: LightEvents) {
    this.#events = events;
    this.#socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    this.#socket.on('connect', () => this.#socket.write(upgradeTo(url)));
    this.#socket.on('data', (data) => this.#read(data));
    // 'close' follows, and says as much.
    this.#socket.on('error', () => undefined);
    this.#socket.on('close', () => this.#ended());
  }

  send(text: string): void {
    this.#write(opcodes.text, Buffer.from(text));
  }

  /** As when the network goes: nothing is said. */
  drop(): void {
    this.#isOver = true;
    this.#socket.resetAndDestroy();
  }

  #ended(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#events.onClose(this.#closeCode);
  }

  /** What is said within a tick leaves in one write, as from a browser. */
  #write(opcode: number, data: Buffer): void {
    const socket = this.#socket;
    if (!socket.writable) return;
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    socket.write(frameOf(opcode, data));
  }

  #read(data: Buffer): void {
    let bytes = this.#rest ? Buffer.concat([this.#rest, data]) : data;
    this.#rest = undefined;
    if (!this.#isOpen) {
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) return void (this.#rest = bytes);
      if (!bytes.toString('latin1', 0, 12).endsWith('101')) return void this.#socket.destroy();
      this.#isOpen = true;
      bytes = bytes.subarray(end + 4);
      this.#events.onOpen();
    }
    for (;;) {
      const frame = nextFrame(bytes);
      if (!frame || this.#isOver) break;
      bytes = bytes.subarray(frame.length);
      this.#hear(frame);
    }
    if (bytes.length > 0) this.#rest = bytes;
  }

  #hear({ opcode, data }: Frame): void {
    if (opcode === opcodes.text) this.#events.onText(data.toString());
    else if (opcode === opcodes.ping) this.#write(opcodes.pong, data);
    else if (opcode === opcodes.close) {
      if (data.length >= 2) this.#closeCode = data.readUInt16BE(0);
      this.#write(opcodes.close, data.subarray(0, 2));
      this.#socket.end();
    }
  }
}

type Frame = { opcode: number; data: Buffer; length: number };

/** Servers do not mask, and ours sends each message as one frame. */
function nextFrame(bytes: Buffer): Frame | undefined {
  if (bytes.length < 2) return undefined;
  const short = (bytes[1] ?? 0) & 0x7f;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < start) return undefined;
  const size = short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < start + size) return undefined;
  return { opcode: (bytes[0] ?? 0) & 0x0f, data: bytes.subarray(start, start + size), length: start + size };
}

function frameOf(opcode: number, data: Buffer): Buffer {
  const isShort = data.length < 126;
  const start = isShort ? 6 : 8;
  const frame = Buffer.allocUnsafe(start + data.length);
  frame[0] = 0x80 | opcode;
  frame[1] = 0x80 | (isShort ? data.length : 126);
  if (!isShort) frame.writeUInt16BE(data.length, 2);
  mask.copy(frame, start - 4);
  for (let at = 0; at < data.length; at += 1) frame[start + at] = (data[at] ?? 0) ^ (mask[at & 3] ?? 0);
  return frame;
}
