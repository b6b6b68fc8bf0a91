import { type ConversationId, limits, type Person, type ReportCategory, reportCategories } from '@parley/contract';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { usePersonVerb } from '../people/index.ts';
import { Button } from '../ui/Button.tsx';
import { Choices } from '../ui/Choices.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Note } from '../ui/Note.tsx';
import styles from './ReportDialog.module.css';
import { nameOf } from './request-view-model.ts';

type Props = {
  conversationId: ConversationId;
  person: Person;
  /** The message that is meant; left out, the person. */
  seq?: number | undefined;
  isBlocking?: boolean;
  onClose: () => void;
};

/** REP-1: what is wrong, and words to it. */
export function ReportDialog({ person, seq, isBlocking = false, onClose, conversationId }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [category, setCategory] = useState<ReportCategory>();
  const [words, setWords] = useState('');
  const name = nameOf(person, t);
  const report = useReport({ conversationId, person, seq, isBlocking }, onClose);
  const title = isBlocking ? t('reports.blockTitle', { name }) : t('reports.title', { name });
  return (
    <Dialog
      title={seq === undefined ? title : t('reports.messageTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
          <Button
            variant="danger"
            isBusy={report.isBusy}
            disabled={category === undefined}
            onClick={() => category && void report.send(category, words)}
          >
            {isBlocking ? t('reports.submitBlock') : t('reports.submit')}
          </Button>
        </>
      }
    >
      <p>{t('reports.intro', { name })}</p>
      {isBlocking && <p>{t('reports.blocks', { name })}</p>}
      <div className={styles.choices}>
        <Choices
          legend={t('reports.category')}
          choices={reportCategories.map((value) => ({ value, label: t(`reports.categories.${value}`) }))}
          value={category}
          onChange={setCategory}
        />
      </div>
      <label className={styles.label} htmlFor={id}>
        {t('reports.words')}
      </label>
      <textarea
        id={id}
        className={styles.words}
        rows={2}
        dir="auto"
        maxLength={limits.reportWordsMax}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p className={styles.note}>{t('reports.kept')}</p>
      {report.error !== undefined && <Note tone="bad">{sentenceOf(report.error, t)}</Note>}
    </Dialog>
  );
}

type What = Required<Pick<Props, 'conversationId' | 'person' | 'isBlocking'>> & { seq: number | undefined };

function useReport({ conversationId, person, seq, isBlocking }: What, onDone: () => void) {
  const { t } = useTranslation();
  const client = useClient();
  const block = usePersonVerb('blocks.block');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const send = async (category: ReportCategory, words: string) => {
    setBusy(true);
    setError(undefined);
    try {
      // First the report: what is reported is still there to be kept.
      await client.call('reports.create', {
        conversationId,
        category,
        ...(seq === undefined ? {} : { seq }),
        ...(words.trim() === '' ? {} : { words: words.trim() }),
      });
      if (isBlocking) await block.mutateAsync(person.id);
      toast(isBlocking ? t('reports.doneBlocked', { name: nameOf(person, t) }) : t('reports.done'));
      onDone();
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  };
  return { isBusy, error, send };
}
