// People with the SDK who write to their friends at a rate; each message is timed from its sender's wish to its recipient's first sight of it, by
// whatever way that comes.
import { setTimeout as delay } from 'node:timers/promises';
import { directConversationId, type UserId } from '@parley/contract';
import { type Client, createClient, type Transport, webTransport } from '@parley/sdk';
import { friendOf, personId } from '../load/index.ts';

/** `timesMs`: of those that were told; of two in one conversation that come while somebody is away, only the later one is. */
export type Talking = { sent: number; arrived: number; failed: number; timesMs: number[] };

export type Talkers = {
  /** Writes until told otherwise, then waits for what is under way. */
  talk(perSecond: number, isOver: () => boolean): Promise<Talking>;
  close(): void;
};

type Message = { sender: number; recipient: number; text: string; writtenMs: number; readMs: number };
type Crowd = { url: string; tokens: readonly string[]; friendsEach: number };

const textBytes = 100;
const mark = /#(\d{9})#/g;
/** Who has not read by then never will. */
const lateMs = 15_000;
const lookEveryMs = 500;

export async function openTalkers({ url, tokens, friendsEach }: Crowd): Promise<Talkers> {
  const messages: Message[] = [];
  const clients = tokens.map((token, person) =>
    createClient({ url, token, transport: watched(person, messages), isPaced: false }),
  );
  for (const client of clients) {
    client.connect();
    await delay(1);
  }
  while (!clients.every(isReady)) await delay(20);
  const failed = new Set<string>();
  const handles = new Map<string, ReturnType<Client['conversation']>>();
  const writeOne = (): void => {
    const sender = Math.floor(Math.random() * tokens.length);
    const which = Math.floor(Math.random() * friendsEach);
    const recipient = friendOf({ people: tokens.length, friendsEach }, sender, which);
    const client = clients[sender];
    const text = `#${String(messages.length).padStart(9, '0')}#`.padEnd(textBytes, ' how are you');
    messages.push({ sender, recipient, text, writtenMs: performance.now(), readMs: 0 });
    const handle = client?.conversation({ userId: personId(recipient) as UserId });
    if (!handle) return;
    handles.set(`${sender} ${recipient}`, handle);
    handle.send(text);
  };
  const isInLog = async ({ sender, recipient, text }: Message): Promise<boolean> => {
    const conversationId = directConversationId(personId(sender) as UserId, personId(recipient) as UserId);
    // Whoever is away just now is asked again.
    const asked = clients[recipient]?.call('messages.list', { conversationId, limit: 100 });
    const page = await asked?.catch(() => undefined);
    return page?.messages.some(({ content }) => content.text === text) ?? false;
  };
  return {
    talk: async (perSecond, isOver) => {
      const from = messages.length;
      const startedMs = performance.now();
      while (!isOver()) {
        const due = ((performance.now() - startedMs) / 1_000) * perSecond;
        while (messages.length - from < due) writeOne();
        await delay(2);
      }
      const own = messages.slice(from);
      const isRead = ({ readMs }: Message): boolean => readMs > 0;
      const isTold = async (message: Message): Promise<boolean> => isRead(message) || (await isInLog(message));
      let missing = own;
      for (let waited = 0; waited < lateMs && missing.length > 0; waited += lookEveryMs) {
        await delay(lookEveryMs);
        const told = await Promise.all(missing.map(isTold));
        missing = missing.filter((_, at) => !told[at]);
      }
      for (const { state } of handles.values())
        for (const { status, clientMessageId } of state.pending) if (status === 'failed') failed.add(clientMessageId);
      const timesMs = own.filter(isRead).map(({ readMs, writtenMs }) => readMs - writtenMs);
      return {
        sent: own.length,
        arrived: own.length - missing.length,
        failed: failed.size,
        timesMs: timesMs.sort((a, b) => a - b),
      };
    },
    close: () => {
      for (const client of clients) client.close();
    },
  };
}

const isReady = ({ connection, inbox }: Client): boolean =>
  connection.status === 'live' && inbox.state.status === 'ready';

/** What was missed comes as an answer to a request, too. */
function watched(person: number, messages: readonly Message[]): Transport {
  const noteRead = (text: string): void => {
    for (const [, id] of text.matchAll(mark)) {
      const message = messages[Number(id)];
      if (message?.recipient === person && message.readMs === 0) message.readMs = performance.now();
    }
  };
  return {
    ...webTransport,
    post: async (request) => {
      const answer = await webTransport.post(request);
      noteRead(answer.text);
      return answer;
    },
    openSocket: (url, events) => {
      const onText = (text: string): void => {
        noteRead(text);
        events.onText(text);
      };
      return webTransport.openSocket(url, { ...events, onText });
    },
  };
}

export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
