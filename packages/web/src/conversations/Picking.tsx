// The emoji picker of the composer, and its button.
import type { StickerId } from '@parley/contract';
import { Keyboard, Smile } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmojiPanel } from '../emoji/index.ts';
import { StickerPanel } from '../stickers/index.ts';
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

type Kind = 'emoji' | 'stickers';
type Props = { onPick: (emoji: string) => void; onSticker: ((id: StickerId) => void) | undefined; onEnd: () => void };

/** What one picked from last stands there again. */
let lastKind: Kind = 'emoji';

/** The picker: over the messages where there is room, in the keyboard's place on a phone. */
export function Picking({ onPick, onSticker, onEnd }: Props) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(lastKind);
  const kind = onSticker ? wanted : 'emoji';
  const turn = (next: Kind) => {
    lastKind = next;
    setWanted(next);
  };
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
      {onSticker && <Kinds kind={kind} onTurn={turn} />}
      <div className={styles.picked} {...(onSticker ? { role: 'tabpanel', 'aria-label': t(`composer.${kind}`) } : {})}>
        <Suspense fallback={null}>
          {kind === 'stickers' && onSticker ? (
            <StickerPanel
              onPick={(id) => {
                onSticker(id);
                if (!hasKeyboardOfGlass()) onEnd();
              }}
            />
          ) : (
            <EmojiPanel onPick={onPick} hasFocus={!hasKeyboardOfGlass()} />
          )}
        </Suspense>
      </div>
    </div>
  );
}

const kinds: readonly Kind[] = ['emoji', 'stickers'];

function Kinds({ kind, onTurn }: { kind: Kind; onTurn: (kind: Kind) => void }) {
  const { t } = useTranslation();
  return (
    <div
      className={styles.kinds}
      role="tablist"
      aria-label={t('composer.pickFrom')}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
        event.preventDefault();
        onTurn(kind === 'emoji' ? 'stickers' : 'emoji');
        event.currentTarget.querySelector<HTMLElement>('[aria-selected="false"]')?.focus();
      }}
    >
      {kinds.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          aria-selected={one === kind}
          tabIndex={one === kind ? 0 : -1}
          className={styles.kind}
          onClick={() => onTurn(one)}
        >
          {t(`composer.${one}`)}
        </button>
      ))}
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
