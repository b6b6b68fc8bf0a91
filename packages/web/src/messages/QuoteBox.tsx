import { useTranslation } from 'react-i18next';
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
  const inside = (
    <>
      {quote.kind === 'text' && <b className={styles.name}>{quote.isMine ? t('messages.you') : peerName}</b>}
      <span
        className={cx(styles.words, quote.kind !== 'text' && styles.said)}
        dir={quote.kind === 'text' ? 'auto' : undefined}
      >
        {quote.kind === 'text' ? quote.text : quote.kind === 'unknown' ? '…' : t(`messages.quote.${quote.kind}`)}
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
