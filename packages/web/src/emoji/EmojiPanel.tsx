import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/client-context.tsx';
import { EmojiPicker, type EmojiState } from './EmojiPicker.tsx';
import { loadEmoji } from './emoji-data.ts';
import { keepRecent, keepTone, readRecent, readTone, withRecent } from './emoji-memory.ts';

/** The picker with its data, which comes when it is first opened, and its memory. */
export function EmojiPanel({ onPick, hasFocus }: { onPick: (emoji: string) => void; hasFocus: boolean }) {
  const me = useMe();
  const { state, retry } = useEmoji();
  // What is picked now stands in its place the next time: nothing moves under the finger.
  const [recent] = useState(() => readRecent(me));
  const [tone, setTone] = useState(readTone);
  return (
    <EmojiPicker
      state={state}
      recent={recent}
      tone={tone}
      hasFocus={hasFocus}
      onRetry={retry}
      onTone={(chosen) => {
        keepTone(chosen);
        setTone(chosen);
      }}
      onPick={(emoji) => {
        keepRecent(me, withRecent(readRecent(me), emoji));
        onPick(emoji);
      }}
    />
  );
}

function useEmoji() {
  const { i18n } = useTranslation();
  const [state, setState] = useState<EmojiState>({ status: 'loading' });
  const { language } = i18n;
  const load = useCallback(() => {
    let isOver = false;
    setState({ status: 'loading' });
    loadEmoji(language).then(
      (data) => !isOver && setState({ status: 'ready', data }),
      // Without a connection, or after an update took the file away.
      () => !isOver && setState({ status: 'failed' }),
    );
    return () => {
      isOver = true;
    };
  }, [language]);
  useEffect(load, [load]);
  return { state, retry: () => void load() };
}
