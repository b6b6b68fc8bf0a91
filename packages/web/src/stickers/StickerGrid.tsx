import type { StickerId, StickerPack } from '@parley/contract';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import styles from './StickerGrid.module.css';
import { stickerName } from './sticker-name.ts';

export type StickersState =
  | { status: 'loading' }
  | { status: 'failed' }
  | { status: 'ready'; packs: readonly StickerPack[] };

type Props = { state: StickersState; onPick: (id: StickerId) => void; onRetry: () => void };

/** Stickers by packs; a press sends. Arrows move, and one of them is where keys enter. */
export function StickerGrid({ state, onPick, onRetry }: Props) {
  const { t } = useTranslation();
  if (state.status === 'failed') {
    return (
      <div className={styles.instead} role="alert">
        <p>{t('stickers.failed')}</p>
        <Button onClick={onRetry}>{t('ui.retry')}</Button>
      </div>
    );
  }
  if (state.status === 'loading') {
    return (
      <div className={styles.grid} role="status" aria-label={t('stickers.loading')}>
        {Array.from({ length: 12 }, (_, index) => (
          <span key={index} className={styles.skeleton} />
        ))}
      </div>
    );
  }
  const packs = state.packs.filter(({ stickers }) => stickers.length > 0);
  if (packs.length === 0) return <p className={styles.instead}>{t('stickers.none')}</p>;
  return (
    <div className={styles.packs} onKeyDown={moveBetween}>
      {packs.map((pack, at) => (
        <section key={pack.id} aria-label={pack.name}>
          {packs.length > 1 && <h3 className={styles.name}>{pack.id === 'own' ? t('stickers.own') : pack.name}</h3>}
          <div className={styles.grid}>
            {pack.stickers.map(({ id, label, url }, index) => {
              const name = stickerName(id, t, label);
              return (
                <button
                  key={id}
                  type="button"
                  className={styles.sticker}
                  title={name}
                  tabIndex={at === 0 && index === 0 ? 0 : -1}
                  onClick={() => onPick(id)}
                >
                  <img src={url} alt={name} width={72} height={72} loading="lazy" draggable={false} />
                </button>
              );
            })}
          </div>
        </section>
      ))}
    </div>
  );
}

/** So many stand in a row. */
const columns = 4;

function moveBetween(event: KeyboardEvent<HTMLElement>): void {
  const onward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
  const steps: Partial<Record<string, number>> = {
    ArrowRight: onward,
    ArrowLeft: -onward,
    ArrowDown: columns,
    ArrowUp: -columns,
  };
  const step = steps[event.key];
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('button')];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const next = step === undefined ? undefined : all[at + step];
  if (step === undefined || at < 0) return;
  event.preventDefault();
  next?.focus();
}
