import type { Client } from '@parley/sdk';
import { useSyncExternalStore } from 'react';
import { useClient } from '../app/client-context.tsx';
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
  watch(client, desk);
  return desk;
}

/** Goes on with what was cut off when there is a connection, and has the browser ask before it throws away what is on its way. */
function watch(client: Client, desk: Desk): void {
  let wasLive = client.connection.status === 'live';
  client.subscribe(() => {
    const isLive = client.connection.status === 'live';
    if (isLive && !wasLive) desk.retryCutOff();
    wasLive = isLive;
  });
  window.addEventListener('beforeunload', (event) => {
    // Who has signed out has left it behind already.
    if (desk.isBusy && client.connection.status !== 'idle') event.preventDefault();
  });
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
