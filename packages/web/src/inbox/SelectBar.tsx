import type { Conversation } from '@parley/contract';
import { Archive, ArchiveRestore, BellOff, ListChecks, MailOpen, Trash2, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../app/client-context.tsx';
import { MuteDialog, runAction } from '../deeds/index.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { DeleteDialog } from './DeleteDialog.tsx';
import styles from './SelectBar.module.css';

type Props = {
  rows: readonly Conversation[];
  isArchive: boolean;
  onAll: () => void;
  onClose: () => void;
};

/** Stands in the header's place while one chooses several: how many, and what to do with them. */
export function SelectBar({ rows, isArchive, onAll, onClose }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const [asked, setAsked] = useState<'mute' | 'delete'>();
  useCloseOnEscape(onClose, asked === undefined);
  const isNone = rows.length === 0;
  const act = (action: 'markRead' | 'archive' | 'unarchive') => {
    runAction({ client, t }, rows, action);
    onClose();
  };
  const turn = isArchive ? 'unarchive' : 'archive';
  return (
    <header className={styles.bar}>
      <IconButton label={t('ui.cancel')} onClick={onClose}>
        <X size={22} />
      </IconButton>
      <h1 className={styles.title} aria-live="polite">
        {t('inbox.selected', { count: rows.length })}
      </h1>
      <IconButton label={t('inbox.selectAll')} onClick={onAll}>
        <ListChecks size={22} />
      </IconButton>
      <IconButton label={t(`arranging.${turn}`)} disabled={isNone} onClick={() => act(turn)}>
        {isArchive ? <ArchiveRestore size={22} /> : <Archive size={22} />}
      </IconButton>
      <IconButton label={t('arranging.markRead')} disabled={isNone} onClick={() => act('markRead')}>
        <MailOpen size={22} />
      </IconButton>
      <IconButton label={t('arranging.mute')} disabled={isNone} onClick={() => setAsked('mute')}>
        <BellOff size={22} />
      </IconButton>
      <IconButton label={t('inbox.deleteManyAction')} disabled={isNone} onClick={() => setAsked('delete')}>
        <Trash2 size={22} />
      </IconButton>
      {asked === 'mute' && <MuteDialog rows={rows} onClose={() => setAsked(undefined)} onDone={onClose} />}
      {asked === 'delete' && <DeleteDialog rows={rows} onClose={() => setAsked(undefined)} onDone={onClose} />}
    </header>
  );
}

function useCloseOnEscape(onClose: () => void, isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return;
    const handle = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('[popover]:popover-open')) return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
    };
    window.addEventListener('keydown', handle, true);
    return () => window.removeEventListener('keydown', handle, true);
  }, [onClose, isOn]);
}
