import type { ConversationHandle } from '@parley/sdk';
import { useTranslation } from 'react-i18next';
import { useAccount } from '../app/client-context.tsx';
import { copyText } from '../app/copy.ts';
import { clockTime, dayOf } from '../app/time.ts';
import { toast } from '../app/toasts.ts';
import { spoken } from '../media/index.ts';
import { type BubbleItem, copiedText, hasText } from '../messages/index.ts';
import { SelectBar } from './SelectBar.tsx';

/** How many one call hides (MSG-8). */
const hideMax = 100;

type Props = { handle: ConversationHandle; bubbles: readonly BubbleItem[]; peerName: string; onEnd: () => void };

/** What is done with the chosen messages. */
export function Selecting({ handle, bubbles, peerName, onEnd }: Props) {
  const { t } = useTranslation();
  const { person } = useAccount();
  const copy = async () => {
    const text = copiedText(bubbles, ({ isMine, atMs, content }) => ({
      name: isMine ? person.displayName : peerName,
      time: `${dayOf(atMs)}, ${clockTime(atMs)}`,
      words: spoken(content, t),
    }));
    await copyText(text, {
      done: t('selection.copied', { count: bubbles.length }),
      failed: t('messages.copyFailed'),
    });
    onEnd();
  };
  const hide = async () => {
    const seqs = bubbles.flatMap(({ seq }) => seq ?? []);
    for (let from = 0; from < seqs.length; from += hideMax) await handle.hide(seqs.slice(from, from + hideMax));
    toast(t('selection.hidden', { count: seqs.length }));
    onEnd();
  };
  const canCopy = bubbles.some(hasText);
  return <SelectBar count={bubbles.length} canCopy={canCopy} onCopy={() => void copy()} onHide={hide} onEnd={onEnd} />;
}
