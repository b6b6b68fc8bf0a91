import { useTranslation } from 'react-i18next';
import { glance, KindIcon, Thumb, toldOf } from '../media/index.ts';
import { cx } from '../ui/cx.ts';
import styles from './QuoteBox.module.css';
import type { Quote } from './quotes.ts';

type Props = {
  quote: Quote;
  /** Of whoever I talk with. */
  peerName: string;
  /** Absent: it leads nowhere. */
  onPress?: (() => void) | undefined;
};

/** What is answered, in two lines: whose it is and how it begins. Pressed, it leads there. */
export function QuoteBox({ quote, peerName, onPress }: Props) {
  const { t } = useTranslation();
  const told = quote.content && toldOf(quote.content, t);
  const inside = (
    <>
      {quote.content && <Thumb content={quote.content} />}
      {quote.kind === 'text' && <b className={styles.name}>{quote.isMine ? t('messages.you') : peerName}</b>}
      <span
        className={cx(styles.words, quote.kind !== 'text' && styles.said)}
        dir={quote.kind === 'text' ? 'auto' : undefined}
      >
        {told?.kind && (
          <>
            <KindIcon kind={told.kind} size={14} label={told.text === '' ? undefined : told.label} />{' '}
          </>
        )}
        {quote.kind === 'text'
          ? told
            ? glance(told)
            : quote.text
          : quote.kind === 'unknown'
            ? '…'
            : t(`messages.quote.${quote.kind}`)}
      </span>
    </>
  );
  if (!onPress || quote.kind === 'gone' || quote.kind === 'unknown')
    return <span className={styles.box}>{inside}</span>;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.box}
      title={t('messages.goToOriginal')}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      {inside}
    </button>
  );
}
