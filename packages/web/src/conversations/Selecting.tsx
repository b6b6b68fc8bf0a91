import type { ConversationHandle } from '@parley/sdk';
import { useTranslation } from 'react-i18next';
import { useAccount } from '../app/client-context.tsx';
import { copyText } from '../app/copy.ts';
import { clockTime, dayOf } from '../app/time.ts';
import { toast } from '../app/toasts.ts';
import { type BubbleItem, copiedText } from '../messages/index.ts';
import { SelectBar } from './SelectBar.tsx';

/** How many one call hides (MSG-8). */
const hideMax = 100;

type Props = { handle: ConversationHandle; bubbles: readonly BubbleItem[]; peerName: string; onEnd: () => void };

/** What is done with the chosen messages. */
export function Selecting({ handle, bubbles, peerName, onEnd }: Props) {
  const { t } = useTranslation();
  const { person } = useAccount();
  const copy = async () => {
    const text = copiedText(bubbles, ({ isMine, atMs }) => ({
      name: isMine ? person.displayName : peerName,
      time: `${dayOf(atMs)}, ${clockTime(atMs)}`,
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
  return <SelectBar count={bubbles.length} onCopy={() => void copy()} onHide={hide} onEnd={onEnd} />;
}
