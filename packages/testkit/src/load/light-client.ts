// A client that says on the wire what the SDK says, and keeps next to nothing: it says hello, asks for what it missed, and says what it received.
import { type MethodId, type MethodOutput, type ServerFrame, shouldReconnect } from '@parley/contract';
import { LightSocket } from './light-socket.ts';

/** As the SDK gathers what it says of what came. */
const gatherMs = 100;
const marksAtOnce = 20;
/** As the SDK waits before it tries again. */
const againMs = (tries: number): number => Math.random() * Math.min(30_000, 1_000 * 2 ** (tries - 1));

export type Heard = (text: string) => void;
type Caught = MethodOutput<'inbox.changes'>;

export class LightClient {
  readonly #url: URL;
  readonly #token: string;
  /** How far the inbox has come here. */
  rev = 0;
  /** Calls that were answered since the last `connect`. */
  callCount = 0;
  /** Sockets that were opened since the last `connect`. */
  tries = 0;
  onText: Heard | undefined;
  #socket: LightSocket | undefined;
  #nextId = 1;
  readonly #answers = new Map<number, (frame: Extract<ServerFrame, { type: 'result' }>) => void>();
  #welcomed: { resolve(rev: number): void; reject(error: Error): void } | undefined;
  #isDropped = true;

  constructor(url: string, token: string) {
    this.#url = new URL(url);
    this.#token = token;
  }

  /** Connects, as often as it takes; rejects where the server says that it shall not come back. Answers how far the server says that the inbox is. */
  connect(): Promise<number> {
    this.#isDropped = false;
    this.tries = 0;
    this.callCount = 0;
    return new Promise((resolve, reject) => {
      this.#welcomed = { resolve, reject };
      this.#open();
    });
  }

  /** What a client does after its welcome: asks for what changed, and says soon after what it has received. */
  async catchUp(targetRev: number): Promise<void> {
    const unread: { conversationId: string; seq: number }[] = [];
    for (let hasMore = targetRev > this.rev; hasMore; ) {
      const page = (await this.call('inbox.changes', { sinceRev: this.rev })) as Caught;
      this.rev = page.rev;
      hasMore = page.hasMore;
      for (const { id, unreadCount, lastMessage } of page.conversations) {
        if (unreadCount > 0 && lastMessage) unread.push({ conversationId: id, seq: lastMessage.seq });
      }
    }
    if (unread.length > 0) setTimeout(() => void this.#sayReceived(unread), gatherMs);
  }

  call(method: MethodId, input: object): Promise<unknown> {
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      this.#answers.set(id, ({ output, refusal }) => {
        this.callCount += 1;
        if (refusal) reject(new Error(`${method} was refused: ${refusal.code}`));
        else resolve(output);
      });
      this.say({ type: 'call', id, method, input });
    });
  }

  say(frame: object): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  drop(): void {
    this.#isDropped = true;
    this.#socket?.drop();
    this.#socket = undefined;
    this.#answers.clear();
  }

  async #sayReceived(unread: { conversationId: string; seq: number }[]): Promise<void> {
    for (let from = 0; from < unread.length; from += marksAtOnce) {
      const some = unread.slice(from, from + marksAtOnce);
      await Promise.all(some.map((mark) => this.call('conversations.markDelivered', mark)));
    }
  }

  #open(): void {
    this.tries += 1;
    const socket = new LightSocket(this.#url, {
      onOpen: () => socket.send(JSON.stringify({ type: 'hello', protocol: 1, token: this.#token })),
      onText: (text) => this.#hear(text),
      onClose: (code) => {
        if (this.#isDropped) return;
        if (shouldReconnect(code)) setTimeout(() => this.#open(), againMs(this.tries));
        else this.#welcomed?.reject(new Error(`the socket was closed for good: ${code}`));
      },
    });
    this.#socket = socket;
  }

  #hear(text: string): void {
    this.onText?.(text);
    if (text.startsWith('{"type":"result"')) {
      const frame = JSON.parse(text) as Extract<ServerFrame, { type: 'result' }>;
      const answer = this.#answers.get(frame.id);
      this.#answers.delete(frame.id);
      answer?.(frame);
    } else if (text.startsWith('{"type":"welcome"')) {
      const { rev } = JSON.parse(text) as Extract<ServerFrame, { type: 'welcome' }>;
      this.#welcomed?.resolve(rev);
    }
  }
}
