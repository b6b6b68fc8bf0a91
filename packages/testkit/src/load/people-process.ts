// People with the SDK, each on a connection of their own: they write to their friends at a rate, and note when what was written is read.
import { type Client, createClient, type Transport } from '@parley/sdk';
import { friendOf, personId } from './crowd.ts';
import { lightTransport } from './light-transport.ts';
import { answerQuestions } from './processes.ts';

export type Join = { join: { url: string; tokens: string[]; friendsEach: number } };
/** Writes so many a second, for so long; what was written in the first part is not counted. */
export type Write = { write: { perSecond: number; forMs: number; warmUpMs: number } };
/** How long each message took from its sender's write to its recipient's read, of those that came within ten seconds of the end. */
export type Written = { latenciesMs: Float64Array; lost: number; cpuSeconds: number; perSecond: number };

const textBytes = 100;
const mark = '"#';
const markDigits = 9;

type Note = { recipient: number; writtenMs: number; readMs: number };

const clients: Client[] = [];
let ring = { people: 0, friendsEach: 0 };
let notes: Note[] = [];
let arrived = 0;

answerQuestions(async (question: Join | Write) => ('join' in question ? join(question.join) : write(question.write)));

async function join({ url, tokens, friendsEach }: Join['join']): Promise<void> {
  ring = { people: tokens.length, friendsEach };
  for (const [person, token] of tokens.entries()) {
    const client = createClient({ url, token, transport: watched(person), isPaced: false });
    clients.push(client);
    client.connect();
    // Not all at one moment: how a storm is met is another question.
    if (person % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  while (clients.some(({ connection, inbox }) => connection.status !== 'live' || inbox.state.status !== 'ready')) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The clock runs from the sender's write to the recipient's read of the socket. */
function watched(person: number): Transport {
  return {
    ...lightTransport,
    openSocket: (url, events) => {
      const socket = lightTransport.openSocket(url, {
        ...events,
        onText: (text) => {
          noteRead(person, text);
          events.onText(text);
        },
      });
      return {
        ...socket,
        send: (text) => {
          if (text.includes('"messages.send"')) noteWritten(text);
          socket.send(text);
        },
      };
    },
  };
}

function noteWritten(text: string): void {
  for (const note of notesIn(text)) if (note.writtenMs === 0) note.writtenMs = performance.now();
}

function noteRead(person: number, text: string): void {
  for (const note of notesIn(text)) {
    if (note.recipient !== person || note.readMs > 0) continue;
    note.readMs = performance.now();
    arrived += 1;
  }
}

/** Of the messages whose text begins within `text`. */
function notesIn(text: string): Note[] {
  const found: Note[] = [];
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + mark.length)) {
    const note = notes[Number(text.slice(at + mark.length, at + mark.length + markDigits))];
    if (note) found.push(note);
  }
  return found;
}

async function write({ perSecond, forMs, warmUpMs }: Write['write']): Promise<Written> {
  notes = [];
  arrived = 0;
  const startedMs = performance.now();
  let countedFrom = 0;
  let cpu = process.cpuUsage();
  for (let passedMs = 0; passedMs < forMs; passedMs = performance.now() - startedMs) {
    const due = Math.min((passedMs / 1_000) * perSecond, (forMs / 1_000) * perSecond);
    while (notes.length < due) writeOne();
    if (countedFrom === 0 && passedMs >= warmUpMs) {
      countedFrom = notes.length;
      cpu = process.cpuUsage();
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const arrivedBefore = arrived;
  for (let waited = 0; waited < 1_000 && arrived < notes.length; waited += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const { user, system } = process.cpuUsage(cpu);
  const counted = notes.slice(countedFrom);
  const latenciesMs = Float64Array.from(counted.flatMap((one) => (one.readMs > 0 ? [one.readMs - one.writtenMs] : [])));
  return {
    latenciesMs,
    lost: notes.length - arrived,
    cpuSeconds: (user + system) / 1e6,
    perSecond: arrivedBefore / (forMs / 1_000),
  };
}

function writeOne(): void {
  const sender = Math.floor(Math.random() * ring.people);
  const recipient = friendOf(ring, sender, Math.floor(Math.random() * ring.friendsEach));
  const text = `#${String(notes.length).padStart(markDigits, '0')}#`.padEnd(textBytes, ' how are you');
  notes.push({ recipient, writtenMs: 0, readMs: 0 });
  clients[sender]?.conversation({ userId: personId(recipient) as never }).send(text);
}
