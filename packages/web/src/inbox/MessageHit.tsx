import type { SearchHit } from '@parley/contract';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMe } from '../app/client-context.tsx';
import { exactTime, listTime } from '../app/time.ts';
import { KindIcon, toldOf } from '../media/index.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Marked } from '../ui/Marked.tsx';
import { Name } from '../ui/Name.tsx';
import styles from './MessageHit.module.css';
import { snippetOf } from './snippet.ts';

type Props = { hit: SearchHit; nowMs: number };

/** A message that a search found; it opens in its place in the conversation. */
export function MessageHit({ hit, nowMs }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const { message, peer } = hit;
  const { kind, label } = toldOf(message.content, t);
  return (
    <Link className={styles.hit} href={`/c/${message.conversationId}?m=${message.seq}`} data-result="" data-stays="">
      <Avatar person={peer} size="medium" />
      <span className={styles.words}>
        <span className={styles.top}>
          <Name person={peer} className={styles.name ?? ''} />
          <time className={styles.time} dateTime={message.sentAt} title={exactTime(message.sentAt)}>
            {listTime(message.sentAt, nowMs, t)}
          </time>
        </span>
        <span className={styles.text} dir="auto">
          {message.senderId === me && <span>{t('inbox.you')} </span>}
          {kind && (
            <span className={styles.held}>
              <KindIcon kind={kind} label={kind === 'file' ? undefined : label} /> {kind === 'file' && `${label} `}
            </span>
          )}
          <Marked parts={snippetOf(hit)} />
        </span>
      </span>
    </Link>
  );
}
