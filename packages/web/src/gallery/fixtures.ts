// People and messages of the gallery: invented, and each there to show a state.
import {
  type Account,
  type Conversation,
  directConversationId,
  type Message,
  type Person,
  type Profile,
  type Refusal,
  type Relation,
  type RequestCard,
  type UserId,
} from '@parley/contract';
import type { PendingMessage } from '@parley/sdk';

const startMs = Date.UTC(2026, 10, 20, 17, 5);
const minuteMs = 60_000;
let pendingCount = 0;

/** The colour hangs on the id, so everybody has one of their own: a count would hang on which part of the gallery is loaded first. */
function person(nth: number, displayName: string, more: Partial<Person> = {}): Person {
  const id = String(1000 + 7 * nth) as UserId;
  const handle =
    displayName
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '.')
      .replace(/^\.|\.$/g, '') || `person.${id}`;
  return {
    id,
    handle,
    displayName,
    isAvailable: true,
    isVerified: false,
    isStaff: false,
    ...more,
  };
}

export const me = person(1, 'Nele Brandt');
export const ada = person(2, 'Ada Moreau');
export const people = {
  ada,
  verified: person(3, 'Kofi Mensah', { isVerified: true }),
  staff: person(4, 'Parley Care', { isStaff: true }),
  rtl: person(5, 'ليلى عبد الرحمن'),
  long: person(6, 'Wolfeschlegelsteinhausenbergerdorff von und zu Hohenlohe-Langenburg', { isVerified: true }),
  emoji: person(7, '🌻 Sunny 🌻'),
  gone: person(8, '', { handle: '', isAvailable: false }),
  oneWord: person(9, 'Zoë'),
};

export const noRelation: Relation = {
  following: 'no',
  followsMe: false,
  requestedToFollowMe: false,
  isFriend: false,
  isBlocked: false,
  isContact: false,
};
export const friendship: Relation = { ...noRelation, following: 'yes', followsMe: true, isFriend: true };

export const refusals = {
  onlyFriends: {
    code: 'only_friends',
    details: { name: 'Ada Moreau', limit: '3' },
    sentence: 'Only friends can message Ada Moreau. Follow each other to write.',
    retry: 'no',
    remedy: 'follow',
  },
  onlyFriendsYet: {
    code: 'only_friends',
    details: { name: 'Ada Moreau', limit: '3' },
    sentence: 'Only friends can message Ada Moreau. Follow each other to write.',
    retry: 'no',
  },
  messagesOff: {
    code: 'messages_off',
    sentence: 'You have turned messages off. Turn them on to write.',
    retry: 'no',
    remedy: 'turn_messages_on',
  },
  notAvailable: { code: 'not_available', sentence: 'This person is not available.', retry: 'no' },
  noMessages: {
    code: 'no_messages',
    details: { name: 'Ada Moreau', limit: '3' },
    sentence: 'Ada Moreau is not taking messages.',
    retry: 'no',
  },
  requestLimit: {
    code: 'request_limit',
    details: { name: 'Ada Moreau', limit: '3' },
    sentence: 'You have sent 3 messages. You can write more once Ada Moreau accepts.',
    retry: 'after',
    retryAt: new Date(Date.now() + 26 * 24 * 3_600_000).toISOString(),
    remedy: 'wait',
  },
  restricted: {
    code: 'restricted',
    sentence: 'You cannot send messages for now: there were too many attempts.',
    retry: 'after',
    retryAt: new Date(Date.now() + 3 * 3_600_000).toISOString(),
    remedy: 'wait',
  },
  tooYoung: { code: 'too_young', sentence: 'Messages are for people of 16 and over.', retry: 'no' },
} satisfies Record<string, Refusal>;

export const account: Account = {
  person: me,
  bio: 'Maps, mostly.',
  ageBand: 'adult',
  settings: {
    messagesFrom: 'friends',
    othersMayRequest: false,
    filterRequests: true,
    readReceipts: true,
    presence: false,
    isPrivate: false,
    hasChosenMessagesFrom: true,
    choices: { messagesFrom: ['everyone', 'friends', 'specific_people', 'no_one'], presence: true },
  },
  followRequestCount: 3,
  isDemo: false,
};
export const minor: Account = {
  ...account,
  ageBand: 'minor',
  settings: {
    ...account.settings,
    messagesFrom: 'no_one',
    hasChosenMessagesFrom: false,
    choices: { messagesFrom: ['friends', 'specific_people', 'no_one'], presence: false },
  },
};
export const child: Account = { ...account, ageBand: 'under16' };

/** An instant of the gallery's evening. */
export function at(minutes: number): string {
  return new Date(startMs + minutes * minuteMs).toISOString();
}

export function message(seq: number, from: Person, text: string, minutes = seq): Message {
  return {
    conversationId: directConversationId(me.id, ada.id),
    seq,
    senderId: from.id,
    sentAt: at(minutes),
    content: { kind: 'text', text, entities: entitiesOf(text) },
    ...(from === me ? { clientMessageId: `own-${seq}` } : {}),
  };
}

/** What the server would mark; only as much of it as the gallery's texts need. */
function entitiesOf(text: string): Message['content']['entities'] {
  return [...text.matchAll(/https:\/\/\S+|@[a-z.]+/g)].map((match) => {
    const span = { start: match.index, end: match.index + match[0].length };
    return match[0].startsWith('@')
      ? { kind: 'mention', ...span, handle: match[0].slice(1), userId: ada.id }
      : { kind: 'link', ...span, url: match[0] };
  });
}

export function conversation(peer: Person, more: Partial<Conversation> = {}): Conversation {
  const lastMessage = more.lastMessage ?? message(9, ada, 'See you at the harbour, by the blue boat.', 60);
  return {
    id: directConversationId(me.id, peer.id),
    kind: 'direct',
    peer,
    lastSeq: lastMessage.seq,
    lastMessage,
    lastMessageAt: lastMessage.sentAt,
    unreadCount: 0,
    readSeq: lastMessage.seq,
    peerDeliveredSeq: 0,
    peerReceiptSeq: 0,
    clearedSeq: 0,
    isListed: true,
    rev: 1,
    folder: 'inbox',
    isArchived: false,
    isMarkedUnread: false,
    abilities: { send: true, answer: false, close: false },
    ...more,
  };
}

export function requestCard(from: Person, more: Partial<RequestCard> = {}): RequestCard {
  const lastMessage = message(1, from, 'Hello! I saw your map of the old harbour. May I print it for our hall?', 60);
  return {
    conversation: asRequest(from, 'requests', { lastMessage, lastSeq: 1, unreadCount: 1, readSeq: 0 }),
    relation: noRelation,
    bio: 'Runs the boat hall at pier 4.',
    mutualFriends: { people: [ada, people.verified, people.oneWord], count: 5 },
    followerCount: 1280,
    joinedIn: '2024-03',
    ...more,
  };
}

/** A conversation that waits for my answer, or did. */
export function asRequest(
  from: Person,
  folder: 'requests' | 'filtered' | 'declined',
  more: Partial<Conversation> = {},
): Conversation {
  return conversation(from, {
    folder,
    request: { direction: 'incoming' },
    abilities: { send: true, answer: folder !== 'declined', close: false },
    ...more,
  });
}

export function pending(text: string, refusal?: Refusal): PendingMessage {
  pendingCount += 1;
  const common = {
    clientMessageId: `pending-${pendingCount}`,
    target: { recipientId: ada.id },
    content: { kind: 'text', text },
    queuedAtMs: startMs + 90 * minuteMs,
  } as const;
  return refusal ? { ...common, status: 'failed', refusal } : { ...common, status: 'sending' };
}

export function profile(who: Person, more: Partial<Profile> = {}): Profile {
  return {
    person: who,
    bio: 'Paints boats. Then sails them.',
    isPrivate: false,
    isMe: false,
    followerCount: 1280,
    followingCount: 312,
    relation: noRelation,
    abilities: { message: false, request: false, follow: true, seeLists: true },
    ...more,
  };
}

const talk = [
  'Morning! Did the parcel come?',
  'Yes!! All in one piece',
  'You packed it like a museum',
  'I have seen your postman throw',
  'fair',
];

/** A conversation long enough to scroll. */
export function manyMessages(count: number): Message[] {
  return Array.from({ length: count }, (_, index) => {
    const text = talk[index % talk.length] ?? '';
    return message(index + 1, index % 5 === 1 || index % 5 === 2 ? me : ada, text, index * 3 - count * 3);
  });
}

export function manyConversations(count: number): Conversation[] {
  return Array.from({ length: count }, (_, index) =>
    conversation(person(10 + index, `Person ${index + 1}`), { unreadCount: index % 7 === 0 ? index : 0 }),
  );
}
