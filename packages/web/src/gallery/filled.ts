// Worlds with something in them, one for each screen that reads something.
import type { RequestCard } from '@parley/contract';
import {
  ada,
  asRequest,
  at,
  conversation,
  manyConversations,
  manyMessages,
  noRelation,
  pending,
  people,
  requestCard,
} from './fixtures.ts';
import type { World } from './Specimen.tsx';

const { long, verified } = people;
const undoable = { direction: 'incoming', undoUntil: at(43_200) } as const;
const filteredBy = {
  direction: 'incoming',
  filterReason: { kind: 'own_word', word: 'crypto' },
  expiresAt: at(43_200),
} as const;

const cards = (requests: RequestCard[]): World => ({ scene: { answers: { 'requests.list': { requests } } } });

export const filled = {
  inbox: {
    scene: {
      inbox: {
        status: 'ready',
        conversations: [conversation(ada, { unreadCount: 2 }), conversation(verified), ...manyConversations(4)],
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
