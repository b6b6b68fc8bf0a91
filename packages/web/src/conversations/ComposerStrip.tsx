import { Pencil, Reply, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Quote, QuoteBox } from '../messages/index.ts';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './ComposerStrip.module.css';

type Props = { kind: 'reply' | 'edit'; quote: Quote; peerName: string; onClose: () => void };

/** Above the composer: what is being answered, or the message that is edited as it stands now. */
export function ComposerStrip({ kind, quote, peerName, onClose }: Props) {
  const { t } = useTranslation();
  const Icon = kind === 'reply' ? Reply : Pencil;
  return (
    <div className={styles.strip} role="group" aria-label={t(`composer.${kind}ing`)}>
      <Icon
        className={styles.icon}
        size={20}
        aria-hidden="true"
        {...(kind === 'reply' ? { 'data-mirrors': '' } : {})}
      />
      <div className={styles.what}>
        <span className={styles.title}>{t(`composer.${kind}ing`)}</span>
        <QuoteBox quote={quote} peerName={peerName} />
      </div>
      <IconButton label={t(`composer.${kind}Cancel`)} onClick={onClose}>
        <X size={20} />
      </IconButton>
    </div>
  );
}
