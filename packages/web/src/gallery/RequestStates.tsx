import type { Conversation, MethodOutput, RequestCard } from '@parley/contract';
import type { ConversationState } from '@parley/sdk';
import { ReportDialog, RequestsPage } from '../requests/index.ts';
import { ada, asRequest, at, friendship, message, noRelation, people, requestCard } from './fixtures.ts';
import { Opens } from './Opens.tsx';
import { OwnConversation } from './OwnConversation.tsx';
import { Specimen } from './Specimen.tsx';

const nobody = { people: [], count: 0 };
const ownWord = {
  direction: 'incoming',
  filterReason: { kind: 'own_word', word: 'crypto' },
  expiresAt: at(43_200),
} as const;
const link = { direction: 'incoming', filterReason: { kind: 'link' }, expiresAt: at(43_200) } as const;

const waiting: RequestCard[] = [
  requestCard(ada),
  requestCard(people.verified, {
    relation: { ...noRelation, followsMe: true },
    mutualFriends: { people: [ada], count: 1 },
    bio: '',
    conversation: asRequest(people.verified, 'requests', {
      lastMessage: message(1, people.verified, 'Look at https://example.com/boats, it is yours', 60),
      lastSeq: 1,
    }),
  }),
  requestCard(people.long, { mutualFriends: { people: [people.long, people.rtl], count: 2 }, bio: 'x'.repeat(160) }),
  requestCard(people.rtl, { mutualFriends: nobody, relation: { ...friendship, followsMe: false, isFriend: false } }),
];
const filtered: RequestCard[] = [
  requestCard(ada, {
    conversation: asRequest(ada, 'filtered', { request: ownWord, lastSeq: 1 }),
    mutualFriends: nobody,
  }),
  requestCard(people.emoji, { conversation: asRequest(people.emoji, 'filtered', { request: link, lastSeq: 1 }) }),
];
const declined: RequestCard[] = [
  requestCard(ada, {
    conversation: asRequest(ada, 'declined', { request: { direction: 'incoming', undoUntil: at(43_200) }, lastSeq: 1 }),
  }),
];

const list = (requests: RequestCard[]) => ({ 'requests.list': { requests } as MethodOutput<'requests.list'> });

const pages = [
  ['requests', 'requests', list(waiting)],
  ['requests, empty', 'requests', list([])],
  ['requests, loading', 'requests', {}],
  ['requests, failed', 'requests', { 'requests.list': 'fail' as const }],
  ['filtered requests', 'filtered', list(filtered)],
  ['filtered requests, empty', 'filtered', list([])],
  ['declined requests', 'declined', list(declined)],
  ['declined requests, empty', 'declined', list([])],
] as const;

function opened(conversation: Conversation): ConversationState {
  return {
    status: 'ready',
    conversation,
    messages: [
      message(1, conversation.peer, 'Hello! I saw your map of the old harbour.'),
      message(2, conversation.peer, 'This is us: https://example.com/boats'),
    ],
    quoted: new Map(),
    hasOlder: false,
    hasNewer: false,
    pending: [],
    typingUserIds: [],
  };
}

const open: [string, Conversation, RequestCard[]][] = [
  ['request, open', asRequest(ada, 'requests'), waiting],
  ['request, open, filtered', asRequest(ada, 'filtered', { request: ownWord }), filtered],
  [
    'request, open, declined',
    asRequest(ada, 'declined', { request: { direction: 'incoming', undoUntil: at(43_200) } }),
    declined,
  ],
  ['request, open, long name', asRequest(people.long, 'requests'), waiting],
];

export function RequestStates() {
  return (
    <>
      {pages.map(([title, folder, answers]) => (
        <Specimen key={title} title={title} isScreen scene={{ answers }} path="/requests">
          <RequestsPage folder={folder} />
        </Specimen>
      ))}
      {open.map(([title, conversation, cards]) => (
        <Specimen
          key={title}
          title={title}
          isScreen
          scene={{ conversation: opened(conversation), answers: list(cards) }}
          path="/c/gallery"
        >
          <OwnConversation />
        </Specimen>
      ))}
      <Specimen title="report">
        <Opens label="Report">
          {(close) => <ReportDialog conversationId={asRequest(ada, 'requests').id} person={ada} onClose={close} />}
        </Opens>
        <Opens label="Block and report">
          {(close) => (
            <ReportDialog conversationId={asRequest(ada, 'requests').id} person={ada} isBlocking onClose={close} />
          )}
        </Opens>
      </Specimen>
    </>
  );
}
