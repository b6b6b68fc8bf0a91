import type { Person } from '@parley/contract';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { heldKind, MediaContent } from '../media/index.ts';
import { cx } from '../ui/cx.ts';
import type { Match } from '../ui/marked-parts.ts';
import styles from './BubbleContent.module.css';
import { MessageText } from './MessageText.tsx';
import { useMessageDeeds } from './message-deeds.ts';
import { QuoteBox } from './QuoteBox.tsx';
import type { BubbleItem } from './timeline-view-model.ts';

type Props = {
  bubble: BubbleItem;
  peer: Person;
  /** What a search found in its text. */
  matches?: readonly Match[] | undefined;
};

/** What stands in a bubble: what it answers, what it says, and that it was edited; of an unsent one that it was. */
export function BubbleContent({ bubble, peer, matches }: Props) {
  const { t } = useTranslation();
  const { onQuote, onOpenMedia } = useMessageDeeds();
  const { quote, content, isMine, editedAtMs, isUnsent } = bubble;
  if (isUnsent) {
    return (
      <span className={styles.unsent}>
        <Undo2 size={15} aria-hidden="true" data-mirrors="" />
        {t(isMine ? 'messages.unsentByMe' : 'messages.unsent')}
      </span>
    );
  }
  const holdsMedia = heldKind(content) !== undefined;
  return (
    <>
      {quote && (
        <span className={styles.quote}>
          <QuoteBox quote={quote} peerName={peer.displayName} onPress={onQuote && (() => onQuote(quote.seq))} />
        </span>
      )}
      {holdsMedia && (
        <span className={styles.held}>
          <MediaContent
            content={content}
            from={isMine ? undefined : { id: peer.id, name: peer.displayName }}
            isWaiting={bubble.seq === undefined}
            onOpen={onOpenMedia && bubble.seq !== undefined ? (index) => onOpenMedia(bubble, index) : undefined}
          />
        </span>
      )}
      {content.text !== '' && (
        <span className={cx(holdsMedia && styles.caption)}>
          <MessageText content={content} matches={matches} />
        </span>
      )}
      {editedAtMs !== undefined && <span className={styles.edited}>{t('messages.edited')}</span>}
    </>
  );
}
