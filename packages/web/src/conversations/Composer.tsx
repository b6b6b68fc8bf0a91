import type { StickerId } from '@parley/contract';
import { SendHorizontal } from 'lucide-react';
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { focusNewestMessage } from '../messages/index.ts';
import { cx } from '../ui/cx.ts';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './Composer.module.css';
import { checkText } from './composer-view-model.ts';
import { EmojiButton, hasKeyboardOfGlass, Picking, useClosing } from './Picking.tsx';

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
  /** Nothing is something to send too: it takes a caption away. */
  mayBeEmpty?: boolean;
  /** What is written stays when it is sent: whoever takes it says when it is done. */
  keepsText?: boolean;
  /** Escape, where there is something to leave. */
  onLeave?: (() => void) | undefined;
  /** The arrow up in an empty composer; answers whether it did something. */
  onUp?: () => boolean;
  /** Beside where one writes: what goes with it, or a voice note instead of it. */
  extras?: ComposerExtras | undefined;
};

export type ComposerExtras = {
  attach: ReactNode;
  /** Stands above: what goes with the next message. */
  tray: ReactNode;
  /** Something in it can go, also without words. */
  hasLoad: boolean;
  /** In the place of sending, while there is nothing to send. */
  voice: ReactNode;
  /** Absent: no sticker may go. */
  onSticker: ((id: StickerId) => void) | undefined;
  /** In the place of where one writes. */
  instead: ReactNode;
  onFiles: (files: File[]) => void;
  /** Answers whether it asks first; then it calls `send`, or does not. */
  asks: (text: string, send: () => void) => boolean;
};

/** Where one writes. It grows to six lines; what is written stays until it is sent. */
export function Composer(props: Props) {
  const { t } = useTranslation();
  const { box, text, canSend, remaining, change, insert, send, handleKey } = useComposer(props);
  const { attach, tray, voice, instead, onFiles, onSticker } = props.extras ?? {};
  const [isPicking, setPicking] = useState(false);
  const stopPicking = useCallback(() => setPicking(false), []);
  const whole = useRef<HTMLDivElement>(null);
  useClosing(whole, isPicking, stopPicking);
  return (
    <div ref={whole} className={styles.whole}>
      {isPicking && (
        <Picking
          onPick={insert}
          onSticker={onSticker}
          onEnd={() => {
            stopPicking();
            box.current?.focus({ preventScroll: true });
          }}
        />
      )}
      <div>
        {props.strip}
        {tray}
        <form
          className={styles.composer}
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          {instead}
          {!instead && attach}
          <div className={styles.box} hidden={Boolean(instead)}>
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
              onPaste={(event) => pasteFiles(event, onFiles)}
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
          {voice && (instead || (text === '' && !canSend)) ? voice : <SendButton canSend={canSend} />}
        </form>
      </div>
    </div>
  );
}

/** Pressing it must not take the focus from the text: a phone's keyboard would fall. */
function SendButton({ canSend }: { canSend: boolean }) {
  const { t } = useTranslation();
  return (
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
  );
}

/** Files on the clipboard; where there are words too, as from a table, the words are meant. */
function pasteFiles(event: ClipboardEvent, onFiles: ((files: File[]) => void) | undefined): void {
  const { files, types } = event.clipboardData;
  if (!onFiles || files.length === 0 || types.includes('text/plain')) return;
  event.preventDefault();
  onFiles([...files]);
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

function useComposer(props: Props) {
  const { draft, doesEnterSend, hasFocus = true, keepsText = false, mayBeEmpty = false, extras } = props;
  const { onDraft, onTyping, onSend, onLeave, onUp } = props;
  const [text, setText] = useState(draft);
  const box = useRef<HTMLTextAreaElement>(null);
  const { canSend: hasText, remaining } = checkText(text);
  const canSend = hasText || ((mayBeEmpty || extras?.hasLoad === true) && text.trim() === '');
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
  const sendNow = () => {
    onSend(text);
    if (keepsText) return;
    setText('');
    onDraft('');
    box.current?.focus({ preventScroll: true });
  };
  const send = () => {
    if (canSend && !extras?.asks(text, sendNow)) sendNow();
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
  return { box, text, canSend, remaining, change, insert, send, handleKey };
}

function useGrowth(box: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [box, text]);
}
