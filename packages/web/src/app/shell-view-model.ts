// Which panes a URL shows. On a phone one at a time; wider, the list stands beside.

export type Tab = 'inbox' | 'activity' | 'profile';

/** `list`: the inbox itself. `tab`: a top page, with the bar of tabs. `page`: something opened, with Back. */
export type ShellView = { kind: 'list' | 'tab' | 'page'; tab: Tab | undefined };

export function shellViewOf(path: string): ShellView {
  if (path === '/' || path === '/archived') return { kind: 'list', tab: 'inbox' };
  if (path === '/activity') return { kind: 'tab', tab: 'activity' };
  if (path === '/me') return { kind: 'tab', tab: 'profile' };
  if (path.startsWith('/settings') || path.startsWith('/me/')) return { kind: 'page', tab: 'profile' };
  if (path.startsWith('/c/') || path === '/new' || path.startsWith('/requests')) return { kind: 'page', tab: 'inbox' };
  return { kind: 'page', tab: undefined };
}

/** The conversation that a path is about. */
export function conversationIdOf(path: string): string | undefined {
  return /^\/c\/([^/]+)/.exec(path)?.[1];
}

/** The conversation `step` further down the list than the one that is open; the first one when none is. */
export function nextConversation(ids: readonly string[], openId: string | undefined, step: 1 | -1): string | undefined {
  const at = openId === undefined ? -1 : ids.indexOf(openId);
  if (at < 0) return ids[0];
  return ids[Math.min(Math.max(at + step, 0), ids.length - 1)];
}
