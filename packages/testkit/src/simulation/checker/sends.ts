// MSG-1 to MSG-3: what was acknowledged is stored, what is stored was meant, each once, and there is one order.
import type { UserId } from '@parley/contract';
import type { History, Intention } from '../history.ts';
import type { View } from '../views.ts';
import type { Found } from './check.ts';
import { type Stored, type StoredMessage, visibleTo } from './stored.ts';

/** The log by itself: numbers without gaps, times that never go back, nothing twice. */
export function checkLog({ messages, lastSeqs }: Stored): Found[] {
  const found: Found[] = [];
  const newest = new Map<string, StoredMessage>();
  const names = new Set<string>();
  for (const message of messages) {
    const { conversationId, seq, senderId, clientMessageId } = message;
    const before = newest.get(conversationId);
    const about = [conversationId];
    if (seq !== (before?.seq ?? 0) + 1) found.push({ what: `${conversationId} has a gap before seq ${seq}`, about });
    if (before && message.sentAtMs < before.sentAtMs) {
      found.push({ what: `${conversationId} seq ${seq} is older than the one before it`, about });
    }
    const name = `${conversationId} ${senderId} ${clientMessageId}`;
    if (names.has(name)) found.push({ what: `${clientMessageId} is stored twice`, about: [clientMessageId] });
    names.add(name);
    newest.set(conversationId, message);
  }
  for (const [id, lastSeq] of lastSeqs) {
    const seq = newest.get(id)?.seq ?? 0;
    if (seq !== lastSeq) found.push({ what: `${id} counts to ${lastSeq}, its log to ${seq}`, about: [id] });
  }
  return found;
}

export function checkSends(history: History, stored: Stored, view: View): Found[] {
  const byName = new Map(stored.messages.map((message) => [nameOf(message), message]));
  const pairs = new Map(history.intentions.map((one) => [`${one.senderId} ${one.clientMessageId}`, one]));
  return [
    ...checkAcks(history, byName),
    ...checkOrigins(history, stored, pairs),
    ...checkFates(history.intentions, { byName, stored }, view),
    ...checkFirstInFirstOut(history, byName),
    ...checkDelivered(history, stored),
  ];
}

const nameOf = ({ senderId, clientMessageId }: { senderId: UserId; clientMessageId: string }): string =>
  `${senderId} ${clientMessageId}`;

/** MSG-2, MSG-3: each acknowledgement, over whatever connection, names the one stored message. */
function checkAcks({ calls }: History, byName: ReadonlyMap<string, StoredMessage>): Found[] {
  return calls.flatMap(({ method, userId, device, input, answered }) => {
    if (method !== 'messages.send' || !answered || 'refusalCode' in answered) return [];
    const clientMessageId = String(input.clientMessageId);
    const { conversationId, seq, sentAt } = answered.output as { conversationId: string; seq: number; sentAt: string };
    const message = byName.get(nameOf({ senderId: userId, clientMessageId }));
    const about = [clientMessageId];
    if (!message) return [{ what: `${clientMessageId} was acknowledged to ${device} and is not stored`, about }];
    const told = `seq ${seq} of ${conversationId} at ${Date.parse(sentAt)}`;
    const real = `seq ${message.seq} of ${message.conversationId} at ${message.sentAtMs}`;
    return told === real ? [] : [{ what: `${clientMessageId} was acknowledged as ${told} and is ${real}`, about }];
  });
}

/** Whatever is stored somebody meant, with that text, for that person. */
function checkOrigins({ facts }: History, { messages }: Stored, pairs: ReadonlyMap<string, Intention>): Found[] {
  const written = new Map(
    facts.filter(({ what }) => what === 'message').map((fact) => [`${fact.conversationId} ${fact.n}`, fact.text]),
  );
  return messages.flatMap((message) => {
    const { conversationId, seq, clientMessageId } = message;
    const meant = pairs.get(nameOf(message));
    const about = [clientMessageId, conversationId];
    if (!meant) return [{ what: `nobody meant ${clientMessageId}, seq ${seq} of ${conversationId}`, about }];
    const text = written.get(`${conversationId} ${seq}`);
    return text === meant.text ? [] : [{ what: `${clientMessageId} was stored as "${text}"`, about }];
  });
}

type Known = { byName: ReadonlyMap<string, StoredMessage>; stored: Stored };

/** No intention is forgotten: it is stored, or refused and shown as failed by its device, and never both. */
function checkFates(intentions: readonly Intention[], { byName, stored }: Known, view: View): Found[] {
  const shown = new Map(
    view.devices.flatMap(({ device, logs }) =>
      logs.flatMap(({ pending }) => pending.map((one) => [`${device} ${one.clientMessageId}`, one.status] as const)),
    ),
  );
  return intentions.flatMap((meant) => {
    const { device, clientMessageId } = meant;
    const status = shown.get(`${device} ${clientMessageId}`);
    const message = byName.get(nameOf(meant));
    const about = [clientMessageId];
    const log = view.devices
      .find((one) => one.device === device)
      ?.logs.find(({ withId }) => withId === meant.recipientId);
    // What was refused may have been stored all the same, by an earlier try or another device: it is seen in the log, or not at all.
    const knows = log?.messages !== undefined && !log.hasNewer && message && isSeenBySender(stored, message);
    if (!stored.signedIn.has(device)) return [];
    if (status !== undefined && knows) {
      return [{ what: `${clientMessageId} is stored and shown as ${status}`, about }];
    }
    if (message || status === 'failed' || (status === undefined && !log)) return [];
    return [{ what: `${clientMessageId} is ${status === undefined ? 'forgotten' : `still ${status}`}`, about }];
  });
}

function isSeenBySender(stored: Stored, message: StoredMessage): boolean {
  const { senderId, conversationId } = message;
  const row = stored.rows.find((one) => one.userId === senderId && one.conversationId === conversationId);
  return row !== undefined && visibleTo(stored, row).includes(message);
}

/** An answer after which the outbox tries again by itself. */
const isTriedAgain = (code: string): boolean => ['unavailable', 'server_error', 'too_many_attempts'].includes(code);

/** Texts that were refused for good, so that their line went on: an earlier try may be stored all the same, whenever it arrives. */
const refusedOf = ({ calls }: History): Set<string> =>
  new Set(
    calls.flatMap(({ device, method, input, answered }) =>
      method === 'messages.send' && answered && 'refusalCode' in answered && !isTriedAgain(answered.refusalCode)
        ? [`${device} ${String(input['clientMessageId'])}`]
        : [],
    ),
  );

/** What a device sent in one conversation stands in the order in which it was written, unless another device sent it too. */
function checkFirstInFirstOut(history: History, byName: ReadonlyMap<string, StoredMessage>): Found[] {
  const newest = new Map<string, StoredMessage>();
  const refused = refusedOf(history);
  const found: Found[] = [];
  for (const meant of history.intentions) {
    const message = byName.get(nameOf(meant));
    if (!message || meant.isRepeated || refused.has(`${meant.device} ${meant.clientMessageId}`)) continue;
    const line = `${meant.device} ${meant.recipientId}`;
    const before = newest.get(line);
    if (before && message.seq < before.seq) {
      const what = `${meant.clientMessageId} stands before ${before.clientMessageId}, which was written earlier`;
      found.push({ what, about: [meant.clientMessageId, before.clientMessageId] });
    }
    newest.set(line, message);
  }
  return found;
}

/** R02: whatever was delivered is stored, at that place, by that sender. */
function checkDelivered({ heard }: History, { messages }: Stored): Found[] {
  const bySeq = new Map(messages.map((message) => [`${message.conversationId} ${message.seq}`, message]));
  return heard.flatMap(({ device, frame }) => {
    if (frame.type !== 'update') return [];
    return (
      frame.changes as { type: string; message?: { conversationId: string; seq: number; senderId: UserId } }[]
    ).flatMap(({ type, message }) => {
      if (type !== 'message.created' || !message) return [];
      const stored = bySeq.get(`${message.conversationId} ${message.seq}`);
      if (stored?.senderId === message.senderId) return [];
      const about = [message.conversationId];
      return [
        { what: `${device} was delivered seq ${message.seq} of ${message.conversationId}, which is not stored`, about },
      ];
    });
  });
}
