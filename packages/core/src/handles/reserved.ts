// Handles that nobody may take: names of staff and of the system, words that addresses of the app use, and words that
// programs mistake for a value.
import { foldHandle } from './fold-handle.ts';

const staff = `parley admin administrator staff team support help helpdesk moderator moderators mod mods official owner
  operator security safety trust abuse legal privacy press billing payments verified verify`;
const system = `system root server bot api www web app mail email webmaster postmaster hostmaster noreply notifications
  notices status test`;
const routes = `me you settings account accounts profile login logout signin signout signup register recover inbox requests
  filtered activity search new messages conversations groups gallery explore home about terms contact download docs blog`;
const groups = `all here everyone everybody channel nobody anonymous unknown deleted`;
const values = `null undefined nan true false none nil void`;

const reserved = new Set([staff, system, routes, groups, values].flatMap((list) => list.split(/\s+/)));

/** Dots and underscores do not make it another name: "ad.min". Any handle with "parley" as a word of its own counts too. */
export function isReservedHandle(handle: string): boolean {
  const parts = foldHandle(handle).split(/[._]+/);
  return reserved.has(parts.join('')) || parts.includes('parley');
}
