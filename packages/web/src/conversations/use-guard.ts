import { useCallback, useEffect, useRef } from 'react';

const pauseAfterFailureMs = 5_000;

/** Runs each named thing once at a time; one that failed is told, and not tried again for a while. */
export function useGuard(onError: (error: unknown) => void) {
  const running = useRef(new Set<string>());
  const report = useRef(onError);
  useEffect(() => {
    report.current = onError;
  });
  return useCallback((name: string, run: () => Promise<void>) => {
    if (running.current.has(name)) return;
    running.current.add(name);
    const end = () => running.current.delete(name);
    run().then(end, (error: unknown) => {
      report.current(error);
      setTimeout(end, pauseAfterFailureMs);
    });
  }, []);
}
