// Judges a run from what devices noted, what they show at the end, and what the database holds. It knows nothing of how any of it came about.
import type { Note, Seen } from '@parley/testkit/load';
import { driftIn } from './drift.ts';
import type { Stored, StoredMessage } from './stored.ts';

export type Findings = {
  /** Acknowledged or safely queued, and not stored; or a hole in what is stored. */
  lost: string[];
  /** Stored or shown twice, or answered with two places. */
  duplicates: string[];
  /** In another order than it was written, or in different orders at different places. */
  inversions: string[];
  /** Counters and lists that are not what a recount gives. */
  drift: string[];
  /** Passed between two while one had blocked the other. */
  leaks: string[];
  /** Delivered, and not stored. */
  unstored: string[];
};

export type History = { notes: readonly Note[]; stored: Stored; seen: Seen };

type Of<Kind extends Note['kind']> = Extract<Note, { kind: Kind }>;

export function judge({ notes, stored, seen }: History): Findings {
  const known = new Known(notes, stored);
  const misshown = known
    .notes('misshown')
    .map(({ device, what }) => ({ isDouble: what.endsWith('twice'), text: `${device} showed ${what}` }));
  return {
    lost: [...lostAcks(known), ...lostQueued(known), ...holesIn(stored)],
    duplicates: [
      ...doublesIn(stored),
      ...twoAnswers(known),
      ...misshown.flatMap(({ isDouble, text }) => (isDouble ? [text] : [])),
    ],
    inversions: [
      ...wrongPlaces(known),
      ...notAsWritten(known),
      ...misshown.flatMap(({ isDouble, text }) => (isDouble ? [] : [text])),
    ],
    drift: driftIn(stored, seen),
    leaks: leaksIn(known),
    unstored: unstoredIn(known),
  };
}

/** What the checks look up, sorted once. */
class Known {
  readonly stored: Stored;
  readonly #byKind = new Map<string, Note[]>();
  readonly #byId = new Map<string, StoredMessage>();
  readonly #bySeq = new Map<string, StoredMessage>();

  constructor(notes: readonly Note[], stored: Stored) {
    this.stored = stored;
    for (const note of notes) {
      const list = this.#byKind.get(note.kind);
      if (list) list.push(note);
      else this.#byKind.set(note.kind, [note]);
    }
    for (const message of stored.messages) {
      this.#byId.set(`${message.conversation} ${message.id}`, message);
      this.#bySeq.set(`${message.conversation} ${message.seq}`, message);
    }
  }

  notes<Kind extends Note['kind']>(kind: Kind): Of<Kind>[] {
    return (this.#byKind.get(kind) ?? []) as Of<Kind>[];
  }

  withId(conversation: string, id: string): StoredMessage | undefined {
    return this.#byId.get(`${conversation} ${id}`);
  }

  at(conversation: string, seq: number): StoredMessage | undefined {
    return this.#bySeq.get(`${conversation} ${seq}`);
  }
}

function lostAcks(known: Known): string[] {
  return known
    .notes('acked')
    .filter(({ conversation, id }) => known.withId(conversation, id) === undefined)
    .map(({ id, conversation, seq }) => `${id} was acknowledged as ${seq} of ${conversation}, and is not stored`);
}

/** At the end nothing waits any more: what did not fail has to be there. */
function lostQueued(known: Known): string[] {
  const failed = new Set(known.notes('failed').map(({ id }) => id));
  const acked = new Set(known.notes('acked').map(({ id }) => id));
  return known
    .notes('queued')
    .filter(({ id, conversation }) => !failed.has(id) && !acked.has(id) && !known.withId(conversation, id))
    .map(({ id, device }) => `${id} was in the outbox of ${device}, and was neither stored nor given up`);
}

function holesIn({ messages, conversations }: Stored): string[] {
  const counts = new Map<string, number>();
  for (const { conversation } of messages) counts.set(conversation, (counts.get(conversation) ?? 0) + 1);
  return conversations
    .filter(({ conversation, lastSeq }) => (counts.get(conversation) ?? 0) < lastSeq)
    .map(
      ({ conversation, lastSeq }) => `${conversation} counts to ${lastSeq} and holds ${counts.get(conversation) ?? 0}`,
    );
}

/** By what the texts say, whatever the ids beside them are. */
function doublesIn({ messages }: Stored): string[] {
  const once = new Map<string, number>();
  return messages.flatMap(({ conversation, textId, seq }) => {
    const key = `${conversation} ${textId}`;
    const first = textId === '' ? undefined : once.get(key);
    once.set(key, first ?? seq);
    return first === undefined ? [] : [`${textId} is stored as ${first} and as ${seq} of ${conversation}`];
  });
}

function twoAnswers(known: Known): string[] {
  const first = new Map<string, number>();
  return known.notes('acked').flatMap(({ id, conversation, seq }) => {
    const key = `${conversation} ${id}`;
    const before = first.get(key) ?? seq;
    first.set(key, before);
    return before === seq ? [] : [`${id} was answered with ${before} and with ${seq}`];
  });
}

/** What was told of a message's place, in an answer or an update, has to be its place for everybody. */
function wrongPlaces(known: Known): string[] {
  return [...known.notes('acked'), ...known.notes('got')].flatMap(({ kind, device, conversation, id, seq }) => {
    const there = id === '' ? undefined : known.withId(conversation, id);
    if (there === undefined || there.seq === seq) return [];
    return [`${device} was told (${kind}) that ${id} is ${seq} of ${conversation}; it is ${there.seq}`];
  });
}

/** Of what one device wrote to one conversation. */
function notAsWritten(known: Known): string[] {
  const failed = new Set(known.notes('failed').map(({ id }) => id));
  const last = new Map<string, { id: string; seq: number }>();
  return known.notes('queued').flatMap(({ device, conversation, id }) => {
    const there = failed.has(id) ? undefined : known.withId(conversation, id);
    if (there === undefined) return [];
    const line = `${device} ${conversation}`;
    const before = last.get(line);
    last.set(line, { id, seq: there.seq });
    if (before === undefined || before.seq < there.seq) return [];
    return [`${device} wrote ${before.id} before ${id}; they are ${before.seq} and ${there.seq} of ${conversation}`];
  });
}

function unstoredIn(known: Known): string[] {
  return known.notes('got').flatMap(({ device, conversation, seq, id, sender }) => {
    const there = id === '' ? known.at(conversation, seq) : known.withId(conversation, id);
    if (there?.textId === id && there.sender === sender) return [];
    return [
      `${device} got ${id || 'a message'} as ${seq} of ${conversation} from ${sender}, which is not what is stored`,
    ];
  });
}

/** By the server's time of each message, which is taken after it came in: above the time of the block's answer it was decided after that. */
function leaksIn(known: Known): string[] {
  const spans = new Map<string, { fromMs: number; toMs: number }[]>();
  for (const { conversation, atMs } of known.notes('blocked')) {
    const ends = known.notes('unblocking').filter((one) => one.conversation === conversation && one.atMs >= atMs);
    const toMs = Math.min(...ends.map((one) => one.atMs));
    spans.set(conversation, [...(spans.get(conversation) ?? []), { fromMs: atMs, toMs }]);
  }
  return known.stored.messages.flatMap(({ conversation, id, seq, sentAtMs }) => {
    const span = spans.get(conversation)?.find(({ fromMs, toMs }) => sentAtMs > fromMs && sentAtMs < toMs);
    if (span === undefined) return [];
    return [`${id} (${seq} of ${conversation}) was sent ${sentAtMs - span.fromMs} ms into a block`];
  });
}
