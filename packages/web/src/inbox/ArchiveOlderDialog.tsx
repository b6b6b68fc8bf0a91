import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../app/client-context.tsx';
import { toast } from '../app/toasts.ts';
import { Choices } from '../ui/Choices.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';

const ages = ['days30', 'days90', 'year'] as const;
const daysOf = { days30: 30, days90: 90, year: 365 };
const dayMs = 24 * 3_600_000;

/** INB-4d: clears the list of what has been quiet for long. */
export function ArchiveOlderDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useClient();
  const [age, setAge] = useState<(typeof ages)[number]>('days90');
  const confirm = async () => {
    const before = new Date(Date.now() - daysOf[age] * dayMs).toISOString();
    const { archivedCount } = await client.call('inbox.archiveOlder', { before });
    toast(t('inbox.olderArchived', { count: archivedCount }));
  };
  return (
    <ConfirmDialog title={t('inbox.olderTitle')} confirm={t('arranging.archive')} onConfirm={confirm} onClose={onClose}>
      <p>{t('inbox.olderBody')}</p>
      <Choices
        legend={t('inbox.olderThan')}
        choices={ages.map((value) => ({ value, label: t(`inbox.olderAges.${value}`) }))}
        value={age}
        onChange={setAge}
      />
    </ConfirmDialog>
  );
}
