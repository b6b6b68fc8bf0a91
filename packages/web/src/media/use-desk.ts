import type { Client } from '@parley/sdk';
import { useEffect, useSyncExternalStore } from 'react';
import { useClient, useConnection } from '../app/client-context.tsx';
import { Desk, type DeskView } from './desk.ts';
import { dropSource, keepSent } from './sources.ts';

const desks = new WeakMap<Client, Desk>();

function deskOf(client: Client): Desk {
  const known = desks.get(client);
  if (known) return known;
  const desk = new Desk({
    upload: (bytes, options) => client.media.upload(bytes, options),
    newId: () => crypto.randomUUID(),
    now: () => Date.now(),
    uploaded: ({ id }, attachment) => keepSent(id, attachment),
    dropped: ({ id }) => dropSource(id),
  });
  desks.set(client, desk);
  return desk;
}

export const useDesk = (): Desk => deskOf(useClient());

/** What is about to be sent in a conversation; an immutable snapshot. */
export function useDeskView(place: string): DeskView {
  const desk = useDesk();
  return useSyncExternalStore(desk.subscribe, () => desk.view(place));
}

/** How much of something has left, in steps that can be seen; undefined where it is not on its way. */
export function useProgress(id: string): number | undefined {
  const desk = useDesk();
  return useSyncExternalStore(desk.subscribe, () => {
    const part = desk.progress(id);
    return part === undefined ? undefined : Math.round(part * 50) / 50;
  });
}

/** Goes on with what was cut off when there is a connection, and has the browser ask before it throws away what is on its way. */
export function useDeskCare(): void {
  const desk = useDesk();
  const isLive = useConnection().status === 'live';
  useEffect(() => {
    if (isLive) desk.retryCutOff();
  }, [desk, isLive]);
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (desk.isBusy) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [desk]);
}
