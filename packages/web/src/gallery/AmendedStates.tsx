// What becomes of messages: answered, edited, unsent; and the composer while one does so.
import type { Message } from '@parley/contract';
import { Composer, ComposerStrip, UnsendDialog } from '../conversations/index.ts';
import { Bubble, type BubbleItem, MessageDeedsProvider, type Quote, QuoteBox, toTimeline } from '../messages/index.ts';
import { fakeClient } from './fake-client.ts';
import { ada, at, conversation, me, message, people } from './fixtures.ts';
import { Opens } from './Opens.tsx';
import { Specimen } from './Specimen.tsx';

const nothing = () => undefined;
const deeds = { onQuote: nothing, onReply: nothing };
const { rtl } = people;

const edited = (one: Message): Message => ({ ...one, editedAt: at(0) });
const unsent = (one: Message): Message => ({ ...one, content: { ...one.content, text: '' }, unsentAt: at(0) });
const answer = (one: Message, replyToSeq: number): Message => ({ ...one, replyToSeq });

const replies = [
  message(
    1,
    ada,
    'Shall we take the ferry at seven, or the one after? I can also ask whether there is a later one on Sundays',
  ),
  answer(message(2, me, 'The one after'), 1),
  answer(message(3, ada, '👍'), 2),
  unsent(message(4, me, '')),
  answer(message(5, ada, 'What did that say?'), 4),
  answer(message(6, me, 'Nothing'), 90),
  answer(message(7, ada, 'On its way'), 91),
];
const others = [
  edited(message(1, ada, 'At eight, not seven')),
  edited(message(2, me, 'Right')),
  edited(message(3, me, '🎈')),
  unsent(message(4, ada, '')),
  unsent(message(5, me, '')),
];
const arabic = [
  message(1, rtl, 'هل نلتقي عند الميناء غدًا في السابعة؟'),
  edited(answer(message(2, me, 'نعم، عند المنارة'), 1)),
  unsent(message(3, rtl, '')),
];

function Bubbles({ messages, chosen }: { messages: Message[]; chosen?: number[] }) {
  const items = toTimeline({
    conversation: conversation(ada),
    messages,
    quoted: new Map([[90, null]]),
    pending: [],
    me: me.id,
    hasOlder: true,
    hasNewer: false,
    isPeerTyping: false,
    unreadAfterSeq: undefined,
  });
  const bubbles = items.filter((item): item is BubbleItem => item.kind === 'bubble');
  return (
    <MessageDeedsProvider value={deeds}>
      {bubbles.map((item) => (
        <Bubble
          key={item.key}
          bubble={item}
          peer={ada}
          isNew={false}
          isNewest={false}
          isTimeShown={false}
          choice={chosen && (chosen.includes(item.seq ?? -1) ? 'chosen' : 'open')}
          onToggle={nothing}
          onPress={nothing}
          onMenu={nothing}
          onRetry={nothing}
          onDiscard={nothing}
        />
      ))}
    </MessageDeedsProvider>
  );
}

const quote = (text: string, isMine = false): Quote => ({ seq: 1, kind: 'text', isMine, text });
const long = 'Shall we take the ferry at seven, or the one after? '.repeat(6);

export function AmendedStates() {
  const handle = fakeClient({}).conversation({ userId: ada.id });
  const writing = {
    name: 'Ada',
    doesEnterSend: true,
    hasFocus: false,
    onDraft: nothing,
    onTyping: nothing,
    onSend: nothing,
  };
  return (
    <>
      <Specimen title="replies: to a message, to one unsent, to one that cannot be seen, to one on its way">
        <Bubbles messages={replies} />
      </Specimen>
      <Specimen title="edited and unsent">
        <Bubbles messages={others} />
      </Specimen>
      <Specimen title="edited and unsent, being chosen">
        <Bubbles messages={others.slice(1)} chosen={[2]} />
      </Specimen>
      <Specimen title="replies, right to left">
        <div dir="rtl">
          <Bubbles messages={arabic} />
        </div>
      </Specimen>
      <Specimen title="a quote by itself">
        <QuoteBox quote={quote(long)} peerName={people.long.displayName} />
      </Specimen>
      <Specimen title="composer, replying">
        <Composer
          {...writing}
          draft=""
          strip={<ComposerStrip kind="reply" quote={quote(long)} peerName="Ada Moreau" onClose={nothing} />}
        />
      </Specimen>
      <Specimen title="composer, editing">
        <Composer
          {...writing}
          draft="At eight, not seven"
          strip={<ComposerStrip kind="edit" quote={quote('At seven', true)} peerName="Ada Moreau" onClose={nothing} />}
        />
      </Specimen>
      <Specimen title="unsending">
        <Opens label="Unsend">
          {(close) => <UnsendDialog handle={handle} seq={1} peerName="Ada Moreau" onClose={close} />}
        </Opens>
      </Specimen>
    </>
  );
}
