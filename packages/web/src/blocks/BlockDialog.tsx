import type { Person } from '@parley/contract';
import { useTranslation } from 'react-i18next';
import { toast } from '../app/toasts.ts';
import { usePersonVerb } from '../people/index.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import styles from './BlockDialog.module.css';

/** Asks before blocking, and says plainly what happens (BLK-1). */
export function BlockDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation();
  const block = usePersonVerb('blocks.block');
  const name = person.displayName;
  return (
    <ConfirmDialog
      title={t('blocks.title', { name })}
      confirm={t('blocks.block')}
      isDanger
      onConfirm={async () => {
        await block.mutateAsync(person.id);
        toast(t('blocks.done', { name }));
      }}
      onClose={onClose}
    >
      <ul className={styles.points}>
        <li>{t('blocks.noMessages', { name })}</li>
        <li>{t('blocks.noFollows')}</li>
        <li>{t('blocks.history')}</li>
        <li>{t('blocks.untold', { name })}</li>
      </ul>
    </ConfirmDialog>
  );
}

/** Lifts a block, after saying what does not come back. */
export function UnblockDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useTranslation();
  const unblock = usePersonVerb('blocks.unblock');
  const name = person.displayName || t('people.thisPerson');
  return (
    <ConfirmDialog
      title={t('blocks.unblockTitle', { name })}
      confirm={t('blocks.unblock')}
      onConfirm={() => unblock.mutateAsync(person.id)}
      onClose={onClose}
    >
      <p>{t('blocks.unblockBody')}</p>
    </ConfirmDialog>
  );
}
