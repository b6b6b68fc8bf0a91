import type { Conversation } from '@parley/contract';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import styles from './RequestPanel.module.css';
import type { RequestFolder } from './request-folder.ts';
import { nameOf } from './request-view-model.ts';
import { useAnswers } from './use-answers.tsx';
import { useRequestCard } from './use-requests.ts';

/** In the composer's place while somebody waits for my answer: writing comes with accepting. */
export function RequestPanel({ conversation, folder }: { conversation: Conversation; folder: RequestFolder }) {
  const { t } = useTranslation();
  const { accept, decline, bringBack, menu, dialog, running } = useAnswers(conversation);
  const card = useRequestCard(conversation.id, folder);
  const name = nameOf(conversation.peer, t);
  const isDeclined = folder === 'declined';
  const isUndoable = conversation.request?.direction === 'incoming' && conversation.request.undoUntil !== undefined;
  return (
    <div className={styles.panel} role="region" aria-label={t('requests.title')}>
      <p className={styles.what}>{isDeclined ? t('requests.panelDeclined') : t('requests.panel', { name })}</p>
      {!isDeclined && (
        <p className={styles.note}>
          {card && card.mutualFriends.count > 0 && (
            <span className={styles.mutual}>{t('requests.mutualCount', { count: card.mutualFriends.count })}</span>
          )}
          {t('requests.panelNote')}
        </p>
      )}
      <div className={styles.answers}>
        {isDeclined && isUndoable && <Button onClick={() => void bringBack()}>{t('requests.bringBack')}</Button>}
        {conversation.abilities.answer && (
          <>
            <Button
              variant={folder === 'filtered' ? 'quiet' : 'primary'}
              isBusy={running === 'requests.accept'}
              className={styles.answer}
              onClick={() => void accept()}
            >
              {t('requests.accept')}
            </Button>
            <Button isBusy={running === 'requests.decline'} className={styles.answer} onClick={() => void decline()}>
              {t('requests.decline')}
            </Button>
          </>
        )}
        <MenuButton label={t('requests.actions', { name })} items={menu} />
      </div>
      {dialog}
    </div>
  );
}
