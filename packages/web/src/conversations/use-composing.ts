// What the composer is doing besides writing a new message: answering one, or giving one of mine another text.
import type { ConversationHandle, ConversationState } from '@parley/sdk';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { type Quote, quoteFinder } from '../messages/index.ts';
import { lastToEdit } from './composing-view-model.ts';

type Ready = Extract<ConversationState, { status: 'ready' }>;
/** `quote` is what was known when it began: it counts while one reads where that message is not loaded. */
type Mode = { kind: 'reply' | 'edit'; seq: number; quote: Quote };

export type Composing = {
  mode: Mode | undefined;
  /** Puts the caret where one writes as well. */
  start(kind: Mode['kind'], seq: number): void;
  /** Edits my newest message; answers whether there is one. */
  editLast(): boolean;
  end(): void;
  /** Stays until the server has answered; what was written is kept where it says no. */
  saveEdit(text: string): void;
};

export function useComposing(handle: ConversationHandle, { conversation, messages, quoted }: Ready): Composing {
  const { t } = useTranslation();
  const me = useMe();
  const [wanted, setWanted] = useState<Mode>();
  const isSaving = useRef(false);
  const quoteOf = useMemo(() => quoteFinder({ messages, quoted, me }), [messages, me, quoted]);
  const latest = useRef(quoteOf);
  useEffect(() => {
    latest.current = quoteOf;
  });
  const found = wanted && quoteOf(wanted.seq);
  const quote = found?.kind === 'unknown' ? wanted?.quote : found;
  // What was taken away meanwhile can be neither edited nor answered.
  const mode = wanted && quote?.kind === 'text' ? { ...wanted, quote } : undefined;
  const start = useCallback((kind: Mode['kind'], seq: number) => {
    setWanted({ kind, seq, quote: latest.current(seq) });
    requestAnimationFrame(focusComposer);
  }, []);
  const end = useCallback(() => setWanted(undefined), []);
  return {
    mode,
    start,
    end,
    editLast: () => {
      const last = lastToEdit(messages, { me, conversation, nowMs: Date.now() });
      if (last) start('edit', last.seq);
      return last !== undefined;
    },
    saveEdit: (text) => {
      if (mode?.kind !== 'edit' || isSaving.current) return;
      if (text === mode.quote.text) return end();
      isSaving.current = true;
      const { seq } = mode;
      handle
        .edit(seq, text)
        .then(
          () => setWanted((now) => (now?.kind === 'edit' && now.seq === seq ? undefined : now)),
          (error: unknown) => toast(sentenceOf(error, t)),
        )
        .finally(() => {
          isSaving.current = false;
        });
    },
  };
}

export function focusComposer(): void {
  const composer = document.querySelector<HTMLTextAreaElement>('[data-composer]');
  composer?.focus();
  composer?.setSelectionRange(composer.value.length, composer.value.length);
}
