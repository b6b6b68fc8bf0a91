import { limits } from '@parley/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Filter, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAccount, useClient } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { Button } from '../ui/Button.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Note } from '../ui/Note.tsx';
import { Pane } from '../ui/Pane.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './FilterWordsPage.module.css';
import { wordProblem } from './filter-words-view-model.ts';
import { Section } from './Section.tsx';

const queryKey = ['filterWords'];

/** REQ-7: my own words, which sort a request into the filtered ones. */
export function FilterWordsPage() {
  const { t } = useTranslation();
  const client = useClient();
  const { settings } = useAccount();
  const list = useQuery({ queryKey, queryFn: () => client.call('filterWords.list', {}) });
  const words = list.data?.words;
  return (
    <Pane title={t('settings.filterWords')} backTo="/settings/privacy">
      <div className={styles.top}>
        <p className={styles.intro}>{t('settings.words.intro')}</p>
        {!settings.filterRequests && <Note tone="warn">{t('settings.words.off')}</Note>}
        {words && <AddWord words={words} />}
      </div>
      {list.isPending && <RowSkeletons count={3} />}
      {list.isError && (
        <EmptyState
          title={t('settings.words.failed')}
          action={<Button onClick={() => void list.refetch()}>{t('ui.retry')}</Button>}
        >
          {sentenceOf(list.error, t)}
        </EmptyState>
      )}
      {words?.length === 0 && (
        <EmptyState picture={<Filter size={40} />} title={t('settings.words.empty')}>
          {t('settings.words.emptyBody')}
        </EmptyState>
      )}
      {words && words.length > 0 && <Words words={words} />}
    </Pane>
  );
}

function AddWord({ words }: { words: readonly string[] }) {
  const { t } = useTranslation();
  const client = useClient();
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const add = useMutation({
    mutationFn: (word: string) => client.call('filterWords.add', { word }),
    onSuccess: (answer) => {
      queries.setQueryData(queryKey, answer);
      setTyped('');
      setTried(false);
    },
  });
  const problem = wordProblem(typed, words);
  const submit = () => {
    setTried(true);
    if (problem === undefined && typed.trim() !== '' && !add.isPending) add.mutate(typed.trim());
  };
  const problemWords = isTried && problem && t(`settings.words.${problem}`, { max: limits.filterWordLengthMax });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={t('settings.words.label')}
        value={typed}
        onChange={setTyped}
        error={problemWords || (add.isError ? sentenceOf(add.error, t) : undefined)}
        dir="auto"
        autoComplete="off"
      />
      <Button type="submit" variant="primary" isBusy={add.isPending} disabled={typed.trim() === ''}>
        {t('settings.words.add')}
      </Button>
    </form>
  );
}

function Words({ words }: { words: readonly string[] }) {
  const { t } = useTranslation();
  const client = useClient();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (word: string) => client.call('filterWords.remove', { word }),
    onSuccess: (answer, word) => {
      queries.setQueryData(queryKey, answer);
      toast(t('settings.words.removed', { word }));
    },
    onError: (error) => toast(sentenceOf(error, t)),
  });
  return (
    <Section title={t('settings.words.listed')}>
      <ul className={styles.words}>
        {words.map((word) => (
          <li key={word} className={styles.word}>
            <bdi>{word}</bdi>
            <IconButton
              label={t('settings.words.remove', { word })}
              disabled={remove.isPending && remove.variables === word}
              onClick={() => remove.mutate(word)}
            >
              <X size={20} />
            </IconButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
