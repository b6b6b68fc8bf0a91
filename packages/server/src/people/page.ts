// Lists of people: which ids, then everything about them in bulk, then who may be seen, then their views.
import { type PersonWithRelation, type UserId, userId as userIdSchema } from '@parley/contract';
import type { GraphCursor, Readers } from '@parley/store';
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

/** Years of more digits are written in a way that PostgreSQL does not read. */
const year10000Ms = 253_402_300_800_000;

export function toGraphCursor(cursor: string | undefined): GraphCursor | undefined {
  const [atMs, id] = decodeCursor(cursor);
  const parsed = userIdSchema.safeParse(id);
  const isInstant = typeof atMs === 'number' && atMs >= 0 && atMs < year10000Ms;
  return isInstant && parsed.success ? { atMs, id: parsed.data } : undefined;
}
