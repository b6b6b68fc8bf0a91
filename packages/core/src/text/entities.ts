// MSG-5: the one parser of mentions, links and emoji, for the server that marks them and for a client that shows them while
// somebody types. Entities are in order, never overlap and never cut a grapheme.
import { type EmojiEntity, findEmoji } from './emoji.ts';
import { graphemeBoundaries } from './graphemes.ts';
import { findLinks, type LinkEntity } from './links.ts';
import { findMentions, type MentionEntity } from './mentions.ts';

/** A mention is of a handle: whose it is, the server looks up. One emoji entity covers a whole run of them. */
export type ParsedEntity = MentionEntity | LinkEntity | EmojiEntity;

/** What comes after stays plain text: a message of nothing but links would weigh many times its text. */
export const entitiesMax = 100;

export function parseEntities(text: string): ParsedEntity[] {
  const found = [...findLinks(text, entitiesMax), ...findMentions(text), ...findEmoji(text)];
  found.sort((a, b) => a.start - b.start);
  const isBoundary = graphemeBoundaries(text);
  const entities: ParsedEntity[] = [];
  for (const entity of found) {
    if (entities.length === entitiesMax) break;
    // Whatever begins inside of a link is a part of its address.
    if (entity.start < (entities.at(-1)?.end ?? 0)) continue;
    if (isBoundary(entity.start) && isBoundary(entity.end)) entities.push(entity);
  }
  return entities;
}
