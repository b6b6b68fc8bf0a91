// What stands beside where one writes: attaching, the tray, a voice note, and the question before what one may regret.
import type { Conversation } from '@parley/contract';
import { Suspense, useCallback, useState } from 'react';
import {
  AttachButton,
  canRecord,
  type Nudge,
  NudgeDialog,
  nudgeOf,
  RecordBar,
  Tray,
  useRecorder,
  VoiceButton,
} from '../media/index.ts';
import type { ComposerExtras } from './Composer.tsx';
import { hasKeyboardOfGlass } from './Picking.tsx';
import { focusComposer } from './use-composing.ts';
import type { Sending } from './use-sending.ts';

type Asked = { kind: Nudge; send: () => void };

export function useExtras({ peer }: Conversation, { attaching, sendVoice, sendSticker }: Sending) {
  const [asked, setAsked] = useState<Asked>();
  const { tray, canSend, reason, pick, remove, retry, sendAsFile } = attaching;
  const recorder = useRecorder(sendVoice);
  const close = useCallback(() => setAsked(undefined), []);
  const mayAttach = reason === undefined;
  const isRecording = recorder.state.status !== 'off';
  const pickThenWrite = (files: File[], as: 'media' | 'file') => {
    pick(files, as);
    // Words, or Enter, come next; on a phone the keyboard would cover what was chosen.
    if (!hasKeyboardOfGlass()) requestAnimationFrame(focusComposer);
  };
  const parts: ComposerExtras = {
    attach: mayAttach && <AttachButton onPick={pickThenWrite} />,
    tray: tray.length > 0 && (
      <Suspense fallback={null}>
        <Tray parcels={tray} onRemove={remove} onRetry={retry} onAsFile={sendAsFile} />
      </Suspense>
    ),
    hasLoad: canSend,
    voice: mayAttach && canRecord() && tray.length === 0 && <VoiceButton recorder={recorder} />,
    instead: isRecording && (
      <Suspense fallback={null}>
        <RecordBar recorder={recorder} />
      </Suspense>
    ),
    onSticker: mayAttach ? sendSticker : undefined,
    onFiles: (files) => pick(files, 'media'),
    asks: (text, send) => {
      const kind = nudgeOf(text);
      if (kind) setAsked({ kind, send });
      return kind !== undefined;
    },
  };
  const dialog = asked && (
    <Suspense fallback={null}>
      <NudgeDialog kind={asked.kind} person={peer} onSend={asked.send} onClose={close} />
    </Suspense>
  );
  return { parts, dialog };
}
