import type { Conversation } from '@parley/contract';
import { useTranslation } from 'react-i18next';
import styles from './OutgoingLine.module.css';

/** REQ-2: above the composer, where what I write goes to the other's requests: how much more, and nothing of what became of it. */
export function OutgoingLine({ conversation: { peer, request } }: { conversation: Conversation }) {
  const { t } = useTranslation();
  if (request?.direction !== 'outgoing') return null;
  const { remaining, resetsAt } = request;
  const values = { name: peer.displayName, count: remaining };
  // While none is used there is nothing that could become free again.
  const sentence = resetsAt === undefined ? t('composer.requestFirst', values) : t('composer.request', values);
  return <p className={styles.line}>{sentence}</p>;
}
