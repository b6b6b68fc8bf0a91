import { type ComponentType, createElement, lazy, useState } from 'react';
import { loadLaterWords } from '../i18n/index.ts';
import { patiently } from './patiently.ts';

/** A part of the app that comes when it is first asked for, with the means to read what it shows, and its words. */
export function lazyPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await bring(load) }));
}

/**
 * The same for what is surely asked for soon: what `fetch` has brought by then is drawn in the same frame. (A lazy part, also one
 * that is there, shows its fallback first, and React lets that stand for a while.)
 */
export function soonPart<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let ready: ComponentType<Props> | undefined;
  const bringOnce = async () => {
    ready ??= await bring(load);
    return ready;
  };
  const Later = lazy(async () => ({ default: await bringOnce() }));
  function Part(props: Props) {
    const [Now] = useState(() => ready ?? Later);
    return createElement(Now as ComponentType<Props>, props);
  }
  // What cannot be had now is asked for again when it is needed, and what is wrong is told then.
  return { Part, fetch: () => void bringOnce().catch(() => undefined) };
}

const firstBrought = Promise.withResolvers<void>();
/** Settles when the first part that may read with queries is asked for. */
export const partsAreAsked: Promise<void> = firstBrought.promise;

async function bring<Props extends object>(load: () => Promise<ComponentType<Props>>): Promise<ComponentType<Props>> {
  firstBrought.resolve();
  const all = () => Promise.all([import('./queries.tsx'), load(), loadLaterWords()]);
  const [{ withQueries }, Part] = await patiently(all);
  return withQueries(Part);
}
