import { limits } from '@parley/contract';
import { CallError } from '@parley/sdk';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAttempt } from '../accounts/index.ts';
import { useAccount, useClient, useSetAccount } from '../app/client-context.tsx';
import { refusalSentence, sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { useBack } from '../app/use-back.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { Note } from '../ui/Note.tsx';
import { Pane } from '../ui/Pane.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './EditProfilePage.module.css';

const segmenter = new Intl.Segmenter();

/** My name and what I say about myself. */
export function EditProfilePage() {
  const { t } = useTranslation();
  const client = useClient();
  const account = useAccount();
  const setAccount = useSetAccount();
  const queries = useQueryClient();
  const back = useBack('/me');
  const attempt = useAttempt();
  const [displayName, setDisplayName] = useState(account.person.displayName);
  const [bio, setBio] = useState(account.bio);
  const left = limits.bioGraphemesMax - [...segmenter.segment(bio)].length;
  const refusal = attempt.error instanceof CallError ? attempt.error.refusal : undefined;
  const save = async () => {
    const isDone = await attempt.run(async () => {
      setAccount(await client.call('accounts.updateProfile', { displayName: displayName.trim(), bio: bio.trim() }));
    });
    if (!isDone) return;
    void queries.invalidateQueries({ queryKey: ['people'] });
    toast(t('people.saved'));
    back();
  };
  return (
    <Pane title={t('people.edit')} backTo="/me">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Avatar person={{ ...account.person, displayName }} size="huge" />
        <TextField
          label={t('signUp.displayName')}
          value={displayName}
          onChange={setDisplayName}
          error={refusal?.field === 'displayName' ? refusalSentence(refusal, t) : undefined}
          dir="auto"
          autoComplete="name"
        />
        <BioField value={bio} left={left} onChange={setBio} />
        {refusal?.field !== 'displayName' && attempt.error !== undefined && (
          <Note tone="bad">{sentenceOf(attempt.error, t)}</Note>
        )}
        <Button
          type="submit"
          variant="primary"
          isWide
          isBusy={attempt.isBusy}
          disabled={displayName.trim() === '' || left < 0}
        >
          {t('ui.save')}
        </Button>
      </form>
    </Pane>
  );
}

function BioField({ value, left, onChange }: { value: string; left: number; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {t('people.bio')}
      </label>
      <textarea
        id={id}
        className={styles.bio}
        rows={4}
        dir="auto"
        value={value}
        aria-describedby={`${id}-left`}
        onChange={(event) => onChange(event.target.value)}
      />
      <span id={`${id}-left`} className={left < 0 ? styles.over : styles.left}>
        {t('people.bioLeft', { count: left })}
      </span>
    </div>
  );
}
