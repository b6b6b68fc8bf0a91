import type { Conversation } from '@parley/contract';
import type { ConversationHandle } from '@parley/sdk';
import { useRef, useState } from 'react';
import { doesEnterSend } from '../app/preferences.ts';
import { heldKind } from '../media/index.ts';
import { Composer } from './Composer.tsx';
import { ComposerStrip } from './ComposerStrip.tsx';
import type { Composing } from './use-composing.ts';
import { useDraft } from './use-draft.ts';
import { useExtras } from './use-extras.tsx';
import type { Sending } from './use-sending.ts';

export type Drafted = {
  handle: ConversationHandle;
  conversation: Conversation;
  composing: Composing;
  sending: Sending;
};

/**
 * The composer with my draft, which follows what another device of mine wrote on (INB-4). While a message is edited its text stands there
 * instead; what was begun before comes back after it (MSG-6c).
 */
export function DraftedComposer({ handle, conversation, composing, sending }: Drafted) {
  const { shown, desk } = useDraft(handle, conversation);
  const begun = useRef({ version: shown.version, text: shown.text });
  if (begun.current.version !== shown.version) begun.current = { version: shown.version, text: shown.text };
  const { mode, end } = composing;
  const extras = useExtras(conversation, sending);
  const name = conversation.peer.displayName;
  const strip = mode && <ComposerStrip kind={mode.kind} quote={mode.quote} peerName={name} onClose={end} />;
  // Asking the browser what it can do makes it lay out the page: once is enough.
  const [entersSend] = useState(doesEnterSend);
  const common = { name, strip, doesEnterSend: entersSend, onLeave: mode && end };
  if (mode?.kind === 'edit') {
    return (
      <Composer
        key={`edit-${mode.seq}`}
        {...common}
        draft={mode.quote.text}
        keepsText
        mayBeEmpty={mode.quote.content !== undefined && heldKind(mode.quote.content) !== undefined}
        onDraft={nothing}
        onTyping={nothing}
        onSend={composing.saveEdit}
      />
    );
  }
  const keep = (text: string) => {
    begun.current.text = text;
    desk.typed(text);
  };
  const send = (text: string) => {
    // First: what is handed over looks whether something was begun since.
    begun.current.text = '';
    desk.sent();
    sending.send(text);
  };
  return (
    <>
      <Composer
        key={shown.version}
        {...common}
        extras={extras.parts}
        draft={begun.current.text}
        hasFocus={shown.wasFocused}
        onUp={composing.editLast}
        onDraft={keep}
        onTyping={() => handle.startTyping()}
        onSend={send}
      />
      {extras.dialog}
    </>
  );
}

const nothing = () => undefined;
