// Photos, videos, files and voice notes: as messages, and told in words.
import type { Message, Person } from '@parley/contract';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ComposerStrip } from '../conversations/index.ts';
import { InboxRow, MessageHit, toInboxRow } from '../inbox/index.ts';
import { keepSource, useDesk, useDeskView } from '../media/index.ts';
import { Bubble, type BubbleItem, MessageDeedsProvider, type Quote, QuoteBox, toTimeline } from '../messages/index.ts';
import { ada, at, conversation, friendship, me, message, noRelation, people, profile } from './fixtures.ts';
import { file, held, lost, photo, pictureOf, share, skiesOf, speech, sticker, video, voice } from './media.ts';
import { Specimen, type World } from './Specimen.tsx';

const nothing = () => undefined;
const deeds = { onQuote: nothing, onReply: nothing, onOpenMedia: nothing };
const { rtl, verified } = people;

/** A world in which Ada is a friend, or nobody in particular. */
const knowing = (isFriend: boolean): World => ({
  scene: { answers: { 'people.profile': profile(ada, { relation: isFriend ? friendship : noRelation }) } },
});

export function MediaBubbles({ messages, peer = ada }: { messages: Message[]; peer?: Person }) {
  const row = conversation(peer);
  const { letters } = useDeskView(row.id);
  const items = toTimeline({
    ...{ conversation: row, messages, letters, pending: [], me: me.id },
    ...{ hasOlder: true, hasNewer: false, isPeerTyping: false, unreadAfterSeq: undefined },
  });
  const bubbles = items.filter((item): item is BubbleItem => item.kind === 'bubble');
  return (
    <MessageDeedsProvider value={deeds}>
      {bubbles.map((item) => (
        <Bubble
          key={item.key}
          {...{ bubble: item, peer, isNew: false, isNewest: false, isTimeShown: false }}
          {...{ onPress: nothing, onMenu: nothing, onRetry: nothing, onDiscard: nothing }}
        />
      ))}
    </MessageDeedsProvider>
  );
}

const answer = (one: Message, replyToSeq: number): Message => ({ ...one, replyToSeq });

const single = [
  held(1, ada, [photo('morning')]),
  held(
    2,
    ada,
    [photo('noon', [900, 1600])],
    'The one with the white hull. I think it is from 1962, and they want to sell',
  ),
  answer(held(3, me, [photo('evening', [1200, 1200])], 'Mine'), 1),
];
const odd = [
  held(1, ada, [photo('night', [40, 40])]),
  held(2, me, [photo('noon', [4000, 300])]),
  held(3, me, [photo('noon', [200, 4000])], 'a'),
  held(4, ada, [lost([1200, 1600])]),
  held(5, ada, [lost([1200, 1600]), photo('noon'), lost([1200, 1200]), photo('noon')]),
];
const films = [
  held(1, ada, [video('evening')]),
  held(2, me, [video('noon', [900, 1600], { durationMs: 3_000, hasPoster: false })], 'No picture of it yet'),
  held(3, me, [photo('noon', [1200, 1200], { isAnimated: true }), video('morning')]),
];
const files = [
  held(1, ada, [file('Harbour map 1962.pdf', 1_440_000)]),
  held(
    2,
    me,
    [file('a-name-that-does-not-break-anywhere-of-its-own-accord-and-goes-on-for-long.xlsx', 900)],
    'All of it',
  ),
  held(3, me, [file('خريطة الميناء.zip', 24_000_000)]),
];
const careful = [
  held(1, ada, [file('Harbour map 1962.pdf', 1_440_000)]),
  held(2, ada, [file('photos.zip', 24_000_000)], 'Open it on your computer'),
];
const spoken = [
  held(1, ada, [voice(12_300, speech)]),
  held(2, ada, [voice(2_000, '05a')]),
  held(3, me, [voice(60_000, [...speech].reverse().join(''))]),
  held(4, me, [voice(5_000)]),
];
const arabic = [
  held(1, rtl, [photo('morning')], 'صباح الخير من الميناء'),
  held(2, rtl, [file('Harbour map 1962.pdf', 1_440_000)]),
  held(3, me, [voice(12_300, speech)]),
  held(4, me, skiesOf(3)),
];
const last = [
  held(1, ada, [photo('noon')]),
  held(2, ada, skiesOf(3), 'Which one?'),
  held(3, me, [video('noon')]),
  held(4, ada, [file('Harbour map 1962.pdf', 1)]),
  held(5, me, [voice(12_300)]),
  sticker(6, ada, 'blob-wave'),
  share(7, ada, { url: 'https://videos.example/8', title: 'How to paint a hull' }),
];
const stickers = [
  sticker(1, ada, 'blob-wave'),
  answer(sticker(2, me, 'blob-party'), 1),
  {
    ...sticker(3, me, 'gone'),
    content: { ...sticker(3, me, 'gone').content, sticker: { id: 'gone', url: '/v1/gone' } },
  },
] as Message[];
const boat = {
  url: 'https://www.videos.example/ada/7',
  title: 'How to paint a hull in one afternoon',
  authorName: 'Ada',
};
const shares = [
  share(1, ada, { ...boat, cover: photo('noon', [900, 1600]) }, 'We should do this with ours'),
  share(2, me, { url: 'https://videos.example/8', title: 'كيف تطلي قاربًا' }),
];
const quoteOf = ({ content, senderId, seq }: Message): Quote => {
  return { seq, kind: 'text', isMine: senderId === me.id, text: content.text, content };
};

export function MediaStates() {
  return (
    <>
      <Specimen title="photos, one">
        <MediaBubbles messages={single} />
      </Specimen>
      <Specimen title="photos of odd shapes, and some that do not come">
        <MediaBubbles messages={odd.slice(0, 3)} />
      </Specimen>
      <Specimen title="photos that do not come">
        <MediaBubbles messages={odd.slice(3)} />
      </Specimen>
      {[2, 4, 6, 8].map((count) => (
        <Specimen key={count} title={`photos, ${count} and ${count + 1}`}>
          <MediaBubbles messages={[held(1, ada, skiesOf(count)), held(2, me, skiesOf(count + 1), 'All of them')]} />
        </Specimen>
      ))}
      <Specimen title="videos">
        <MediaBubbles messages={films} />
      </Specimen>
      <Specimen title="files" {...knowing(true)}>
        <MediaBubbles messages={files} />
      </Specimen>
      <Specimen title="files of somebody who is no friend" {...knowing(false)}>
        <MediaBubbles messages={careful} />
      </Specimen>
      <Specimen title="voice notes">
        <MediaBubbles messages={spoken} />
      </Specimen>
      <Specimen title="stickers">
        <MediaBubbles messages={stickers} />
      </Specimen>
      <Specimen title="shared videos">
        <MediaBubbles messages={shares} />
      </Specimen>
      <Specimen title="media on its way">
        <OnItsWay />
      </Specimen>
      <Specimen title="media in rows" isScreen>
        <Told />
      </Specimen>
      <Specimen title="media answered">
        {last.map((one) => (
          <ComposerStrip key={one.seq} kind="reply" quote={quoteOf(one)} peerName="Ada" onClose={nothing} />
        ))}
        <QuoteBox quote={quoteOf(last[1] as Message)} peerName="Ada" />
        <MediaBubbles messages={[...last.slice(0, 1), answer(message(7, me, 'The left one'), 1)]} />
      </Specimen>
      <Specimen title="media, right to left" dir="rtl" {...knowing(false)}>
        <MediaBubbles messages={arabic} peer={rtl} />
      </Specimen>
      <Specimen title="media, 200 % text" isLarge {...knowing(false)}>
        <MediaBubbles messages={[...spoken.slice(0, 1), ...careful.slice(1), held(9, me, [video('noon')], 'There')]} />
      </Specimen>
    </>
  );
}

/** Something of mine that is being uploaded, and stays so. */
function OnItsWay() {
  const desk = useDesk();
  const place = conversation(ada).id;
  useEffect(() => {
    if (desk.view(place).letters.length > 0) return;
    const { id: picture, width = 0, height = 0 } = photo('morning');
    const read = (id: string) => {
      keepSource(id, { url: pictureOf(picture) ?? '' });
      return Promise.resolve({ width, height });
    };
    const draft = { kind: 'photo', name: 'a.png', bytes: new Blob(['x']), read } as const;
    desk.sendNow(place, draft, { text: '', deliver: nothing });
    desk.sendNow(
      place,
      { kind: 'file', name: 'map.pdf', bytes: new Blob(['x'.repeat(2_000)]) },
      { text: '', deliver: nothing },
    );
  }, [desk, place]);
  return <MediaBubbles messages={[]} />;
}

function Told() {
  const { t } = useTranslation();
  const context = { me: me.id, nowMs: Date.parse(at(200)), t };
  return (
    <>
      {[ada, verified, rtl, ada, verified, rtl, ada].map((peer, index) => {
        const lastMessage = last[index] as Message;
        const row = toInboxRow(conversation(peer, { lastMessage, unreadCount: index === 0 ? 2 : 0 }), context);
        return <InboxRow key={index} row={row} exactTime="" isSelected={false} isTabStop={false} index={index} />;
      })}
      {[last[1], last[3]].map(
        (one) =>
          one && <MessageHit key={one.seq} hit={{ message: one, peer: ada, matches: [] }} nowMs={context.nowMs} />,
      )}
    </>
  );
}
