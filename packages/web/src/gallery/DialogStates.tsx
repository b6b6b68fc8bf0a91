// What stands over a page, drawn in its place.
import type { ReactNode } from 'react';
import { KeyHelp } from '../app/KeyHelp.tsx';
import { BlockDialog, UnblockDialog } from '../blocks/index.ts';
import { ReportDialog } from '../requests/index.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { DialogInPlace } from '../ui/Dialog.tsx';
import { ada, asRequest, people } from './fixtures.ts';
import { Specimen } from './Specimen.tsx';

const nothing = () => undefined;
const never = () => new Promise<void>(nothing);
const asked = asRequest(ada, 'requests').id;

const confirm = (
  <ConfirmDialog title="Sure?" confirm="Yes" isDanger onConfirm={never} onClose={nothing}>
    <p>What happens then, in a sentence.</p>
  </ConfirmDialog>
);
const block = <BlockDialog person={ada} onClose={nothing} />;

const dialogs: [string, ReactNode][] = [
  ['confirm', confirm],
  ['keys', <KeyHelp key="keys" onClose={nothing} />],
  ['block', block],
  ['block, long name', <BlockDialog key="long" person={people.long} onClose={nothing} />],
  ['unblock', <UnblockDialog key="unblock" person={ada} onClose={nothing} />],
  ['report', <ReportDialog key="report" conversationId={asked} person={ada} onClose={nothing} />],
  ['block and report', <ReportDialog key="both" conversationId={asked} person={ada} isBlocking onClose={nothing} />],
  ['report a message', <ReportDialog key="one" conversationId={asked} person={ada} seq={1} onClose={nothing} />],
];

export function DialogStates() {
  return (
    <>
      {dialogs.map(([title, dialog]) => (
        <Specimen key={title} title={`dialog, ${title}`} isScreen>
          <DialogInPlace value>{dialog}</DialogInPlace>
        </Specimen>
      ))}
      <Specimen title="dialog, block, right to left" isScreen dir="rtl">
        <DialogInPlace value>{block}</DialogInPlace>
      </Specimen>
      <Specimen title="dialog, block, 200 % text" isScreen isLarge>
        <DialogInPlace value>{block}</DialogInPlace>
      </Specimen>
    </>
  );
}
