// What was seen from outside while a story was played: the only thing, besides the database, that the checker knows.
// Times are true time in ms since the story began; steps are the machine's.
import type { ConversationId, UserId } from '@parley/contract';

type Moment = { step: number; atMs: number };

export type PersonSeen = { id: UserId; name: string };
export type DeviceSeen = { name: string; userId: UserId };

/** A text that a person wanted to send, in the order in which its device was asked. */
export type Intention = Moment & {
  /** Another device sent it too, whenever that was. */
  isRepeated?: boolean;
  device: string;
  senderId: UserId;
  recipientId: UserId;
  clientMessageId: string;
  text: string;
};

/** Somebody read up to there on a device; `life` tells its program's starts apart, since marks do not outlive it. */
export type Reading = Moment & {
  device: string;
  life: number;
  userId: UserId;
  conversationId: ConversationId;
  seq: number;
};

/** A call as its device's network saw it. Without `answered`, no answer ever reached the device. */
export type CallSeen = {
  device: string;
  userId: UserId;
  method: string;
  input: Record<string, unknown>;
  said: Moment;
  answered?: Moment & ({ output: Record<string, unknown> } | { refusalCode: string });
};

/** News as it left a node for everybody who listens for this person. */
export type Published = Moment & { node: string; userId: UserId; frame: Record<string, unknown> };
/** News as it reached a device. */
export type Heard = Moment & { device: string; userId: UserId; frame: Record<string, unknown> };

/** A row of the witness: what the database itself wrote down of a change, in the order of the commits. */
export type Fact = Moment & {
  no: number;
  what:
    | 'message'
    | 'amended'
    | 'block'
    | 'unblock'
    | 'receipts'
    | 'folder'
    | 'read'
    | 'seen'
    | 'delivered'
    | 'gone'
    | 'rev';
  userId: UserId;
  otherId: UserId | undefined;
  conversationId: ConversationId | undefined;
  n: number;
  text: string;
};

/** Something that a device showed and must never show, seen while it happened. */
export type Oddity = Moment & { device: string; what: string };

export type History = {
  people: PersonSeen[];
  devices: DeviceSeen[];
  intentions: Intention[];
  readings: Reading[];
  calls: CallSeen[];
  published: Published[];
  heard: Heard[];
  facts: Fact[];
  oddities: Oddity[];
  /** When nodes slept. */
  sleeps: { fromMs: number; untilMs: number }[];
};

export const emptyHistory = (): History => ({
  people: [],
  devices: [],
  intentions: [],
  readings: [],
  calls: [],
  published: [],
  heard: [],
  facts: [],
  oddities: [],
  sleeps: [],
});
