// What stands over a page, drawn in its place.
import { directConversationId } from '@parley/contract';
import type { ReactNode } from 'react';
import { KeyHelp } from '../app/KeyHelp.tsx';
import { BlockDialog, UnblockDialog } from '../blocks/index.ts';
import { ConversationDialogs } from '../conversations/index.ts';
import { MuteDialog } from '../deeds/index.ts';
import { ArchiveOlderDialog, DeleteDialog } from '../inbox/index.ts';
import { ReportDialog } from '../requests/index.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { InPlace } from '../ui/in-place.ts';
import { fakeClient } from './fake-client.ts';
import { ada, asRequest, conversation, me, people } from './fixtures.ts';
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

const rows = [conversation(ada)];
const many = [...rows, conversation(people.long)];
const handle = fakeClient({}).conversation({ userId: ada.id });
const asks = (['clear', 'delete', 'close'] as const).map((asked): [string, ReactNode] => [
  `${asked} a conversation`,
  <ConversationDialogs
    key={asked}
    asked={asked}
    id={directConversationId(me.id, ada.id)}
    handle={handle}
    peer={ada}
    onClose={nothing}
  />,
]);
dialogs.push(
  ['archive older', <ArchiveOlderDialog key="older" onClose={nothing} />],
  ['mute', <MuteDialog key="mute" rows={rows} onClose={nothing} />],
  ['mute several', <MuteDialog key="mutes" rows={many} onClose={nothing} />],
  ['delete several', <DeleteDialog key="delete" rows={many} onClose={nothing} />],
  ...asks,
);

export function DialogStates() {
  return (
    <>
      {dialogs.map(([title, dialog]) => (
        <Specimen key={title} title={`dialog, ${title}`} isScreen>
          <InPlace value>{dialog}</InPlace>
        </Specimen>
      ))}
      <Specimen title="dialog, block, right to left" isScreen dir="rtl">
        <InPlace value>{block}</InPlace>
      </Specimen>
      <Specimen title="dialog, block, 200 % text" isScreen isLarge>
        <InPlace value>{block}</InPlace>
      </Specimen>
    </>
  );
}
