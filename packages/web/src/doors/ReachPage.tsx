import type { Door } from '@parley/contract';
import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useAccount } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { dayOf } from '../app/time.ts';
import { toast } from '../app/toasts.ts';
import { PersonLine, useTryOut } from '../people/index.ts';
import { Button } from '../ui/Button.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { Note } from '../ui/Note.tsx';
import { Pane } from '../ui/Pane.tsx';
import { RowSkeletons } from '../ui/Skeleton.tsx';
import { type DoorKind, doorKinds, outcomeOfKind, reasonOf } from './doors-view-model.ts';
import styles from './ReachPage.module.css';
import { type DoorList, useCloseDoor, useDoorLists } from './use-doors.ts';

/** ADM-4, ADM-7: every open door, why it is open, since when, and the way to close it. */
export function ReachPage() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { settings, ageBand } = useAccount();
  const [asked, setAsked] = useState<Door>();
  if (ageBand === 'under16') {
    return (
      <Pane title={t('doors.title')} backTo="/settings">
        <div className={styles.top}>
          <Note>{t('doors.because.me_under_age')}</Note>
        </div>
      </Pane>
    );
  }
  return (
    <Pane title={t('doors.title')} backTo="/settings">
      <div className={styles.top}>
        <p className={styles.intro}>{t('doors.intro')}</p>
        {settings.messagesFrom === 'no_one' && (
          <Note
            tone="warn"
            action={<Button onClick={() => navigate('/settings/privacy')}>{t('doors.offAction')}</Button>}
          >
            {t('doors.off')}
          </Note>
        )}
      </div>
      <DoorLists onClose={setAsked} />
      <div className={styles.why}>
        <Button variant="plain" onClick={() => navigate('/settings/reach/why')}>
          {t('doors.why')}
        </Button>
      </div>
      {asked && <CloseDialog door={asked} onClose={() => setAsked(undefined)} />}
    </Pane>
  );
}

/** One note says what went wrong, however many lists it kept away. */
function DoorLists({ onClose }: Pick<DoorsProps, 'onClose'>) {
  const { t } = useTranslation();
  const { lists, error, retry } = useDoorLists();
  const there = doorKinds.filter((kind) => !lists[kind].isLoadingError);
  return (
    <>
      {error && (
        <div className={styles.note}>
          <Note tone="bad" action={<Button onClick={retry}>{t('ui.retry')}</Button>}>
            {t('doors.failed')}. {sentenceOf(error, t)}
          </Note>
        </div>
      )}
      {there.map((kind) => (
        <Doors key={kind} kind={kind} list={lists[kind]} onClose={onClose} />
      ))}
    </>
  );
}

type DoorsProps = { kind: DoorKind; list: DoorList; onClose: (door: Door) => void };

function Doors({ kind, list, onClose }: DoorsProps) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const { settings } = useAccount();
  const outcome = outcomeOfKind(useTryOut(settings).data, kind);
  const isAsleep = settings.messagesFrom !== 'no_one' && list.doors.length > 0;
  return (
    <section className={styles.kind} aria-label={t(`doors.kind.${kind}`)}>
      <header className={styles.head}>
        <h2 className={styles.title}>{t(`doors.kind.${kind}`)}</h2>
        {kind === 'contact' && (
          <Button icon={<UserRoundPlus size={18} />} onClick={() => navigate('/settings/reach/add')}>
            {t('doors.add')}
          </Button>
        )}
      </header>
      {isAsleep && outcome !== undefined && outcome !== 'inbox' && (
        <p className={styles.asleep}>{t(`doors.asleep.${outcome}`)}</p>
      )}
      {list.isPending && <RowSkeletons count={2} />}
      {list.isSuccess && list.doors.length === 0 && <p className={styles.empty}>{t(`doors.empty.${kind}`)}</p>}
      <ul>
        {list.doors.map((door) => (
          <li key={door.person.id}>
            <DoorLine door={door} onClose={onClose} />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="plain" isBusy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('ui.more')}
        </Button>
      )}
    </section>
  );
}

function DoorLine({ door, onClose }: { door: Door; onClose: (door: Door) => void }) {
  const { t } = useTranslation();
  const { person, since } = door;
  // A date stays in one piece.
  const day = dayOf(since).replaceAll(' ', '\u00a0');
  const reason = reasonOf(door);
  return (
    <PersonLine
      person={person}
      href={`/u/${encodeURIComponent(person.handle)}`}
      note={reason ? t('doors.becauseSince', { day, reason: t(`doors.reason.${reason}`) }) : t('doors.since', { day })}
    >
      <Button aria-label={t('doors.closeLabel', { name: person.displayName })} onClick={() => onClose(door)}>
        {t('doors.close')}
      </Button>
    </PersonLine>
  );
}

function CloseDialog({ door, onClose }: { door: Door; onClose: () => void }) {
  const { t } = useTranslation();
  const close = useCloseDoor();
  const { kind, person } = door;
  const name = person.displayName;
  return (
    <ConfirmDialog
      title={t(`doors.closeTitle.${kind}`, { name })}
      confirm={t(`doors.closeAction.${kind}`)}
      isDanger={kind === 'friend'}
      onConfirm={async () => {
        const { outcome } = await close.mutateAsync(door);
        toast(t(`doors.after.${outcome}`, { name }));
      }}
      onClose={onClose}
    >
      <p>{t(`doors.closeBody.${kind}`, { name })}</p>
    </ConfirmDialog>
  );
}
