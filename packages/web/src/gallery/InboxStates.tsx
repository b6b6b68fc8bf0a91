import type { Conversation } from '@parley/contract';
import { useTranslation } from 'react-i18next';
import { InboxPane, InboxRow, toInboxRow } from '../inbox/index.ts';
import { offline } from './fake-client.ts';
import { ada, at, child, conversation, manyConversations, me, message, people } from './fixtures.ts';
import { Specimen } from './Specimen.tsx';

const counts = { unreadConversationCount: 0, requestCount: 0, filteredCount: 0, hasMore: false };
const nowMs = Date.parse(at(200));

const rows: [string, Conversation, { isSelected?: boolean; draft?: string }?][] = [
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

function Rows() {
  const { t } = useTranslation();
  return rows.map(([name, row, { isSelected = false, draft } = {}]) => (
    <InboxRow
      key={name}
      row={toInboxRow(row, { me: me.id, nowMs, t, draft })}
      exactTime=""
      isSelected={isSelected}
      isTabStop
      index={0}
    />
  ));
}
