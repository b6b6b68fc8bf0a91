import { Bell, Info, Plus, TriangleAlert } from 'lucide-react';
import { Broken } from '../app/Boundary.tsx';
import { KeyHelp } from '../app/KeyHelp.tsx';
import { Avatar } from '../ui/Avatar.tsx';
import { Button } from '../ui/Button.tsx';
import { Choices } from '../ui/Choices.tsx';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Mark } from '../ui/Mark.tsx';
import { MenuButton } from '../ui/MenuButton.tsx';
import { Name } from '../ui/Name.tsx';
import { Note } from '../ui/Note.tsx';
import { BubbleSkeletons, ProfileSkeleton, RowSkeletons } from '../ui/Skeleton.tsx';
import { Switch } from '../ui/Switch.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './BasicStates.module.css';
import { people } from './fixtures.ts';
import { Opens } from './Opens.tsx';
import { Specimen } from './Specimen.tsx';

const nothing = () => undefined;
const sizes = ['tiny', 'small', 'medium', 'large', 'huge'] as const;
const tokens = [
  'surface-0',
  'surface-1',
  'surface-2',
  'surface-3',
  'accent',
  'bubble-mine',
  'bubble-theirs',
  'good',
  'warn',
  'bad',
];

/** What is looked at. */
export function PictureStates() {
  return (
    <>
      <Specimen title="mark">
        <div className={styles.row}>
          <Mark size={24} />
          <Mark size={48} />
          <Mark size={96} isAwake />
        </div>
      </Specimen>
      <Specimen title="colours">
        <div className={styles.row}>
          {tokens.map((token) => (
            <span key={token} className={styles.swatch}>
              <span className={styles.colour} style={{ background: `var(--${token})` }} />
              {token}
            </span>
          ))}
        </div>
      </Specimen>
      <Specimen title="avatars">
        <div className={styles.row}>
          {sizes.map((size) => (
            <Avatar key={size} person={people.ada} size={size} isActive={size !== 'tiny'} />
          ))}
          {Object.values(people).map((person) => (
            <Avatar key={person.id} person={person} />
          ))}
        </div>
      </Specimen>
      <Specimen title="names">
        <div className={styles.column}>
          {Object.values(people).map((person) => (
            <Name key={person.id} person={person} />
          ))}
        </div>
      </Specimen>
    </>
  );
}

/** What is pressed and filled in. */
export function ControlStates() {
  return (
    <>
      <Specimen title="buttons">
        <div className={styles.row}>
          <Button variant="primary">Primary</Button>
          <Button>Quiet</Button>
          <Button variant="plain">Plain</Button>
          <Button variant="danger">Danger</Button>
          <Button variant="primary" isBusy>
            Busy
          </Button>
          <Button variant="primary" disabled>
            Disabled
          </Button>
          <Button icon={<Plus size={18} />}>With icon</Button>
          <IconButton label="Icon">
            <Bell size={22} />
          </IconButton>
          <IconButton label="Filled" isFilled>
            <Bell size={22} />
          </IconButton>
          <Button variant="primary" isWide>
            Wide, with words that may well run over more than a single line
          </Button>
        </div>
      </Specimen>
      <Specimen title="fields">
        <div className={styles.column}>
          <TextField label="Plain" value="" onChange={nothing} placeholder="Placeholder" />
          <TextField label="With hint" value="nele" prefix="@" onChange={nothing} hint="How people find you." />
          <TextField label="With error" value="n" onChange={nothing} error="A little longer: at least 2 characters." />
          <TextField label="Password" type="password" value="secret thing" onChange={nothing} />
        </div>
      </Specimen>
      <Specimen title="choices and switches">
        <Choices
          legend="Choice"
          value="a"
          onChange={nothing}
          choices={[
            { value: 'a', label: 'Chosen', hint: 'What it means.' },
            { value: 'b', label: 'Not chosen', hint: 'What it means, in a sentence that is long enough to wrap.' },
          ]}
        />
        <Switch label="On" hint="What it does." isOn onChange={nothing} />
        <Switch label="Off" isOn={false} onChange={nothing} />
        <Switch label="Disabled" isOn={false} isDisabled onChange={nothing} />
      </Specimen>
    </>
  );
}

/** What stands between, and what opens. */
export function SurfaceStates() {
  return (
    <>
      <Specimen title="notes">
        <div className={styles.column}>
          <Note icon={<Info size={18} />}>Plain words.</Note>
          <Note tone="warn" icon={<TriangleAlert size={18} />}>
            Words of caution.
          </Note>
          <Note tone="bad" action={<Button>Try again</Button>}>
            Something did not work, and here is what it was.
          </Note>
        </div>
      </Specimen>
      <Specimen title="empty state">
        <EmptyState
          picture={<Mark size={64} isAwake />}
          title="Nothing here yet"
          action={<Button variant="primary">Do it</Button>}
        >
          A sentence that invites.
        </EmptyState>
      </Specimen>
      <Specimen title="broken page">
        <Broken />
      </Specimen>
      <Specimen title="skeletons">
        <RowSkeletons count={2} />
        <BubbleSkeletons />
        <ProfileSkeleton />
      </Specimen>
      <Specimen title="what opens">
        <div className={styles.row}>
          <MenuButton
            label="Menu"
            items={[
              { id: 'a', label: 'One', icon: <Info size={18} />, onChoose: nothing },
              { id: 'b', label: 'Dangerous', icon: <TriangleAlert size={18} />, isDanger: true, onChoose: nothing },
            ]}
          />
          <Opens label="Dialog">
            {(close) => (
              <ConfirmDialog
                title="Sure?"
                confirm="Yes"
                isDanger
                onConfirm={() => Promise.reject(new Error('gallery'))}
                onClose={close}
              >
                <p>Confirming here always fails, to show how that looks.</p>
              </ConfirmDialog>
            )}
          </Opens>
          <Opens label="Keys">{(close) => <KeyHelp onClose={close} />}</Opens>
        </div>
      </Specimen>
    </>
  );
}
