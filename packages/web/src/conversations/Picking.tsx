// The emoji picker of the composer, and its button.
import { Keyboard, Smile } from 'lucide-react';
import { Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EmojiPanel } from '../emoji/index.ts';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './Composer.module.css';

/** Where it would cover half of the screen, the keyboard and the picker take turns. */
export const hasKeyboardOfGlass = () => !matchMedia('(hover: hover)').matches;

export function EmojiButton({ isOpen, onPress }: { isOpen: boolean; onPress: () => void }) {
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
export function Picking({ onPick, onEnd }: { onPick: (emoji: string) => void; onEnd: () => void }) {
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
export function useClosing(whole: { current: HTMLElement | null }, isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen || hasKeyboardOfGlass()) return;
    const closeOutside = ({ target }: PointerEvent) => {
      if (target instanceof Node && !whole.current?.contains(target)) close();
    };
    window.addEventListener('pointerdown', closeOutside, true);
    return () => window.removeEventListener('pointerdown', closeOutside, true);
  }, [close, isOpen, whole]);
}
