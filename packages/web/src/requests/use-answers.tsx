import type { Conversation } from '@parley/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ban, Flag, ShieldAlert } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useClient } from '../app/client-context.tsx';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import { BlockDialog } from '../blocks/index.ts';
import type { MenuItem } from '../ui/Menu.tsx';
import { ReportDialog } from './parts.ts';
import { nameOf } from './request-view-model.ts';

type Verb = 'requests.accept' | 'requests.decline' | 'requests.undoDecline';
type Asked = 'block' | 'report' | 'blockAndReport';

/** All that can be answered to a request: at once (with a way back from declining), or after a question. */
export function useAnswers({ id, peer }: Pick<Conversation, 'id' | 'peer'>) {
  const { t } = useTranslation();
  const client = useClient();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<Asked>();
  const name = nameOf(peer, t);
  const answer = useMutation({
    mutationFn: (verb: Verb) => client.call(verb, { conversationId: id }),
    onError: (error) => toast(sentenceOf(error, t)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['requests'] }),
  });
  // Called by hand, not by the mutation: from the toast it runs after this card is gone.
  const bringBack = async () => {
    try {
      await client.call('requests.undoDecline', { conversationId: id });
      toast(t('requests.broughtBack'));
    } catch (error) {
      toast(sentenceOf(error, t));
    }
    await queries.invalidateQueries({ queryKey: ['requests'] });
  };
  const accept = () =>
    answer.mutateAsync('requests.accept').then(
      () => {
        toast(t('requests.accepted', { name }));
        return true;
      },
      // It was told by the mutation.
      () => false,
    );
  const decline = () =>
    answer.mutateAsync('requests.decline').then(
      () => toast(t('requests.declinedDone'), { label: t('ui.undo'), run: () => void bringBack() }),
      () => undefined,
    );
  const choose = (what: Asked) => () => setAsked(what);
  const menu: MenuItem[] = [
    { id: 'block', label: t('requests.block'), icon: <Ban size={18} />, isDanger: true, onChoose: choose('block') },
    { id: 'report', label: t('requests.report'), icon: <Flag size={18} />, isDanger: true, onChoose: choose('report') },
    {
      id: 'blockAndReport',
      label: t('requests.blockAndReport'),
      icon: <ShieldAlert size={18} />,
      isDanger: true,
      onChoose: choose('blockAndReport'),
    },
  ];
  const close = () => setAsked(undefined);
  const dialog = (
    <Suspense fallback={null}>
      {asked === 'block' && <BlockDialog person={peer} onClose={close} />}
      {(asked === 'report' || asked === 'blockAndReport') && (
        <ReportDialog conversationId={id} person={peer} isBlocking={asked === 'blockAndReport'} onClose={close} />
      )}
    </Suspense>
  );
  return { accept, decline, bringBack, menu, dialog, running: answer.isPending ? answer.variables : undefined };
}
