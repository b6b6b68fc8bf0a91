// Lists of people: which ids, then everything about them in bulk, then who may be seen, then their views.
import type { PersonWithRelation, UserId } from '@parley/contract';
import type { Readers } from '@parley/store';
import { isVisible, toPersonView, toRelationView } from './person-view.ts';

/** Views of the people that the viewer may see, in the order of `ids`. */
export async function showPeople(
  read: Readers,
  viewerId: UserId,
  ids: readonly UserId[],
): Promise<PersonWithRelation[]> {
  const found = await read.people.forViewer(viewerId, ids);
  return ids.flatMap((id) => {
    const person = found.get(id);
    if (!person || !isVisible(person)) return [];
    return [{ person: toPersonView(id, person), relation: toRelationView(person.standing) }];
  });
}

/** A page's place as an opaque string, and back; a string that we did not make is the first page. */
export const encodeCursor = (parts: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

export function decodeCursor(cursor: string | undefined): unknown[] {
  if (cursor === undefined) return [];
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
