// Which of my conversations the list shows. The choice stands in the address, and stays while one moves about.

export const inboxFilters = ['all', 'unread', 'archived'] as const;
export type InboxFilterName = (typeof inboxFilters)[number];

/** The filter that an address asks for; undefined where it shows something else than a list. */
export function filterOf(path: string, search: string): InboxFilterName | undefined {
  if (path === '/archived') return 'archived';
  if (path !== '/') return undefined;
  return new URLSearchParams(search).get('filter') === 'unread' ? 'unread' : 'all';
}

export function pathOfFilter(filter: InboxFilterName): string {
  return { all: '/', unread: '/?filter=unread', archived: '/archived' }[filter];
}

/** What a filter asks of the list (INB-3i). */
export function shownBy(filter: InboxFilterName): { folder: 'inbox' | 'archived'; isUnreadOnly: boolean } {
  return { folder: filter === 'archived' ? 'archived' : 'inbox', isUnreadOnly: filter === 'unread' };
}
