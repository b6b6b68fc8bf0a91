// NODE-2b: what the bus lost is noticed by comparing what sessions were told with what is stored.
import type { Bus, Gateway } from '@parley/realtime';
import type { Store } from '@parley/store';

/** In runs, of which there is one a second. */
const everyRuns = 15;
/** After a gap the others hear of a node's new place on the bus a moment later. */
const uneasyRuns = 5;
/** People of one statement. */
const peopleMax = 5_000;

type Deps = {
  store: Pick<Store, 'read'>;
  gateway: Pick<Gateway, 'revs' | 'tellRevs' | 'tellAll'>;
  bus: Pick<Bus, 'isWhole' | 'onGap'>;
  onFault(error: unknown): void;
};

/** To be run once a second. */
export function createInStep({ store, gateway, bus, onFault }: Deps): () => Promise<void> {
  let runs = 0;
  let uneasyUntil = 0;
  let hasGap = false;
  let telling: Promise<void> | undefined;
  bus.onGap(() => {
    hasGap = true;
  });

  /** Passing news has no revision: whoever may have missed some asks again for what is shown. One round at a time. */
  const tellNews = (): void => {
    telling = gateway
      .tellAll({ type: 'notice', notice: { type: 'account.changed' } })
      .catch(onFault)
      .finally(() => {
        telling = undefined;
      });
  };

  return async () => {
    runs += 1;
    if (hasGap && !telling) {
      hasGap = false;
      uneasyUntil = runs + uneasyRuns;
      tellNews();
    }
    if (bus.isWhole() && runs > uneasyUntil && runs % everyRuns !== 0) return;
    const all = [...gateway.revs()];
    for (let from = 0; from < all.length; from += peopleMax) {
      gateway.tellRevs(await store.read.inbox.aheadOf(new Map(all.slice(from, from + peopleMax))));
    }
  };
}
