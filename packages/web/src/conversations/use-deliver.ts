import type { Conversation } from '@parley/contract';
import type { ConversationHandle } from '@parley/sdk';
import { useMemo, useRef } from 'react';
import { useMe } from '../app/client-context.tsx';
import { deliverTo } from '../media/index.ts';
import { keepDraft, readDraft } from './drafts.ts';

/**
 * Hands over what was being uploaded, at whatever time that is. Sending forgets the draft; what one began to write since is kept and
 * saved again (INB-4e).
 */
export function useDeliver(handle: ConversationHandle, conversation: Conversation) {
  const me = useMe();
  const latest = useRef(conversation);
  latest.current = conversation;
  return useMemo((): ReturnType<typeof deliverTo> => {
    const deliver = deliverTo(handle);
    return (letter, attachments) => {
      const { id, draft } = latest.current;
      const begun = readDraft(me, { id, draft });
      if (begun !== '') keepDraft(me, id, { text: begun, atMs: Date.now(), before: draft?.savedAt });
      deliver(letter, attachments);
      if (begun !== '') handle.saveDraft(begun);
    };
  }, [handle, me]);
}
