import type { Conversation } from '@parley/contract';
import { useTranslation } from 'react-i18next';
import styles from './RequestPanel.module.css';
import { RequestPerson } from './RequestPerson.tsx';
import type { RequestFolder } from './request-folder.ts';
import { filterLine, untilLine } from './request-view-model.ts';
import { useRequestCard } from './use-requests.ts';

/** Stands above the messages of a request: who this is before what they say. */
export function RequestIntroduction({ conversation, folder }: { conversation: Conversation; folder: RequestFolder }) {
  const { t } = useTranslation();
  const card = useRequestCard(conversation.id, folder);
  const lines = [filterLine(conversation, t), untilLine(conversation, t)].filter((line) => line !== undefined);
  return (
    <div className={styles.above}>
      <div className={styles.introduction}>
        {card && <RequestPerson card={card} isHeading />}
        {lines.map((line) => (
          <p key={line} className={styles.line}>
            {line}
          </p>
        ))}
      </div>
    </div>
  );
}
