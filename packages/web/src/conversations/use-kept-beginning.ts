import type { Conversation } from '@parley/contract';
import type { ConversationHandle } from '@parley/sdk';
import { useCallback, useRef } from 'react';
import { useMe } from '../app/client-context.tsx';
import { keepDraft, readDraft } from './drafts.ts';

/**
 * For what is sent beside what one writes, at whatever time that is: sending forgets the draft, so what was begun is kept and saved again
 * (INB-4e).
 */
export function useKeptBeginning(handle: ConversationHandle, conversation: Conversation) {
  const me = useMe();
  const latest = useRef(conversation);
  latest.current = conversation;
  return useCallback(
    (send: () => void) => {
      const { id, draft } = latest.current;
      const begun = readDraft(me, { id, draft });
      if (begun !== '') keepDraft(me, id, { text: begun, atMs: Date.now(), before: draft?.savedAt });
      send();
      if (begun !== '') handle.saveDraft(begun);
    },
    [handle, me],
  );
}
