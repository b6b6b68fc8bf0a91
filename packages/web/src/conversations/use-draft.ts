import type { Conversation } from '@parley/contract';
import type { ConversationHandle } from '@parley/sdk';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useMe } from '../app/client-context.tsx';
import { DraftDesk } from './draft-desk.ts';
import { dropKeptDraft, isSettled, keepDraft, keptDrafts, readDraft } from './drafts.ts';

/** The draft of one conversation: what the composer begins with, again under another `version` when another device wrote on. */
export function useDraft(handle: ConversationHandle, { id, draft }: Conversation) {
  const me = useMe();
  const [shown, setShown] = useState(() => ({ text: readDraft(me, { id, draft }), version: 0, wasFocused: true }));
  const begun = useRef({ text: shown.text, draft });
  const desk = useMemo(
    () =>
      new DraftDesk(
        {
          save: (text) => handle.saveDraft(text),
          keep: (text, atMs, before) => keepDraft(me, id, { text, atMs, before }),
          isKept: () => keptDrafts(me).has(id),
          show: (text) => setShown(({ version }) => ({ text, version: version + 1, wasFocused: isComposerFocused() })),
        },
        begun.current.text,
        begun.current.draft,
      ),
    [handle, me, id],
  );
  useEffect(() => {
    const kept = keptDrafts(me).get(id);
    if (kept && isSettled(kept, draft)) dropKeptDraft(me, id);
    desk.told(draft);
  }, [desk, draft, me, id]);
  useEffect(() => {
    const save = () => desk.saveNow();
    window.addEventListener('pagehide', save);
    return () => {
      window.removeEventListener('pagehide', save);
      desk.close();
    };
  }, [desk]);
  return { shown, desk };
}

/** A composer that is made anew takes the focus only if it had it. */
function isComposerFocused(): boolean {
  return document.activeElement?.matches('[data-composer]') ?? false;
}
