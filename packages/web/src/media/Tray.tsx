import type { TFunction } from 'i18next';
import { Play, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { refusalSentence } from '../app/errors.ts';
import { cx } from '../ui/cx.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { KindIcon } from './KindIcon.tsx';
import { Picture } from './Picture.tsx';
import { attachmentOf, type Parcel } from './parcels.ts';
import { sizeLabel } from './size-label.ts';
import styles from './Tray.module.css';
import { useProgress } from './use-desk.ts';

type Deeds = { onRemove: (id: string) => void; onRetry: (id: string) => void; onAsFile: (id: string) => void };

/** Above the composer: what goes with the next message, how far it has come, and beside each what is wrong with it. */
export function Tray({ parcels, ...deeds }: Deeds & { parcels: readonly Parcel[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.tray} aria-label={t('media.tray')}>
      {parcels.map((parcel) => (
        <Item key={parcel.id} parcel={parcel} {...deeds} />
      ))}
    </ul>
  );
}

function Item({ parcel, onRemove, onRetry, onAsFile }: Deeds & { parcel: Parcel }) {
  const { t } = useTranslation();
  const { id, kind, name, bytes, status } = parcel;
  const why = reasonOf(parcel, t);
  const isPicture = (kind === 'photo' || kind === 'video') && !isUndrawable(parcel);
  return (
    <li className={cx(styles.item, why !== undefined && styles.troubled)} data-parcel={status}>
      {isPicture ? (
        <span className={styles.picture}>
          {/* What is read is not there to be shown; then the picture is made anew. */}
          <Picture key={String(status === 'reading')} attachment={attachmentOf(parcel)} size="thumb" alt={name} />
          {kind === 'video' && <Play className={styles.play} size={18} fill="currentColor" aria-hidden="true" />}
        </span>
      ) : (
        <span className={styles.file}>
          <KindIcon kind={kind} size={22} />
          <span className={styles.words}>
            <bdi className={styles.name}>{name}</bdi>
            <span className={styles.size}>{sizeLabel(bytes.size)}</span>
          </span>
        </span>
      )}
      <Way id={id} />
      {why !== undefined && (
        <span className={styles.why} role="status">
          <span>{why}</span>
          {status === 'failed' && (
            <button type="button" onClick={() => onRetry(id)}>
              {t('ui.retry')}
            </button>
          )}
          {isUndrawable(parcel) && (
            <button type="button" onClick={() => onAsFile(id)}>
              {t('media.asFile')}
            </button>
          )}
        </span>
      )}
      <IconButton label={t('media.remove', { name })} className={styles.remove ?? ''} onClick={() => onRemove(id)}>
        <X size={16} strokeWidth={2.5} />
      </IconButton>
    </li>
  );
}

const isUndrawable = (parcel: Parcel): boolean =>
  parcel.status === 'refused' && 'kind' in parcel.problem && parcel.problem.kind === 'undrawable';

/** What is wrong with it, if anything is. */
function reasonOf(parcel: Parcel, t: TFunction): string | undefined {
  if (parcel.status === 'failed') {
    return parcel.isCutOff ? t('media.problem.cutOff') : refusalSentence(parcel.refusal, t);
  }
  if (parcel.status !== 'refused') return undefined;
  const { problem } = parcel;
  if ('code' in problem) return refusalSentence(problem, t);
  if (problem.kind === 'too_large') return t('media.problem.too_large', { size: sizeLabel(problem.maxBytes) });
  return t(`media.problem.${problem.kind}`);
}

function Way({ id }: { id: string }) {
  const { t } = useTranslation();
  const part = useProgress(id);
  if (part === undefined) return null;
  return <progress className={styles.way} value={part} max={1} aria-label={t('media.uploading')} />;
}
