// How far inside the app we are is kept in each entry of the browser's history, so that it survives a reload.
import { useCallback } from 'react';
import { useLocation } from 'wouter';

let depth = 0;

/** To be called once, before the first page is shown. */
export function watchHistory(): void {
  depth = depthOfEntry() ?? 0;
  window.addEventListener('popstate', () => {
    depth = depthOfEntry() ?? 0;
  });
  window.addEventListener('pushState', () => {
    depth += 1;
    // The router patches the instance's method to hear of it; the prototype's tells nobody.
    History.prototype.replaceState.call(history, { ...stateOfEntry(), depth }, '');
  });
  window.addEventListener('replaceState', () => {
    History.prototype.replaceState.call(history, { ...stateOfEntry(), depth }, '');
  });
}

function stateOfEntry(): Record<string, unknown> {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null ? { ...state } : {};
}

function depthOfEntry(): number | undefined {
  const { depth: kept } = stateOfEntry();
  return typeof kept === 'number' ? kept : undefined;
}

/** Goes one page back, or to `fallback` when this was the first page of ours. */
export function useBack(fallback: string): () => void {
  const [, navigate] = useLocation();
  return useCallback(() => {
    if (depth > 0) history.back();
    else navigate(fallback, { replace: true });
  }, [fallback, navigate]);
}
