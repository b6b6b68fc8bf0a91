// The network of a device, which writes down what was answered to its sends, and each message that a server sent it.
import { type Transport, webTransport } from '@parley/sdk';
import type { Note } from './notes.ts';

type Device = { name: string; note(note: Note): void };
type Sent = { clientMessageId: string };
type Told = { conversationId: string; seq: number; senderId: string; content: { text: string } };
type Frame = { type?: string; id?: number; output?: unknown };

/** What each text begins with, so that a message can be told from every other by whoever reads it. */
export const markOf = (id: string): string => `#${id}#`;
const mark = /^#([^#]+)#/;
export const idIn = (text: string): string => mark.exec(text)?.[1] ?? '';

export function notingTransport({ name: device, note }: Device): Transport {
  const asked = new Map<number, string>();
  const answered = (id: string, output: unknown): void => {
    const { conversationId: conversation, seq } = (output ?? {}) as Partial<Told>;
    if (conversation !== undefined && seq !== undefined) note({ kind: 'acked', device, conversation, id, seq });
  };
  const heard = (text: string): void => {
    const frame = (parsed(text) ?? {}) as Frame;
    const id = frame.type === 'result' ? asked.get(frame.id ?? -1) : undefined;
    if (id !== undefined) answered(id, frame.output);
    noteMessagesIn(frame, { name: device, note });
  };
  const said = (text: string): void => {
    if (!text.includes('"messages.send"')) return;
    const { id, input } = JSON.parse(text) as { id: number; input: Sent };
    asked.set(id, input.clientMessageId);
  };
  return {
    ...webTransport,
    post: async (request) => {
      const answer = await webTransport.post(request);
      const output = parsed(answer.text);
      const isSend = request.url.endsWith('/messages.send');
      if (isSend) answered((JSON.parse(request.body) as Sent).clientMessageId, output);
      noteMessagesIn(output, { name: device, note });
      return answer;
    },
    openSocket: (url, events) => {
      // What was asked over a socket that broke is not answered any more.
      asked.clear();
      const onText = (text: string): void => {
        heard(text);
        events.onText(text);
      };
      const socket = webTransport.openSocket(url, { ...events, onText });
      const send = (text: string): void => {
        said(text);
        socket.send(text);
      };
      return { ...socket, send };
    },
  };
}

/** Wherever a message stands in what a server said. */
function noteMessagesIn(said: unknown, device: Device): void {
  if (typeof said !== 'object' || said === null) return;
  const { conversationId: conversation, seq, senderId: sender, content } = said as Partial<Told>;
  if (conversation && seq !== undefined && sender && content?.text) {
    return device.note({ kind: 'got', device: device.name, conversation, seq, sender, id: idIn(content.text) });
  }
  for (const part of Object.values(said)) noteMessagesIn(part, device);
}

/** Undefined where something between here and the server answered. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
