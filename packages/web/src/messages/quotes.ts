// What a reply answers, as it can be shown: looked up each time, never kept with the reply (MSG-4a).
import type { Content, Message, UserId } from '@parley/contract';

/** `gone`: I cannot see it; `unknown`: it is on its way. Only `text` has words, and what it holds besides. */
export type Quote = {
  seq: number;
  kind: 'text' | 'unsent' | 'gone' | 'unknown';
  isMine: boolean;
  text: string;
  content?: Content;
};

type Known = {
  messages: readonly Message[];
  quoted: ReadonlyMap<number, Message | null>;
  me: UserId;
};

/** Finds what is answered among what is loaded. The log is looked through only where there is a reply. */
export function quoteFinder({ messages, quoted, me }: Known): (seq: number) => Quote {
  let bySeq: ReadonlyMap<number, Message> | undefined;
  return (seq) => {
    bySeq ??= new Map(messages.map((message) => [message.seq, message]));
    const found = bySeq.get(seq) ?? quoted.get(seq);
    if (found === undefined) return { seq, kind: 'unknown', isMine: false, text: '' };
    if (found === null) return { seq, kind: 'gone', isMine: false, text: '' };
    const isMine = found.senderId === me;
    if (found.unsentAt !== undefined) return { seq, kind: 'unsent', isMine, text: '' };
    return { seq, kind: 'text', isMine, text: found.content.text, content: found.content };
  };
}
