// A conversation as what is drawn from top to bottom: day separators, the "new messages" line, bubbles in groups, and one status.
import type { Content, Conversation, Message, Refusal, UserId } from '@parley/contract';
import type { PendingMessage } from '@parley/sdk';
import { startOfDay } from '../app/time.ts';
import { attachmentOf, type Letter, waitingAttachment } from '../media/index.ts';
import { stickerAddress } from '../stickers/index.ts';
import { type Quote, quoteFinder } from './quotes.ts';

/** How far a message of mine has come, as far as I may know (RCPT-1). */
export type SendStatus = 'sending' | 'sent' | 'delivered' | 'seen';

export type BubbleItem = {
  kind: 'bubble';
  key: string;
  content: Message['content'];
  isMine: boolean;
  atMs: number;
  /** Where in its group of one author it stands: only the last one has a tail. */
  isFirstOfGroup: boolean;
  isLastOfGroup: boolean;
  /** On my newest message alone. */
  status?: SendStatus;
  /** Absent while it has no place in the log yet. */
  seq?: number;
  clientMessageId?: string;
  /** What it answers. */
  quote?: Quote;
  /** When its text was last edited (MSG-6). */
  editedAtMs?: number;
  /** It was unsent, and its text is empty (MSG-7). */
  isUnsent?: boolean;
  /** It will not be sent by itself any more, and why. */
  failure?: Refusal;
};

export type TimelineItem =
  | { kind: 'start'; key: 'start' }
  | { kind: 'day'; key: string; atMs: number }
  | { kind: 'unread'; key: 'unread' }
  | BubbleItem
  | { kind: 'typing'; key: 'typing' };

export type TimelineInput = {
  conversation: Conversation;
  messages: readonly Message[];
  /** What they answer and is not among them. */
  quoted?: ReadonlyMap<number, Message | null>;
  pending: readonly PendingMessage[];
  /** Mine that wait for what they hold. */
  letters?: readonly Letter[];
  me: UserId;
  hasOlder: boolean;
  hasNewer: boolean;
  isPeerTyping: boolean;
  /** The "new messages" line stands after this seq; absent: there is none. */
  unreadAfterSeq: number | undefined;
};

/** Bubbles of one author that follow each other within this time are one group. */
const groupMs = 5 * 60_000;

export function toTimeline(input: TimelineInput): TimelineItem[] {
  const bubbles = toBubbles(input);
  const items: TimelineItem[] = input.hasOlder ? [] : [{ kind: 'start', key: 'start' }];
  let day: number | undefined;
  let previous: BubbleItem | undefined;
  let hasUnreadLine = false;
  for (const bubble of bubbles) {
    const ownDay = dayAfter(day, bubble.atMs);
    // Whether the first one begins its day is not known while there are older ones. A separator that went again when they come
    // would take with it the place that the list holds on to.
    const isNewDay = day === undefined ? !input.hasOlder : ownDay !== day;
    day = ownDay;
    if (isNewDay) items.push({ kind: 'day', key: `day-${bubble.key}`, atMs: bubble.atMs });
    const isFirstUnread: boolean = !hasUnreadLine && isAfter(bubble, input.unreadAfterSeq);
    if (isFirstUnread) items.push({ kind: 'unread', key: 'unread' });
    hasUnreadLine ||= isFirstUnread;
    const isJoined = previous !== undefined && !isNewDay && !isFirstUnread && areOneGroup(previous, bubble);
    if (isJoined && previous) previous.isLastOfGroup = false;
    bubble.isFirstOfGroup = !isJoined;
    items.push(bubble);
    previous = bubble;
  }
  if (input.isPeerTyping && !input.hasNewer) items.push({ kind: 'typing', key: 'typing' });
  return items;
}

/** What is drawn as it was stays the same object, so that a message more costs the drawing of one message. */
export function keepUnchanged(before: readonly TimelineItem[], items: readonly TimelineItem[]): TimelineItem[] {
  const known = new Map(before.map((item) => [item.key, item]));
  return items.map((item) => {
    const old = known.get(item.key);
    return old && areAlike(old, item) ? old : item;
  });
}

/** To the depth of a quote; contents are never changed, only replaced. */
function areAlike(a: object, b: object): boolean {
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  if (left.size !== right.size) return false;
  return [...left].every(([name, value]) => {
    const other = right.get(name);
    return value === other || (name === 'quote' && other !== undefined && areAlike(value, other));
  });
}

/** No day is shorter: within it nothing needs to be asked of the calendar, which is slow for a long log. */
const shortestDayMs = 23 * 3_600_000;

/** The day of an instant, when `day` is that of the message before. */
function dayAfter(day: number | undefined, atMs: number): number {
  return day !== undefined && atMs >= day && atMs < day + shortestDayMs ? day : startOfDay(atMs);
}

/** The line stands above what others wrote: what I wrote on another device is not news to me, and what was unsent is none to anybody. */
function isAfter(bubble: BubbleItem, unreadAfterSeq: number | undefined): boolean {
  if (unreadAfterSeq === undefined || bubble.isMine || bubble.isUnsent) return false;
  return bubble.seq !== undefined && bubble.seq > unreadAfterSeq;
}

function areOneGroup(a: BubbleItem, b: BubbleItem): boolean {
  return a.isMine === b.isMine && Math.abs(b.atMs - a.atMs) < groupMs;
}

function toBubbles(input: TimelineInput): BubbleItem[] {
  const { conversation, messages, quoted = nothingQuoted, pending, letters = [], me, hasNewer } = input;
  const areLinksShut = conversation.folder !== 'inbox';
  const known = { me, quoteOf: quoteFinder({ messages, quoted, me }) };
  const bubbles = messages.map((message) => toBubble(areLinksShut ? withoutLinks(message) : message, known));
  if (hasNewer) return bubbles;
  // Both may be there for a moment: the log's copy wins.
  const arrived = new Set(bubbles.map((bubble) => bubble.key));
  for (const waiting of pending) {
    if (!arrived.has(waiting.clientMessageId)) bubbles.push(toWaitingBubble(waiting, known));
  }
  for (const letter of letters) bubbles.push(toLetterBubble(letter, known));
  // Below what the other wrote since, a status would say nothing that their answer does not say.
  const lastWord = bubbles.findLast((bubble) => bubble.failure === undefined);
  if (lastWord?.isMine && !lastWord.isUnsent) lastWord.status = statusOf(lastWord, conversation);
  return bubbles;
}

/** REQ-2: what a request links to is shown, and cannot be clicked. */
export function withoutLinks(message: Message): Message {
  const entities = message.content.entities.filter(({ kind }) => kind !== 'link');
  return { ...message, content: { ...message.content, entities } };
}

const nothingQuoted: ReadonlyMap<number, Message | null> = new Map();

type Known = { me: UserId; quoteOf: (seq: number) => Quote };

const replyOf = ({ replyToSeq }: { replyToSeq?: number | undefined }, { quoteOf }: Known) =>
  replyToSeq === undefined ? {} : { quote: quoteOf(replyToSeq) };

function toBubble(message: Message, known: Known): BubbleItem {
  const isMine = message.senderId === known.me;
  const { editedAt, unsentAt } = message;
  return {
    kind: 'bubble',
    key: (isMine && message.clientMessageId) || `seq-${message.seq}`,
    content: message.content,
    isMine,
    atMs: Date.parse(message.sentAt),
    isFirstOfGroup: true,
    isLastOfGroup: true,
    seq: message.seq,
    ...(message.clientMessageId ? { clientMessageId: message.clientMessageId } : {}),
    ...replyOf(message, known),
    ...(editedAt === undefined ? {} : { editedAtMs: Date.parse(editedAt) }),
    ...(unsentAt === undefined ? {} : { isUnsent: true }),
  };
}

function toWaitingBubble(waiting: PendingMessage, known: Known): BubbleItem {
  return {
    kind: 'bubble',
    key: waiting.clientMessageId,
    content: waitingContent(waiting.content),
    isMine: true,
    atMs: waiting.queuedAtMs,
    isFirstOfGroup: true,
    isLastOfGroup: true,
    clientMessageId: waiting.clientMessageId,
    ...replyOf(waiting, known),
    ...(waiting.status === 'failed' ? { failure: waiting.refusal } : {}),
    ...(waiting.status === 'sent' ? { seq: waiting.seq } : {}),
  };
}

function waitingContent(content: PendingMessage['content']): Content {
  const { text } = content;
  switch (content.kind) {
    case 'text':
      return { kind: 'text', text, entities: [] };
    case 'sticker': {
      const { stickerId: id } = content;
      return { kind: 'sticker', text, entities: [], sticker: { id, url: stickerAddress(id) } };
    }
    case 'share': {
      const { url, title, authorName, coverAttachmentId } = content;
      const author = authorName === undefined ? {} : { authorName };
      const cover = coverAttachmentId ? { cover: waitingAttachment(coverAttachmentId, 'photo') } : {};
      return { kind: 'share', text, entities: [], share: { url, title, ...author, ...cover } };
    }
    case 'media':
    case 'file':
    case 'voice': {
      const { kind, attachmentIds } = content;
      const attachments = attachmentIds.map((id) => waitingAttachment(id, kind === 'media' ? 'photo' : kind));
      return { kind, text, entities: [], attachments };
    }
  }
}

/** What is being uploaded stands there as if it were sent, under the same key. */
function toLetterBubble({ key, kind, text, replyToSeq, atMs, parcels, failure }: Letter, known: Known): BubbleItem {
  return {
    kind: 'bubble',
    key,
    content: { kind, text, entities: [], attachments: parcels.map(attachmentOf) },
    isMine: true,
    atMs,
    isFirstOfGroup: true,
    isLastOfGroup: true,
    clientMessageId: key,
    ...replyOf({ replyToSeq }, known),
    ...(failure ? { failure } : {}),
  };
}

/** How far a message of mine has come, as far as I may know. */
export function statusOf(
  { seq }: Pick<BubbleItem, 'seq'>,
  { peerReceiptSeq, peerDeliveredSeq }: Conversation,
): SendStatus {
  if (seq === undefined) return 'sending';
  if (seq <= peerReceiptSeq) return 'seen';
  return seq <= peerDeliveredSeq ? 'delivered' : 'sent';
}
