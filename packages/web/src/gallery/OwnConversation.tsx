import { useId } from 'react';
import { ConversationPage } from '../conversations/index.ts';

/** A conversation of its own: where one was in another is nothing to it. */
export function OwnConversation() {
  return <ConversationPage id={useId()} />;
}
