import type { Conversation, SearchHit } from '@parley/contract';
import { useTranslation } from 'react-i18next';
import { InboxPane, InboxRow, toInboxRow } from '../inbox/index.ts';
import { Doing } from './Doing.tsx';
import { offline } from './fake-client.ts';
import { ada, at, child, conversation, manyConversations, me, message, noRelation, people } from './fixtures.ts';
import { Specimen } from './Specimen.tsx';

const counts = { unreadConversationCount: 0, requestCount: 0, filteredCount: 0, hasMore: false };
const nowMs = Date.parse(at(200));

const rows: [string, Conversation, { isSelected?: boolean; draft?: string; isChecked?: boolean }?][] = [
  ['read', conversation(ada)],
  ['unread', conversation(ada, { unreadCount: 3 })],
  ['very unread', conversation(people.verified, { unreadCount: 100 })],
  ['mine was last', conversation(people.staff, { lastMessage: message(3, me, 'Thank you, that solved it.') })],
  ['selected', conversation(people.oneWord), { isSelected: true }],
  ['draft', conversation(ada), { draft: 'What if we just' }],
  ['long name', conversation(people.long, { unreadCount: 12 })],
  ['right to left', conversation(people.rtl, { lastMessage: message(4, ada, 'أراكِ غداً عند الميناء 🌊') })],
  ['emoji', conversation(people.emoji, { lastMessage: message(5, ada, '👨‍👩‍👧‍👦'.repeat(40)) })],
  ['gone', conversation(people.gone)],
  ['pinned', conversation(ada, { pinnedAt: at(1) })],
  ['muted, unread', conversation(ada, { mute: {}, unreadCount: 4 })],
  ['marked unread', conversation(people.oneWord, { isMarkedUnread: true })],
  ['everything, long', conversation(people.long, { pinnedAt: at(1), mute: {}, unreadCount: 100 })],
  ['chosen', conversation(people.verified), { isChecked: true }],
  ['not chosen', conversation(people.rtl), { isChecked: false }],
];

export function InboxStates() {
  const conversations = manyConversations(500);
  return (
    <>
      <Specimen title="rows">
        <Rows />
      </Specimen>
      <Specimen
        title="inbox, many"
        isScreen
        scene={{ inbox: { status: 'ready', conversations, ...counts, unreadConversationCount: 72 } }}
      >
        <InboxPane selectedId={undefined} />
      </Specimen>
      <Specimen title="inbox, empty" isScreen scene={{ inbox: { status: 'ready', conversations: [], ...counts } }}>
        <InboxPane selectedId={undefined} />
      </Specimen>
      <Specimen
        title="inbox, requests"
        isScreen
        scene={{
          inbox: {
            status: 'ready',
            conversations: conversations.slice(0, 3),
            ...counts,
            requestCount: 4,
            filteredCount: 120,
          },
        }}
      >
        <InboxPane selectedId={undefined} />
      </Specimen>
      <Specimen
        title="inbox, nothing but requests"
        isScreen
        scene={{ inbox: { status: 'ready', conversations: [], ...counts, requestCount: 1 } }}
      >
        <InboxPane selectedId={undefined} />
      </Specimen>
      <Specimen
        title="inbox, nothing unread"
        isScreen
        path="/?filter=unread"
        scene={{ inbox: { status: 'ready', conversations: [], ...counts } }}
      >
        <InboxPane selectedId={undefined} />
      </Specimen>
      <Specimen
        title="archive, empty"
        isScreen
        path="/archived"
        scene={{ inbox: { status: 'ready', conversations: [], ...counts } }}
      >
        <InboxPane selectedId={undefined} />
      </Specimen>
      <Specimen title="inbox, loading" isScreen>
        <InboxPane selectedId={undefined} />
      </Specimen>
      <Specimen title="inbox, failed" isScreen scene={{ inbox: { status: 'failed', error: offline } }}>
        <InboxPane selectedId={undefined} />
      </Specimen>
      <Specimen title="inbox, under 16" isScreen account={child}>
        <InboxPane selectedId={undefined} />
      </Specimen>
    </>
  );
}

const searching = [{ type: 'harbour', into: '[data-search]' }];

/** What a search shows in each of its states. */
export function SearchStates() {
  const found = {
    'search.conversations': { conversations: [conversation(people.rtl)] },
    'people.search': { people: [{ person: people.verified, relation: noRelation }] },
    'search.messages': { hits: [hit('See you at the harbour, by the blue boat.', 'harbour'), hit(long, 'harbour')] },
  };
  const nothing = {
    'search.conversations': { conversations: [] },
    'people.search': { people: [] },
    'search.messages': { hits: [] },
  };
  const failed = { 'search.conversations': 'fail', 'people.search': 'fail', 'search.messages': 'fail' } as const;
  const scenes = [
    ['search, found', { answers: found }],
    ['search, nothing', { answers: nothing }],
    ['search, failed', { answers: failed }],
    ['search, offline', { answers: failed, isOffline: true }],
    ['search, on its way', {}],
  ] as const;
  return scenes.map(([title, scene]) => (
    <Specimen key={title} title={title} isScreen scene={scene}>
      <Doing steps={searching}>
        <InboxPane selectedId={undefined} />
      </Doing>
    </Specimen>
  ));
}

const long = `${'We talked about it for a long time, and then some more. '.repeat(4)}At the harbour it was quiet.`;

function hit(text: string, word: string, seq = text.length): SearchHit {
  const start = text.indexOf(word);
  return { message: message(seq, ada, text, 3), peer: ada, matches: [{ start, end: start + word.length }] };
}

function Rows() {
  const { t } = useTranslation();
  return rows.map(([name, row, { isSelected = false, draft, isChecked } = {}]) => (
    <InboxRow
      key={name}
      row={toInboxRow(row, { me: me.id, nowMs, t, draft })}
      exactTime=""
      isSelected={isSelected}
      isTabStop
      index={0}
      isChecked={isChecked}
    />
  ));
}
