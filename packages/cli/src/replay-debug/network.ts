// One person's way to the server, as the SDK wants it: with an ear on everything that passes, and a switch that cuts it. What the ear hears
// is what was on the wire, whatever the SDK makes of it.
import type { Change, ClientFrame, Refusal, ServerFrame } from '@parley/contract';
import type { SocketEvents, Transport } from '@parley/sdk';

type Heard = { readonly output?: unknown; readonly refusal?: Refusal | undefined };

export type Ear = {
  asked(method: string, input: unknown): void;
  answered(method: string, input: unknown, answer: Heard): void;
  news(changes: readonly Change[]): void;
};

export type Network = {
  readonly transport: Transport;
  readonly isUp: boolean;
  /** Nothing gets through any more, in neither direction; what is on its way is lost. */
  lose(): void;
  /** It is back, and the client is told so as a browser tells it. */
  restore(): void;
  /** Goes as soon as the next message has left and comes back at once: the answer of that message is lost. */
  stumbleAtNextSend(): void;
};

/** What a socket closes with when there was no proper end. */
const abnormalClosure = 1006;

export function createNetwork(ear: Ear, log: (x: string) => void): Network {
  const wakes = new Set<() => void>();
  let isUp = true;
  let isStumbling = false;
  let hangUp: () => void = () => undefined;

  const lose = (): void => {
    log('LOSE');
    isUp = false;
    isStumbling = false;
    hangUp();
  };

  const restore = (): void => {
    log('RESTORE');
    isUp = true;
    for (const wake of wakes) wake();
  };

  const stumble = (): void => {
    lose();
    restore();
  };

  const openSocket: Transport['openSocket'] = (url, events) => {
    if (!isUp) {
      setImmediate(() => events.onClose(abnormalClosure));
      return { send: () => undefined, close: () => undefined };
    }
    log('OPENSOCKET');
    const line = openLine(url, events, ear, log);
    hangUp = line.hangUp;
    return {
      send: (text) => {
        const frame = line.send(text);
        if (isStumbling && frame.type === 'call' && frame.method === 'messages.send') queueMicrotask(stumble);
      },
      close: line.close,
    };
  };

  const post: Transport['post'] = async ({ url, body, token, timeoutMs }) => {
    if (!isUp) throw new Error('there is no network');
    const [method, input] = [url.slice(url.lastIndexOf('/') + 1), JSON.parse(body) as unknown];
    log('HTTP '+method+' '+body);
    ear.asked(method, input);
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
    const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(timeoutMs) });
    const text = await response.text();
    log('HTTPANSWER '+method+' '+brief(JSON.parse(text)));
    if (!isUp) throw new Error('the network was lost');
    const answer = JSON.parse(text) as Heard;
    ear.answered(method, input, response.ok ? { output: answer } : answer);
    return { status: response.status, text };
  };

  return {
    transport: {
      post,
      openSocket,
      onWake: (wake) => {
        wakes.add(wake);
        return () => void wakes.delete(wake);
      },
    },
    get isUp() {
      return isUp;
    },
    lose,
    restore,
    stumbleAtNextSend: () => {
      isStumbling = true;
    },
  };
}

/** A socket that tells the ear, and falls silent when it is cut. */
function openLine(url: string, { onOpen, onText, onClose }: SocketEvents, ear: Ear, log: (x: string) => void) {
  const asked = new Map<number, Extract<ClientFrame, { type: 'call' }>>();
  const socket = new WebSocket(url);
  let isCut = false;

  const hear = (frame: ServerFrame): void => {
    log('IN '+brief(frame) + (frame.type==='result' ? ' '+asked.get(frame.id)?.method : ''));
    if (frame.type === 'update') ear.news(frame.changes);
    const call = frame.type === 'result' ? asked.get(frame.id) : undefined;
    if (frame.type !== 'result' || call === undefined) return;
    asked.delete(frame.id);
    ear.answered(call.method, call.input, frame);
  };
  socket.addEventListener('open', () => isCut || onOpen());
  socket.addEventListener('message', ({ data }) => {
    if (isCut) return;
    hear(JSON.parse(String(data)) as ServerFrame);
    onText(String(data));
  });
  socket.addEventListener('close', ({ code }) => isCut || onClose(code));

  return {
    send: (text: string): ClientFrame => {
      const frame = JSON.parse(text) as ClientFrame;
      if (isCut) return frame;
      log('OUT '+brief(frame));
      if (frame.type === 'call') {
        asked.set(frame.id, frame);
        ear.asked(frame.method, frame.input);
      }
      socket.send(text);
      return frame;
    },
    close: () => socket.close(),
    hangUp: () => {
      if (isCut) return;
      isCut = true;
      socket.close();
      onClose(abnormalClosure);
    },
  };
}

export function brief(x: any): string {
  const seqs = (m: any): any => Array.isArray(m) && m[0]?.seq !== undefined ? `[${m[0].conversationId.slice(0,4)}.. ${m[0].seq}..${m.at(-1).seq}]` : undefined;
  return JSON.stringify(x, (k, v) => k === 'messages' ? (seqs(v) ?? v) : k === 'peer' || k === 'entities' || k === 'content' || k === 'abilities' ? undefined : v);
}
