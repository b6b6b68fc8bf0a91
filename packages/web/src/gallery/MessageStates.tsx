import type { Message } from '@parley/contract';
import type { PendingMessage } from '@parley/sdk';
import { Bubble, DaySeparator, TypingBubble, toTimeline, UnreadLine } from '../messages/index.ts';
import type { Match } from '../ui/marked-parts.ts';
import { ada, conversation, me, message, pending, refusals } from './fixtures.ts';
import { Specimen } from './Specimen.tsx';

const nothing = () => undefined;

type BubblesProps = {
  messages: Message[];
  waiting?: PendingMessage[];
  deliveredSeq?: number;
  seenSeq?: number;
  isTimeShown?: boolean;
  flashedSeq?: number;
  /** What a search found. */
  found?: Match[];
  /** Being chosen, these already. */
  chosen?: number[];
};

function Bubbles({ messages, waiting = [], deliveredSeq = 0, seenSeq = 0, ...more }: BubblesProps) {
  const { isTimeShown = false, flashedSeq, found, chosen } = more;
  const items = toTimeline({
    conversation: conversation(ada, { peerDeliveredSeq: deliveredSeq, peerReceiptSeq: seenSeq }),
    messages,
    pending: waiting,
    me: me.id,
    hasOlder: true,
    hasNewer: false,
    isPeerTyping: false,
    unreadAfterSeq: undefined,
  });
  return items.map(
    (item) =>
      item.kind === 'bubble' && (
        <Bubble
          key={item.key}
          bubble={item}
          peer={ada}
          isNew={false}
          isNewest={false}
          isTimeShown={isTimeShown}
          isFlashed={item.seq === flashedSeq && flashedSeq !== undefined}
          matches={found}
          choice={chosen && (chosen.includes(item.seq ?? -1) ? 'chosen' : 'open')}
          onToggle={nothing}
          onPress={nothing}
          onMenu={nothing}
          onRetry={nothing}
          onDiscard={nothing}
        />
      ),
  );
}

const group = [
  message(1, ada, 'Morning!'),
  message(2, ada, 'Did the parcel come?'),
  message(3, ada, 'I packed it like a museum would, so it should have survived whatever your postman thinks up'),
  message(4, me, 'Yes!!'),
  message(5, me, 'All in one piece'),
];
const odd = [
  message(1, ada, 'Look at https://example.com/boats/blue?colour=blue and ask @ada.moreau'),
  message(2, me, 'https://example.com/a-very-long-address-that-does-not-break-anywhere-of-its-own-accord-and-goes-on'),
  message(3, ada, 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2)),
  message(4, ada, 'صباح الخير! هل وصل الطرد؟ I hope so'),
  message(5, me, 'a'),
  message(6, me, 'One\nline\n\nafter another'),
  message(7, ada, '<img src=x onerror=alert(1)> <b>not bold</b>'),
];
const emoji = [
  message(1, ada, '🎈'),
  message(2, me, '👨‍👩‍👧‍👦 🏳️‍🌈'),
  message(3, ada, '🇫🇮👍🏽❤️'),
  message(4, me, '🎈🎈🎈🎈'),
  message(5, ada, '12'),
];

export function MessageStates() {
  return (
    <>
      <Specimen title="a group of bubbles">
        <DaySeparator>Yesterday</DaySeparator>
        <Bubbles messages={group} />
        <UnreadLine>New messages</UnreadLine>
        <Bubbles messages={[message(9, ada, 'Are you coming to the harbour?')]} />
        <TypingBubble name="Ada" />
      </Specimen>
      <Specimen title="what a text may be">
        <Bubbles messages={odd} />
      </Specimen>
      <Specimen title="only emoji">
        <Bubbles messages={emoji} />
      </Specimen>
      <Specimen title="the message one came for">
        <Bubbles messages={group} flashedSeq={3} />
      </Specimen>
      <Specimen title="what a search found">
        <Bubbles
          messages={[message(1, ada, 'lanterns, two of them'), message(2, me, 'lanterns!')]}
          found={[{ start: 0, end: 7 }]}
        />
      </Specimen>
      <Specimen title="being chosen">
        <Bubbles
          messages={[...group.slice(1), message(6, ada, 'هل وصل الطرد؟ I hope so'), message(7, me, 'a')]}
          chosen={[2, 4]}
        />
      </Specimen>
      <Specimen title="sending">
        <Bubbles messages={[]} waiting={[pending('On my way')]} />
      </Specimen>
      <Specimen title="sent">
        <Bubbles messages={[message(1, me, 'On my way')]} />
      </Specimen>
      <Specimen title="delivered">
        <Bubbles messages={[message(1, me, 'On my way')]} deliveredSeq={1} />
      </Specimen>
      <Specimen title="seen, with the time shown">
        <Bubbles messages={[message(1, me, 'On my way')]} deliveredSeq={1} seenSeq={1} isTimeShown />
      </Specimen>
      <Specimen title="not sent">
        <Bubbles messages={[]} waiting={[pending('On my way', refusals.onlyFriends)]} />
      </Specimen>
    </>
  );
}
