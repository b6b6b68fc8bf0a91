// What one does with messages: choosing, jumping, the details of one, and the emoji picker.
import type { EmojiData } from 'frimousse';
import { FindBar, MessageDetails, SelectBar } from '../conversations/index.ts';
import { EmojiPicker, type EmojiState } from '../emoji/index.ts';
import { type BubbleItem, JumpButton } from '../messages/index.ts';
import { InPlace } from '../ui/in-place.ts';
import styles from './BasicStates.module.css';
import { ada, at, conversation, me, message, refusals } from './fixtures.ts';
import { Specimen } from './Specimen.tsx';

const nothing = () => undefined;
const never = () => new Promise<void>(nothing);

const bubble: BubbleItem = {
  kind: 'bubble',
  key: 'x',
  content: message(1, me, 'x').content,
  isMine: true,
  atMs: Date.parse(at(0)),
  isFirstOfGroup: true,
  isLastOfGroup: true,
  seq: 1,
};
const { seq: _, ...waiting } = bubble;
const seen = conversation(ada, { peerDeliveredSeq: 1, peerReceiptSeq: 1 });
const details: [string, BubbleItem, typeof seen][] = [
  ['seen', bubble, seen],
  ['sent', bubble, conversation(ada, { peerDeliveredSeq: 0, peerReceiptSeq: 0 })],
  ['theirs', { ...bubble, isMine: false }, seen],
  ['waiting', waiting, seen],
  ['failed', { ...waiting, failure: refusals.onlyFriends }, seen],
];

const tones = { light: '👋🏻', 'medium-light': '👋🏼', medium: '👋🏽', 'medium-dark': '👋🏾', dark: '👋🏿' };
const one = (emoji: string, label: string, skins?: typeof tones) => ({
  emoji,
  label,
  category: 0,
  version: 1,
  tags: [],
  ...(skins ? { skins } : {}),
});
const data: EmojiData = {
  locale: 'en',
  categories: [{ index: 0, label: 'Smileys' }],
  skinTones: tones,
  emojis: [...'😀😃😄😁😆🥹😅😂🤣🥲😊😇🙂🙃😉😌😍🥰😘😗😙']
    .map((emoji, index) => one(emoji, `Smiley ${index}`))
    .concat([one('👋', 'Waving hand', tones)]),
};
const pickers: [string, EmojiState, string[]][] = [
  ['open', { status: 'ready', data }, ['🎈', '👋🏽', '❤️']],
  ['first time', { status: 'ready', data }, []],
  ['loading', { status: 'loading' }, []],
  ['failed', { status: 'failed' }, []],
];

const finds = [
  { query: '', found: undefined },
  { query: 'harbour', found: { at: 0, count: 3, hasMore: false } },
  {
    query: 'harbour and everything that lies around it on a long summer evening',
    found: { at: 19, count: 20, hasMore: true },
  },
  { query: 'مرحبا', found: { at: 0, count: 0, hasMore: false } },
];

export function MessageToolStates() {
  return (
    <>
      <Specimen title="choosing messages">
        {[0, 1, 23, 1234].map((count) => (
          <SelectBar key={count} count={count} canCopy={count > 0} onCopy={nothing} onHide={never} onEnd={nothing} />
        ))}
      </Specimen>
      <Specimen title="looking for something in a conversation">
        {finds.map(({ query, found }) => (
          <FindBar
            key={query}
            query={query}
            found={found}
            hasFocus={false}
            onQuery={nothing}
            onOlder={nothing}
            onNewer={nothing}
            onEnd={nothing}
          />
        ))}
      </Specimen>
      <Specimen title="way to the newest">
        {[0, 7, 120].map((count) => (
          <div key={count} className={styles.corner}>
            <JumpButton unreadCount={count} onJump={nothing} />
          </div>
        ))}
      </Specimen>
      {pickers.map(([title, state, recent]) => (
        <Specimen key={title} title={`emoji picker, ${title}`}>
          <div className={styles.panel}>
            <EmojiPicker
              state={state}
              recent={recent}
              tone="none"
              onTone={nothing}
              onPick={nothing}
              onRetry={nothing}
            />
          </div>
        </Specimen>
      ))}
      {details.map(([label, of, row]) => (
        <Specimen key={label} title={`details of a message, ${label}`}>
          <InPlace value>
            <MessageDetails bubble={of} conversation={row} onClose={nothing} />
          </InPlace>
        </Specimen>
      ))}
    </>
  );
}
