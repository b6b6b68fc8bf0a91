import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './BubbleContent.module.css';
import { MessageText } from './MessageText.tsx';
import { useMessageDeeds } from './message-deeds.ts';
import { QuoteBox } from './QuoteBox.tsx';
import type { BubbleItem } from './timeline-view-model.ts';

/** What stands in a bubble: what it answers, what it says, and that it was edited; of an unsent one that it was. */
export function BubbleContent({ bubble, peerName }: { bubble: BubbleItem; peerName: string }) {
  const { t } = useTranslation();
  const { onQuote } = useMessageDeeds();
  const { quote, content, isMine, editedAtMs, isUnsent } = bubble;
  if (isUnsent) {
    return (
      <span className={styles.unsent}>
        <Undo2 size={15} aria-hidden="true" data-mirrors="" />
        {t(isMine ? 'messages.unsentByMe' : 'messages.unsent')}
      </span>
    );
  }
  return (
    <>
      {quote && (
        <span className={styles.quote}>
          <QuoteBox quote={quote} peerName={peerName} onPress={onQuote && (() => onQuote(quote.seq))} />
        </span>
      )}
      <MessageText content={content} />
      {editedAtMs !== undefined && <span className={styles.edited}>{t('messages.edited')}</span>}
    </>
  );
}
