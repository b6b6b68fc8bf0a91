// One socket between a device and a node, without a network: the node's end is a stream on which the real WebSocket library speaks,
// the device's end is what the SDK expects of a transport. What is between them, the seed decides.
import { Duplex } from 'node:stream';
import type { SocketEvents } from '@parley/sdk';
import { opcodes, wireFrame } from '../../attacks/index.ts';
import type { Agent, Machine } from './machine.ts';
import type { Weather } from './weather.ts';

/** Whom a break is told: the other side finds out by its own pings. */
export type Break = 'both' | 'device' | 'node' | 'nobody';

type LinkOptions = {
  machine: Machine;
  weather: Weather;
  device: Agent;
  node: Agent;
  events: SocketEvents;
  /** Called with each frame that reaches the device, or leaves it. */
  heard(text: string): void;
  said(text: string): void;
};

type Side = 'device' | 'node';

export class Link {
  readonly #options: LinkOptions;
  readonly stream: Duplex;
  #isOpen = false;
  /** Nothing passes any more. */
  #isBroken = false;
  #isOver: Record<Side, boolean> = { device: false, node: false };
  readonly #arrivals: Record<Side, number> = { device: 0, node: 0 };

  constructor(options: LinkOptions) {
    this.#options = options;
    const incoming = readFrames((opcode, payload) => this.#fromNode(opcode, payload));
    this.stream = new Duplex({
      read: () => {},
      write: (chunk: Buffer, _encoding, done) => {
        incoming(chunk);
        done();
      },
      destroy: (error, done) => {
        this.#isOver.node = true;
        this.#tellDevice(1006);
        done(error);
      },
    });
  }

  get node(): Agent {
    return this.#options.node;
  }

  get isGone(): boolean {
    return this.#isBroken || this.#isOver.device || this.#isOver.node;
  }

  /** The device says something. */
  send(text: string): void {
    const { weather } = this.#options;
    this.#options.said(text);
    if (weather.happens('frame lost')) return;
    this.#toNode(wireFrame(opcodes.text, text), `says ${text}`);
    if (mayComeTwice(text) && weather.happens('frame doubled')) {
      this.#toNode(wireFrame(opcodes.text, text), `says again ${text}`);
    }
  }

  /** The device wants no more of it. */
  close(): void {
    if (this.#isOver.device) return;
    this.#isOver.device = true;
    this.#toNode(wireFrame(opcodes.close, codeBytes(1000)), 'says goodbye');
  }

  /** The network between them is gone, or one of them. */
  break(told: Break): void {
    const { machine, weather, device, node } = this.#options;
    this.#isBroken = true;
    const hearsOf = (side: Side) => told === 'both' || told === side;
    if (hearsOf('device')) {
      machine.after(weather.delay(1, 200), device, 'finds its socket broken', () => this.#endDevice(1006));
    }
    if (hearsOf('node'))
      machine.after(weather.delay(1, 200), node, 'finds a socket broken', () => this.stream.destroy());
  }

  #fromNode(opcode: number, payload: Buffer): void {
    if (opcode === upgraded) this.#toDevice('opened', () => this.#opened());
    else if (opcode === opcodes.text) this.#textToDevice(payload.toString());
    else if (opcode === opcodes.close) this.#tellDevice(payload.length >= 2 ? payload.readUInt16BE(0) : 1005);
    else if (opcode === opcodes.ping) {
      this.#toDevice('pinged', () => this.#toNode(wireFrame(opcodes.pong, payload), 'answers a ping'));
    }
  }

  #opened(): void {
    this.#isOpen = true;
    this.#options.events.onOpen();
  }

  #textToDevice(text: string): void {
    const { weather, heard, events } = this.#options;
    if (weather.happens('frame lost')) return;
    const hear = (): void => {
      heard(text);
      events.onText(text);
    };
    this.#toDevice(`hears ${text}`, hear, mayComeTwice(text));
    if (mayComeTwice(text) && weather.happens('frame doubled')) this.#toDevice(`hears again ${text}`, hear, true);
  }

  #tellDevice(code: number): void {
    this.#toDevice(`is told ${code}`, () => {
      this.#endDevice(code);
      this.#toNode(wireFrame(opcodes.close, codeBytes(1000)), 'answers goodbye');
      const { machine, node } = this.#options;
      machine.after(1, node, 'a socket has ended', () => this.stream.push(null));
    });
  }

  #endDevice(code: number): void {
    if (this.#isOver.device) return;
    this.#isOver.device = true;
    this.#options.events.onClose(code);
  }

  #toDevice(what: string, run: () => void, mayBeLate = false): void {
    this.#carry('device', what, mayBeLate, () => {
      if (!this.#isOver.device) run();
    });
  }

  #toNode(bytes: Buffer, what: string): void {
    this.#carry('node', what, this.#isOpen && what.includes('"type":"call"'), () => {
      if (!this.stream.destroyed && !this.stream.readableEnded) this.stream.push(bytes);
    });
  }

  /** In order, as TCP does it; but what is late is overtaken, as if something between the two had held it back. */
  #carry(to: Side, what: string, mayBeLate: boolean, run: () => void): void {
    const { machine, weather } = this.#options;
    if (this.#isBroken) return;
    const isLate = mayBeLate && weather.happens('frame late');
    const delayMs = isLate ? weather.delay(20, 3_000) : weather.delay(0.2, 60);
    const dueMs = isLate ? machine.nowMs + delayMs : Math.max(machine.nowMs + delayMs, this.#arrivals[to]);
    if (!isLate) this.#arrivals[to] = dueMs;
    const agent = this.#options[to];
    const who = to === 'device' ? '' : `from ${this.#options.device.name} `;
    machine.after(dueMs - machine.nowMs, agent, `${who}${what}`, () => {
      if (!this.#isBroken) run();
    });
  }
}

/** A greeting is said once, first; of anything else a double must do no harm. */
const mayComeTwice = (text: string): boolean =>
  !text.startsWith('{"type":"hello"') && !text.startsWith('{"type":"welcome"');

const codeBytes = (code: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(code);
  return bytes;
};

const upgraded = -1;

/** Cuts what a server says into frames, which it never masks; the answer to the upgrade comes first. */
function readFrames(take: (opcode: number, payload: Buffer) => void): (chunk: Buffer) => void {
  let rest = Buffer.alloc(0);
  let isUpgraded = false;
  const takeFrame = (): boolean => {
    const short = (rest[1] ?? 0) & 0x7f;
    const start = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (rest.length < start) return false;
    const length = short < 126 ? short : short === 126 ? rest.readUInt16BE(2) : Number(rest.readBigUInt64BE(2));
    if (rest.length < start + length) return false;
    const [opcode, payload] = [(rest[0] ?? 0) & 0x0f, rest.subarray(start, start + length)];
    rest = rest.subarray(start + length);
    take(opcode, payload);
    return true;
  };
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    if (!isUpgraded) {
      const end = rest.indexOf('\r\n\r\n');
      if (end < 0) return;
      isUpgraded = true;
      rest = rest.subarray(end + 4);
      take(upgraded, Buffer.alloc(0));
    }
    while (rest.length >= 2 && takeFrame());
  };
}
