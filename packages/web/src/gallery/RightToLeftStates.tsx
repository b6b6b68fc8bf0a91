// What is mirrored, beside what keeps its own direction. The words come in the page's language; ?lang=ar shows all of the gallery so.
import { useTranslation } from 'react-i18next';
import { Composer, NoComposer } from '../conversations/index.ts';
import { InboxRow, toInboxRow } from '../inbox/index.ts';
import { RequestsPage } from '../requests/index.ts';
import { ada, asRequest, at, conversation, me, message, people, refusals, requestCard } from './fixtures.ts';
import { OwnConversation } from './OwnConversation.tsx';
import { Specimen } from './Specimen.tsx';

const nothing = () => undefined;
const { rtl, long, verified } = people;
const longLatin = 'This begins here and goes on for so long that its end is cut, never its beginning';

const rows = [
  conversation(rtl, { lastMessage: message(4, rtl, 'أراكم غدًا عند الميناء 🌊'), unreadCount: 100 }),
  conversation(verified, { lastMessage: message(5, verified, longLatin) }),
  conversation(long, { lastMessage: message(6, me, longLatin), unreadCount: 2 }),
];
const mixed = [
  message(1, rtl, 'صباح الخير! هل وصل الطرد؟'),
  message(2, rtl, 'العنوان https://example.com/boats/blue?colour=blue ثم @ada.moreau'),
  message(3, rtl, 'Good morning, in English.'),
  message(4, me, 'نعم، في 3:30 (تقريبًا).'),
  message(5, me, '12 + 34'),
  message(6, me, '🎈'),
];
const requests = [
  requestCard(rtl, { mutualFriends: { people: [ada, rtl, verified], count: 5 }, bio: 'أصوّر البحر كل صباح' }),
  requestCard(ada, {
    mutualFriends: { people: [rtl], count: 1 },
    conversation: asRequest(ada, 'filtered', {
      request: { direction: 'incoming', filterReason: { kind: 'own_word', word: 'crypto' }, expiresAt: at(43_200) },
    }),
  }),
];

export function RightToLeftStates() {
  const open = conversation(rtl, { peerReceiptSeq: 6, peerDeliveredSeq: 6, lastSeq: 6 });
  return (
    <div dir="rtl">
      <Specimen title="rows, right to left" dir="rtl">
        <Rows />
      </Specimen>
      <Specimen
        title="bubbles, right to left"
        dir="rtl"
        isScreen
        path="/c/gallery"
        scene={{
          conversation: {
            status: 'ready',
            conversation: open,
            messages: mixed,
            quoted: new Map(),
            hasOlder: false,
            hasNewer: false,
            pending: [],
            typingUserIds: [rtl.id],
          },
        }}
      >
        <OwnConversation />
      </Specimen>
      <Specimen title="composer, right to left" dir="rtl">
        {['', 'مرحبًا', 'Hello'].map((draft) => (
          <Composer
            key={draft}
            name={rtl.displayName}
            draft={draft}
            doesEnterSend
            hasFocus={false}
            onDraft={nothing}
            onTyping={nothing}
            onSend={nothing}
          />
        ))}
        <NoComposer refusal={refusals.onlyFriends} isBusy={false} onRemedy={nothing} />
      </Specimen>
      <Specimen
        title="request cards, right to left"
        dir="rtl"
        isScreen
        scene={{ answers: { 'requests.list': { requests } } }}
        path="/requests"
      >
        <RequestsPage folder="requests" />
      </Specimen>
    </div>
  );
}

function Rows() {
  const { t } = useTranslation();
  return rows.map((row) => (
    <InboxRow
      key={row.id}
      row={toInboxRow(row, { me: me.id, nowMs: Date.parse(at(200)), t, draft: undefined })}
      exactTime=""
      isSelected={false}
      isTabStop
      index={0}
    />
  ));
}
