import { type Emoji, type EmojiData, EmojiPicker as Parts, type SkinTone } from 'frimousse';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import styles from './EmojiPicker.module.css';

export type EmojiState = { status: 'loading' } | { status: 'failed' } | { status: 'ready'; data: EmojiData };

type Props = {
  state: EmojiState;
  recent: readonly string[];
  tone: SkinTone;
  onTone: (tone: SkinTone) => void;
  onPick: (emoji: string) => void;
  onRetry: () => void;
  /** Whether one can search at once. */
  hasFocus?: boolean;
};

const columns = 8;

/** Search, those used last, and all of them by category; arrows move, Enter picks. */
export function EmojiPicker({ state, onRetry, ...rest }: Props) {
  const { t } = useTranslation();
  if (state.status === 'ready') return <Ready data={state.data} {...rest} />;
  if (state.status === 'loading') return <Skeletons label={t('emoji.loading')} />;
  return (
    <div className={styles.instead} role="alert">
      <p>{t('emoji.failed')}</p>
      <Button onClick={onRetry}>{t('ui.retry')}</Button>
    </div>
  );
}

type ReadyProps = Omit<Props, 'state' | 'onRetry'> & { data: EmojiData };

function Ready({ data, recent, tone, onTone, onPick, hasFocus = false }: ReadyProps) {
  const { t } = useTranslation();
  const resolve = useCallback(() => data, [data]);
  return (
    <Parts.Root
      className={styles.root ?? ''}
      columns={columns}
      locale={data.locale}
      resolveEmojiData={resolve}
      skinTone={tone}
      onEmojiSelect={({ emoji }: Emoji) => onPick(emoji)}
    >
      <div className={styles.top}>
        <Parts.Search
          className={styles.search}
          autoFocus={hasFocus}
          placeholder={t('emoji.search')}
          aria-label={t('emoji.search')}
        />
        <Parts.SkinTone emoji="👋">
          {({ skinToneVariations, skinTone }) => {
            const at = skinToneVariations.findIndex((one) => one.skinTone === skinTone);
            const next = skinToneVariations[(at + 1) % skinToneVariations.length];
            return (
              <button
                type="button"
                className={styles.tone}
                aria-label={t('emoji.tone')}
                title={t('emoji.tone')}
                onClick={() => next && onTone(next.skinTone)}
              >
                {skinToneVariations[Math.max(0, at)]?.emoji}
              </button>
            );
          }}
        </Parts.SkinTone>
      </div>
      {recent.length > 0 && <Recent recent={recent} onPick={onPick} />}
      <Parts.Viewport className={styles.viewport} aria-label={t('emoji.all')}>
        <Parts.Loading>
          <Skeletons label={t('emoji.loading')} />
        </Parts.Loading>
        <Parts.Empty className={styles.empty}>{({ search }) => t('emoji.none', { search })}</Parts.Empty>
        <Parts.List className={styles.list} components={listParts} />
      </Parts.Viewport>
      <Parts.ActiveEmoji>
        {({ emoji }) => (
          <p className={styles.active} aria-live="polite">
            {emoji ? `${emoji.emoji} ${emoji.label}` : t('emoji.hint')}
          </p>
        )}
      </Parts.ActiveEmoji>
    </Parts.Root>
  );
}

function Recent({ recent, onPick }: Pick<Props, 'recent' | 'onPick'>) {
  const { t } = useTranslation();
  return (
    <div className={styles.recent} role="group" aria-label={t('emoji.recent')}>
      {recent.slice(0, columns).map((emoji) => (
        <button key={emoji} type="button" className={styles.emoji} onClick={() => onPick(emoji)}>
          {emoji}
        </button>
      ))}
    </div>
  );
}

/** The library counts rows and columns from 0, ARIA from 1. It looks a row up by this number when it scrolls: `.row` makes up for that. */
const fromOne = (name: 'aria-rowindex' | 'aria-colindex', index: number | undefined) =>
  index === undefined ? {} : { [name]: index + 1 };

const listParts: NonNullable<Parameters<typeof Parts.List>[0]['components']> = {
  CategoryHeader: ({ category, ...props }) => (
    <div {...props} className={styles.category}>
      {category.label}
    </div>
  ),
  Row: ({ children, ...props }) => (
    <div {...props} {...fromOne('aria-rowindex', props['aria-rowindex'])} className={styles.row}>
      {children}
    </div>
  ),
  Emoji: ({ emoji, ...props }) => (
    <button
      {...props}
      {...fromOne('aria-colindex', props['aria-colindex'])}
      type="button"
      className={styles.emoji}
      data-active={emoji.isActive || undefined}
    >
      {emoji.emoji}
    </button>
  ),
};

function Skeletons({ label }: { label: string }): ReactNode {
  return (
    <div className={styles.skeletons} role="status" aria-label={label}>
      {Array.from({ length: columns * 5 }, (_, index) => index).map((index) => (
        <span key={index} />
      ))}
    </div>
  );
}
