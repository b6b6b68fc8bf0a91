import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
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
};

/** Where one writes. It grows to six lines; what is written stays until it is sent. */
export function Composer(props: Props) {
  const { t } = useTranslation();
  const { box, text, check, change, send, handleKey } = useComposer(props);
  const { canSend, remaining } = check;
  return (
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
        />
        {remaining !== undefined && (
          <span className={cx(styles.remaining, remaining < 0 && styles.over)} role="status">
            {remaining < 0 ? t('composer.tooLong') : t('composer.remaining', { count: remaining })}
          </span>
        )}
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
  );
}

function useComposer({ draft, doesEnterSend, hasFocus = true, onDraft, onTyping, onSend }: Props) {
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
  const send = () => {
    if (!check.canSend) return;
    onSend(text);
    setText('');
    onDraft('');
    box.current?.focus({ preventScroll: true });
  };
  const handleKey = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word; old browsers say so by 229 alone.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229) return;
    const isAsked = doesEnterSend ? !event.shiftKey : event.ctrlKey || event.metaKey;
    if (!isAsked) return;
    event.preventDefault();
    send();
  };
  return { box, text, check, change, send, handleKey };
}

function useGrowth(box: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [box, text]);
}
