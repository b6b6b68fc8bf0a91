import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { whenThere } from '../ui/when-there.ts';
import { useClient } from './client-context.tsx';
import { listPath } from './list-path.ts';
import { conversationIdOf, nextConversation, shellViewOf } from './shell-view-model.ts';

/** The keys of the whole app. While one writes, letters are letters. */
export function useShortcuts(openHelp: () => void): void {
  const client = useClient();
  const [path, navigate] = useLocation();
  const latest = useRef({ path, openHelp });
  useEffect(() => {
    latest.current = { path, openHelp };
  });
  useEffect(() => {
    const goBy = (step: 1 | -1) => {
      const { state } = client.inbox;
      const ids = state.status === 'ready' ? state.conversations.map(({ id }) => id) : [];
      const next = nextConversation(ids, conversationIdOf(latest.current.path), step);
      if (next !== undefined) navigate(`/c/${next}`);
    };
    const handle = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
        event.preventDefault();
        goBy(event.key === 'ArrowDown' ? 1 : -1);
        return;
      }
      if (event.key === 'Escape') {
        leave(latest.current.path, navigate);
        return;
      }
      if (isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const keys: Record<string, () => void> = {
        '/': () => focusSearch(latest.current.path, navigate),
        n: () => navigate('/new'),
        '?': () => latest.current.openHelp(),
      };
      const run = keys[event.key];
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, [client, navigate]);
}

/** Escape closes what is open, from the inside out, and gives the focus back to the row it was opened from. */
function leave(path: string, navigate: (to: string, options?: { replace?: boolean }) => void): void {
  if (path === '/' || path === '/archived') return;
  const openId = conversationIdOf(path);
  if (openId !== undefined && path.endsWith('/details')) {
    navigate(`/c/${openId}`, { replace: true });
    return;
  }
  navigate(listPath());
  // What is typed next is not meant for what goes away.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  if (openId === undefined) return;
  whenThere(
    () => document.querySelector<HTMLElement>(`[data-inbox-list] a[href="/c/${openId}"]`),
    (row) => document.activeElement === document.body && row.focus(),
  );
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

function focusSearch(path: string, navigate: (to: string) => void): void {
  const find = () => document.querySelector<HTMLElement>('[data-search]');
  const focus = (field: HTMLElement) => {
    field.focus();
    // As a press does: it opens.
    field.click();
  };
  const isListHidden = matchMedia('(width < 720px)').matches && shellViewOf(path).kind !== 'list';
  // At once where it is there: what is typed next belongs to it, however busy the page is.
  const field = find();
  if (!isListHidden && field) return focus(field);
  navigate('/');
  whenThere(find, focus);
}
