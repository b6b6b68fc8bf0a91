import { expect, test } from 'vitest';
import { filterOf, inboxFilters, pathOfFilter } from './inbox-filter.ts';

test('INB-3i each list has an address, and an address elsewhere asks for none', () => {
  for (const filter of inboxFilters) {
    const [path = '', search = ''] = pathOfFilter(filter).split('?');
    expect(filterOf(path, search)).toBe(filter);
  }
  expect(filterOf('/c/x', 'filter=unread')).toBeUndefined();
  expect(filterOf('/', 'filter=other')).toBe('all');
});
