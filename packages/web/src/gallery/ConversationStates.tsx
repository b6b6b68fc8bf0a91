import type { Conversation, Message } from '@parley/contract';
import type { ConversationState, PendingMessage } from '@parley/sdk';
import { ConnectionBar } from '../app/ConnectionBar.tsx';
import { UpdateOffer } from '../app/UpdateOffer.tsx';
import { Composer, NoComposer } from '../conversations/index.ts';
import { InstallWay } from '../settings/index.ts';
import { InPlace } from '../ui/in-place.ts';
import { Doing } from './Doing.tsx';
import { notFound, offline } from './fake-client.ts';
import { ada, at, conversation, manyMessages, me, message, pending, people, refusals } from './fixtures.ts';
import { MessageToolStates } from './MessageToolStates.tsx';
import { OwnConversation } from './OwnConversation.tsx';
import { Specimen } from './Specimen.tsx';

const nothing = () => undefined;
const common = { pending: [], typingUserIds: [] } as const;

function ready(
  row: Conversation,
  messages: readonly Message[],
  more: { hasOlder?: boolean; isTyping?: boolean; waiting?: PendingMessage[] } = {},
): ConversationState {
  return {
    ...common,
    pending: more.waiting ?? [],
    status: 'ready',
    conversation: row,
    messages,
    quoted: new Map(),
    hasOlder: more.hasOlder ?? false,
    hasNewer: false,
    typingUserIds: more.isTyping ? [row.peer.id] : [],
  };
}

const long = manyMessages(120);
const shut = { send: false, answer: false, close: false };
const asking = { direction: 'outgoing', remaining: 3 } as const;
const refused = (refusal: Conversation['refusal']) =>
  ready(conversation(ada, { abilities: shut, ...(refusal ? { refusal } : {}) }), long.slice(-4));

const screens: [string, ConversationState][] = [
  ['conversation', ready(conversation(ada, { peerReceiptSeq: 120 }), long, { hasOlder: true })],
  ['conversation, they type', ready(conversation(ada), long.slice(-6), { isTyping: true })],
  ['conversation, new messages', ready(conversation(ada, { readSeq: 114, unreadCount: 4 }), long, { hasOlder: true })],
  [
    'conversation, waiting and failed',
    ready(conversation(ada), long.slice(-3), {
      waiting: [pending('This one waits'), pending('This one was refused', refusals.onlyFriends)],
    }),
  ],
  [
    'conversation, very long words',
    ready(conversation(ada), [
      message(1, ada, 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3)),
      message(2, me, `https://example.com/${'a-long-way-'.repeat(20)}`),
    ]),
  ],
  ['conversation, empty', ready(conversation(ada, { lastSeq: 0, isListed: false }), [])],
  ['conversation, long name', ready(conversation(people.long), [message(1, me, 'Hello!')])],
  [
    'conversation, right to left',
    ready(conversation(people.rtl), [message(1, ada, 'مرحبا!'), message(2, me, 'Hello!')]),
  ],
  ['conversation, follow first', refused(refusals.onlyFriends)],
  ['conversation, followed, waiting', refused(refusals.onlyFriendsYet)],
  ['conversation, messages off', refused(refusals.messagesOff)],
  [
    'conversation, not available',
    ready(conversation(people.gone, { abilities: shut, refusal: refusals.notAvailable }), long.slice(-3)),
  ],
  ['conversation, first request', ready(conversation(ada, { lastSeq: 0, isListed: false, request: asking }), [])],
  [
    'conversation, request sent',
    ready(conversation(ada, { request: { ...asking, remaining: 1, resetsAt: at(0) } }), [
      message(1, me, 'Hello Ada!'),
      message(2, me, 'I liked your boats.'),
    ]),
  ],
  ['conversation, request limit', refused(refusals.requestLimit)],
  ['conversation, blocked by me', ready(conversation(ada, { folder: 'blocked', abilities: shut }), long.slice(-4))],
  ['conversation, loading', { ...common, status: 'loading', conversation: conversation(ada) }],
  ['conversation, failed', { ...common, status: 'failed', error: offline }],
  ['conversation, not found', { ...common, status: 'failed', error: notFound }],
];

/** What one comes to by doing something. */
function DoneStates() {
  return (
    <>
      <Specimen
        title="conversation, choosing messages"
        isScreen
        scene={{ conversation: ready(conversation(ada), long.slice(-8)) }}
        path="/c/gallery?select"
      >
        <OwnConversation />
      </Specimen>
      <Specimen
        title="conversation, two messages chosen"
        isScreen
        scene={{ conversation: ready(conversation(ada), long.slice(-8)) }}
        path="/c/gallery?select"
      >
        <Doing steps={[{ press: '[role="checkbox"]' }, { press: '[role="checkbox"][aria-checked="false"]' }]}>
          <OwnConversation />
        </Doing>
      </Specimen>
      <Specimen
        title="conversation, its menu"
        isScreen
        scene={{ conversation: ready(conversation(ada), long.slice(-8)) }}
        path="/c/gallery"
      >
        <InPlace value>
          <Doing steps={[{ press: 'header [aria-haspopup="menu"]' }]}>
            <OwnConversation />
          </Doing>
        </InPlace>
      </Specimen>
      <Specimen
        title="conversation, at a message one came for"
        isScreen
        scene={{ conversation: ready(conversation(ada), long, { hasOlder: true }) }}
        path="/c/gallery?m=60"
      >
        <OwnConversation />
      </Specimen>
    </>
  );
}

export function ConversationStates() {
  return (
    <>
      <DoneStates />
      {screens.map(([title, state]) => (
        <Specimen key={title} title={title} isScreen scene={{ conversation: state }} path="/c/gallery">
          <OwnConversation />
        </Specimen>
      ))}
      <Specimen title="composers">
        {['', 'Hello', 'One\nTwo\nThree\nFour\nFive\nSix\nSeven\nEight', 'a'.repeat(5900), 'a'.repeat(6100)].map(
          (draft) => (
            <Composer
              key={draft.length}
              name="Ada"
              draft={draft}
              doesEnterSend
              hasFocus={false}
              onDraft={nothing}
              onTyping={nothing}
              onSend={nothing}
            />
          ),
        )}
      </Specimen>
      <Specimen title="in the composer's place">
        {Object.entries(refusals).map(([name, refusal]) => (
          <NoComposer key={name} refusal={refusal} isBusy={false} onRemedy={nothing} />
        ))}
      </Specimen>
      <Specimen title="no connection" scene={{ isOffline: true }}>
        <ConnectionBar />
      </Specimen>
      <Specimen title="a new version">
        <UpdateOffer onTake={nothing} onDismiss={nothing} />
      </Specimen>
      <Specimen title="installing">
        <InstallWay way="offer" onInstall={nothing} />
        <InstallWay way="hand" onInstall={nothing} />
      </Specimen>
      <MessageToolStates />
    </>
  );
}
