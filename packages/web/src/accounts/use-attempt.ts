import { useState } from 'react';

export type Attempt = {
  isBusy: boolean;
  error: unknown;
  run: (task: () => Promise<void>) => Promise<boolean>;
  forget: () => void;
};

/** Runs one thing at a time and keeps what went wrong, until the next try. `run` tells whether it worked. */
export function useAttempt(): Attempt {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = async (task: () => Promise<void>) => {
    if (isBusy) return false;
    setBusy(true);
    setError(undefined);
    try {
      await task();
      return true;
    } catch (caught) {
      setError(caught);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, error, run, forget: () => setError(undefined) };
}
