// What pressing or swiping a message does, for bubbles wherever they are drawn; nothing where nobody says.
import { createContext, useContext } from 'react';
import type { BubbleItem } from './timeline-view-model.ts';

export type MessageDeeds = {
  /** Leads to the message that another one answers. */
  onQuote?: ((seq: number) => void) | undefined;
  /** Begins an answer; absent where one cannot write. */
  onReply?: ((bubble: BubbleItem) => void) | undefined;
  /** Shows the photos and videos of a message, from one on. */
  onOpenMedia?: ((bubble: BubbleItem, index: number) => void) | undefined;
};

const Deeds = createContext<MessageDeeds>({});

export const MessageDeedsProvider = Deeds.Provider;
export const useMessageDeeds = (): MessageDeeds => useContext(Deeds);
