import type { Attachment, UserId } from '@parley/contract';
import {
  Download,
  File,
  FileArchive,
  FileImage,
  FileMusic,
  FileSpreadsheet,
  FileTerminal,
  FileText,
  FileVideoCamera,
  TriangleAlert,
} from 'lucide-react';
import { type MouseEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../app/client-context.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { cx } from '../ui/cx.ts';
import styles from './FileCard.module.css';
import { cautionOf, type FileType, fileTypeOf } from './files.ts';
import { sizeLabel } from './size-label.ts';
import { originalOf } from './still.ts';
import { useProgress } from './use-desk.ts';
import { useIsFriend } from './use-friend.ts';

const icons: Record<FileType, typeof File> = {
  text: FileText,
  sheet: FileSpreadsheet,
  picture: FileImage,
  sound: FileMusic,
  film: FileVideoCamera,
  archive: FileArchive,
  program: FileTerminal,
  other: File,
};

/** What one has said yes to since the app was opened; a file is asked about once. */
const agreed = new Set<string>();

type Props = {
  attachment: Attachment;
  /** Whose it is; absent: mine. */
  from?: { id: UserId; name: string } | undefined;
  /** It is on its way, and is nowhere to be had yet. */
  isWaiting: boolean;
};

/** A file: what it is, its name and size, and the way to have it. One of somebody who is no friend is asked about before (MED-27). */
export function FileCard({ attachment, from, isWaiting }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const isFriend = useIsFriend(from?.id);
  const [asked, setAsked] = useState<HTMLAnchorElement>();
  const name = attachment.name ?? t('media.file');
  const caution = from && !isFriend ? cautionOf(name) : undefined;
  const Icon = icons[fileTypeOf(name)];
  const inside = (
    <>
      <span className={styles.sign}>
        <Icon size={24} aria-hidden="true" />
        <Leaving id={attachment.id} />
      </span>
      <span className={styles.words}>
        <bdi className={styles.name}>{name}</bdi>
        <span className={styles.size}>{attachment.bytes > 0 && sizeLabel(attachment.bytes)}</span>
      </span>
    </>
  );
  const press = (event: MouseEvent<HTMLAnchorElement>) => {
    event.stopPropagation();
    if (!caution || agreed.has(attachment.id)) return;
    event.preventDefault();
    setAsked(event.currentTarget);
  };
  const download = () => {
    agreed.add(attachment.id);
    asked?.click();
    return Promise.resolve();
  };
  if (isWaiting) return <span className={styles.card}>{inside}</span>;
  return (
    <>
      <a className={styles.card} href={originalOf(attachment, client)} download={name} onClick={press}>
        {inside}
        <Download className={styles.way} size={20} role="img" aria-label={t('media.download')} />
      </a>
      {caution && isFriend === false && (
        <span className={cx(styles.caution, caution === 'strong' && styles.strong)}>
          <TriangleAlert size={14} aria-hidden="true" />
          <span>{t(`media.caution.${caution}`, { name: from?.name })}</span>
        </span>
      )}
      {asked && caution && (
        // What is pressed in it is no press of the message.
        <span onClick={(event) => event.stopPropagation()} onKeyDown={(event) => event.stopPropagation()}>
          <ConfirmDialog
            title={t('media.caution.title')}
            confirm={t('media.download')}
            isDanger={caution === 'strong'}
            onConfirm={download}
            onClose={() => setAsked(undefined)}
          >
            <p>{t(`media.caution.${caution}Body`, { name: from?.name, file: name })}</p>
          </ConfirmDialog>
        </span>
      )}
    </>
  );
}

function Leaving({ id }: { id: string }) {
  const { t } = useTranslation();
  const part = useProgress(id);
  if (part === undefined) return null;
  return <progress className={styles.leaving} value={part} max={1} aria-label={t('media.uploading')} />;
}
