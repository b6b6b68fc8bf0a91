import { Keyboard, SendHorizontal, Smile } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { EmojiPanel } from '../emoji/index.ts';
import { focusNewestMessage } from '../messages/index.ts';
import { cx } from '../ui/cx.ts';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './Composer.module.css';
import { checkText } from './composer-view-model.ts';

type Props = {
  name: string;
  draft: string;
  doesEnterSend: boolean;
  /** Whether one can write at once; off where many stand on one page. */
  hasFocus?: boolean;
  onDraft: (text: string) => void;
  onTyping: () => void;
  onSend: (text: string) => void;
  /** What stands above: what is answered or edited. */
  strip?: ReactNode;
  /** What is written stays when it is sent: whoever takes it says when it is done. */
  keepsText?: boolean;
  /** Escape, where there is something to leave. */
  onLeave?: (() => void) | undefined;
  /** The arrow up in an empty composer; answers whether it did something. */
  onUp?: () => boolean;
};

/** Where one writes. It grows to six lines; what is written stays until it is sent. */
export function Composer(props: Props) {
  const { t } = useTranslation();
  const { box, text, check, change, insert, send, handleKey } = useComposer(props);
  const { canSend, remaining } = check;
  const [isPicking, setPicking] = useState(false);
  const stopPicking = useCallback(() => setPicking(false), []);
  const whole = useRef<HTMLDivElement>(null);
  useClosing(whole, isPicking, stopPicking);
  return (
    <div ref={whole} className={styles.whole}>
      {isPicking && (
        <Picking
          onPick={insert}
          onEnd={() => {
            stopPicking();
            box.current?.focus({ preventScroll: true });
          }}
        />
      )}
      <div>
        {props.strip}
        <form
          className={styles.composer}
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <div className={styles.box}>
            <textarea
              ref={box}
              className={styles.text}
              rows={1}
              // Empty it has no direction of its own yet: the placeholder stands where the page begins.
              dir={text === '' ? undefined : 'auto'}
              value={text}
              placeholder={t('composer.placeholder')}
              aria-label={t('composer.label', { name: props.name })}
              enterKeyHint={props.doesEnterSend ? 'send' : 'enter'}
              data-composer=""
              onChange={(event) => change(event.target.value)}
              onKeyDown={handleKey}
              onFocus={() => hasKeyboardOfGlass() && stopPicking()}
            />
            <EmojiButton
              isOpen={isPicking}
              onPress={() => {
                setPicking(!isPicking);
                if (isPicking) box.current?.focus({ preventScroll: true });
              }}
            />
            <Remaining count={remaining} />
          </div>
          {/* Pressing it must not take the focus from the text: a phone's keyboard would fall. */}
          <IconButton
            label={t('composer.send')}
            type="submit"
            isFilled
            className={cx(styles.send, canSend && styles.ready)}
            disabled={!canSend}
            onPointerDown={(event) => event.preventDefault()}
          >
            <SendHorizontal size={20} data-mirrors="" />
          </IconButton>
        </form>
      </div>
    </div>
  );
}

function Remaining({ count }: { count: number | undefined }) {
  const { t } = useTranslation();
  if (count === undefined) return null;
  return (
    <span className={cx(styles.remaining, count < 0 && styles.over)} role="status">
      {count < 0 ? t('composer.tooLong') : t('composer.remaining', { count })}
    </span>
  );
}

/** Where it would cover half of the screen, the keyboard and the picker take turns. */
const hasKeyboardOfGlass = () => !matchMedia('(hover: hover)').matches;

function EmojiButton({ isOpen, onPress }: { isOpen: boolean; onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <IconButton
      label={isOpen ? t('composer.closeEmoji') : t('composer.emoji')}
      className={styles.emoji ?? ''}
      aria-expanded={isOpen}
      onClick={onPress}
    >
      {isOpen && hasKeyboardOfGlass() ? <Keyboard size={22} /> : <Smile size={22} />}
    </IconButton>
  );
}

/** The picker: over the messages where there is room, in the keyboard's place on a phone. */
function Picking({ onPick, onEnd }: { onPick: (emoji: string) => void; onEnd: () => void }) {
  const { t } = useTranslation();
  return (
    <div
      className={styles.picker}
      role="dialog"
      aria-label={t('composer.emoji')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onEnd();
      }}
    >
      <Suspense fallback={null}>
        <EmojiPanel onPick={onPick} hasFocus={!hasKeyboardOfGlass()} />
      </Suspense>
    </div>
  );
}

/** Who presses elsewhere has done with it; on a phone it stays, as a keyboard would. */
function useClosing(whole: { current: HTMLElement | null }, isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen || hasKeyboardOfGlass()) return;
    const closeOutside = ({ target }: PointerEvent) => {
      if (target instanceof Node && !whole.current?.contains(target)) close();
    };
    window.addEventListener('pointerdown', closeOutside, true);
    return () => window.removeEventListener('pointerdown', closeOutside, true);
  }, [close, isOpen, whole]);
}

function useComposer(props: Props) {
  const { draft, doesEnterSend, hasFocus = true, keepsText = false, onDraft, onTyping, onSend, onLeave, onUp } = props;
  const [text, setText] = useState(draft);
  const box = useRef<HTMLTextAreaElement>(null);
  const check = checkText(text);
  useGrowth(box, text);
  useEffect(() => {
    // On a phone the keyboard would cover what one came to read.
    if (hasFocus && matchMedia('(hover: hover)').matches) box.current?.focus({ preventScroll: true });
  }, [hasFocus]);

  const change = (value: string) => {
    setText(value);
    onDraft(value);
    if (value.trim() !== '') onTyping();
  };
  /** Where the caret is, or in place of what is marked. */
  const insert = (what: string) => {
    const element = box.current;
    if (!element) return;
    element.setRangeText(what, element.selectionStart, element.selectionEnd, 'end');
    change(element.value);
  };
  const send = () => {
    if (!check.canSend) return;
    onSend(text);
    if (keepsText) return;
    setText('');
    onDraft('');
    box.current?.focus({ preventScroll: true });
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' && text === '' && !event.altKey) {
      event.preventDefault();
      if (!onUp?.()) focusNewestMessage();
    }
    if (event.key === 'Escape' && onLeave && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onLeave();
    }
    // While an input method composes, Enter chooses a word; old browsers say so by 229 alone.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return;
    const isAsked = doesEnterSend ? !event.shiftKey : event.ctrlKey || event.metaKey;
    if (!isAsked) return;
    event.preventDefault();
    send();
  };
  return { box, text, check, change, insert, send, handleKey };
}

function useGrowth(box: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [box, text]);
}
