// Worlds with something in them, one for each screen that reads something.
import type { Person, RequestCard } from '@parley/contract';
import {
  ada,
  asRequest,
  at,
  conversation,
  manyMessages,
  me,
  message,
  noRelation,
  pending,
  people,
  requestCard,
} from './fixtures.ts';
import type { World } from './Specimen.tsx';

const { emoji, gone, long, oneWord, rtl, staff, verified } = people;
const undoable = { direction: 'incoming', undoUntil: at(43_200) } as const;
const filteredBy = {
  direction: 'incoming',
  filterReason: { kind: 'own_word', word: 'crypto' },
  expiresAt: at(43_200),
} as const;

const cards = (requests: RequestCard[]): World => ({ scene: { answers: { 'requests.list': { requests } } } });

const said = (seq: number, from: Person, text: string, minutes: number) => ({
  lastMessage: message(seq, from, text, minutes),
  lastMessageAt: at(minutes),
});
/** Every way a row of the list can be. */
const arranged = [
  conversation(ada, {
    pinnedAt: at(1),
    unreadCount: 2,
    ...said(9, ada, 'See you at the harbour, by the blue boat.', 190),
  }),
  conversation(oneWord, { pinnedAt: at(0), mute: {}, ...said(8, me, 'Tomorrow then', 60) }),
  conversation(verified, { unreadCount: 120, ...said(7, verified, 'Here are the new maps https://example.com', 180) }),
  conversation(rtl, { draft: { text: 'What if we just', savedAt: at(170) }, ...said(6, rtl, 'أراكِ غداً', 170) }),
  conversation(staff, { isMarkedUnread: true, ...said(5, staff, 'Your report was looked at.', -600) }),
  conversation(long, { mute: {}, unreadCount: 4, ...said(4, long, 'A long name has a long story to tell', -1_500) }),
  conversation(emoji, said(3, emoji, '🌻🌻🌻', -4_000)),
  conversation(gone, said(2, gone, 'Good bye', -90_000)),
];

export const filled = {
  inbox: {
    scene: {
      inbox: {
        status: 'ready',
        conversations: arranged,
        unreadConversationCount: 1,
        requestCount: 2,
        filteredCount: 1,
        hasMore: false,
      },
    },
  },
  conversation: {
    path: '/c/gallery',
    scene: {
      conversation: {
        status: 'ready',
        conversation: conversation(ada, { peerReceiptSeq: 120 }),
        messages: manyMessages(8),
        hasOlder: false,
        hasNewer: false,
        quoted: new Map(),
        pending: [pending('This one waits')],
        typingUserIds: [],
      },
    },
  },
  requests: cards([requestCard(ada), requestCard(verified)]),
  longRequests: cards([requestCard(long, { mutualFriends: { people: [long, ada], count: 2 } })]),
  filtered: cards([requestCard(ada, { conversation: asRequest(ada, 'filtered', { request: filteredBy }) })]),
  declined: cards([requestCard(ada, { conversation: asRequest(ada, 'declined', { request: undoable }) })]),
  privacy: {
    scene: {
      answers: {
        'admission.tryOut': {
          classes: [
            { class: 'friend', outcome: 'inbox', examples: [ada, verified] },
            { class: 'stranger', outcome: 'not_received', examples: [] },
          ],
        },
      },
    },
  },
  devices: {
    scene: {
      answers: {
        'accounts.listSessions': {
          sessions: [
            {
              id: 'aaaaaaaaaaaaaaaaaaaaaa',
              device:
                'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36',
              createdAt: at(0),
              isCurrent: true,
            },
            { id: 'bbbbbbbbbbbbbbbbbbbbbb', device: '', createdAt: at(0), isCurrent: false },
          ] as never,
        },
      },
    },
  },
  doors: {
    scene: { answers: { 'admission.listDoors': { doors: [{ person: ada, kind: 'friend', since: at(-40_000) }] } } },
  },
  why: {
    path: `/settings/reach/why?id=${ada.id}`,
    scene: {
      answers: {
        'admission.explain': { person: ada, class: 'stranger', outcome: 'not_received', because: 'setting' },
      },
    },
  },
  words: { scene: { answers: { 'filterWords.list': { words: ['lottery', 'free coins'] } } } },
  status: {
    scene: {
      answers: {
        'accounts.limits': {
          messages: { max: 500, remaining: 371, resetsAt: at(90) },
          newPeople: { max: 20, remaining: 0, resetsAt: at(90) },
          lookups: { max: 60, remaining: 41, resetsAt: at(90) },
        },
      },
    },
  },
  blocked: {
    scene: {
      answers: {
        'blocks.list': { people: [{ person: ada, relation: { ...noRelation, isBlocked: true } }] },
        'inbox.list': { conversations: [], rev: 1, unreadConversationCount: 0, requestCount: 0, filteredCount: 0 },
      },
    },
  },
} satisfies Record<string, World>;
