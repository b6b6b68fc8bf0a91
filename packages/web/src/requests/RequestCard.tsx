import type { RequestCard as Card, Message } from '@parley/contract';
import { ChevronDown, ChevronUp, EyeOff, MessageCircle } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { exactTime, listTime } from '../app/time.ts';
import { useNow } from '../app/use-now.ts';
import { MessageText, withoutLinks } from '../messages/index.ts';
import { Button } from '../ui/Button.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import styles from './RequestCard.module.css';
import { RequestPerson } from './RequestPerson.tsx';
import { filterLine, nameOf, untilLine } from './request-view-model.ts';
import { useAnswers } from './use-answers.tsx';
import { useRequestMessages } from './use-requests.ts';

/** One request: who, then what they say, then what I may answer. What was filtered is folded, with its reason. */
export function RequestCard({ card }: { card: Card }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(card.conversation.folder === 'requests');
  const wordsId = useId();
  const messages = useRequestMessages(card, { isEnabled: isOpen });
  const reason = filterLine(card.conversation, t);
  const until = untilLine(card.conversation, t);
  const canFold = card.conversation.folder !== 'requests';
  return (
    <article className={styles.card} aria-label={nameOf(card.conversation.peer, t)}>
      <RequestPerson card={card} isHeading />
      {(reason || until) && (
        <p className={styles.reason}>
          {reason && (
            <span className={styles.why}>
              <EyeOff size={16} aria-hidden="true" />
              <span>{reason}</span>
            </span>
          )}
          {until && <span>{until}</span>}
        </p>
      )}
      {canFold && (
        <Button
          variant="plain"
          className={styles.fold}
          icon={isOpen ? <ChevronUp size={18} /> : <ChevronDown size={18} />}
          aria-expanded={isOpen}
          aria-controls={wordsId}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? t('requests.hide') : t('requests.show')}
        </Button>
      )}
      <div id={wordsId} hidden={!isOpen}>
        <Texts messages={messages} id={card.conversation.id} />
      </div>
      <Answers card={card} />
    </article>
  );
}

function Texts({ messages, id }: { messages: readonly Message[]; id: string }) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const last = messages.at(-1);
  return (
    <ul className={styles.texts} aria-label={t('requests.messages', { count: messages.length })}>
      {messages.map((message) => (
        <li key={message.seq} className={styles.text}>
          <div className={styles.clamp}>
            {message.unsentAt ? <i>{t('messages.unsent')}</i> : <MessageText content={withoutLinks(message).content} />}
          </div>
          {message.content.text.length > 400 && (
            <Link className={styles.whole} href={`/c/${id}`}>
              {t('requests.whole')}
            </Link>
          )}
        </li>
      ))}
      {last && (
        <li className={styles.foot}>
          <time dateTime={last.sentAt} title={exactTime(last.sentAt)}>
            {listTime(last.sentAt, nowMs, t)}
          </time>
        </li>
      )}
    </ul>
  );
}

function Answers({ card: { conversation } }: { card: Card }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { accept, decline, bringBack, menu, dialog, running } = useAnswers(conversation);
  const name = nameOf(conversation.peer, t);
  const isDeclined = conversation.folder === 'declined';
  const open = {
    id: 'open',
    label: t('requests.openMessages'),
    icon: <MessageCircle size={18} />,
    onChoose: () => navigate(`/c/${conversation.id}`),
  };
  return (
    <div className={styles.answers}>
      {isDeclined ? (
        <Button aria-label={t('requests.bringBackLabel', { name })} onClick={() => void bringBack()}>
          {t('requests.bringBack')}
        </Button>
      ) : (
        <>
          <Button
            // Nothing calls to accept what was held likely to be spam.
            variant={conversation.folder === 'filtered' ? 'quiet' : 'primary'}
            className={styles.answer}
            isBusy={running === 'requests.accept'}
            aria-label={t('requests.acceptLabel', { name })}
            onClick={() => void accept().then((isDone) => isDone && navigate(`/c/${conversation.id}`))}
          >
            {t('requests.accept')}
          </Button>
          <Button
            className={styles.answer}
            isBusy={running === 'requests.decline'}
            aria-label={t('requests.declineLabel', { name })}
            onClick={() => void decline()}
          >
            {t('requests.decline')}
          </Button>
        </>
      )}
      <span className={styles.menu}>
        <MenuButton label={t('requests.actions', { name })} items={[open, ...menu]} />
      </span>
      {dialog}
    </div>
  );
}
