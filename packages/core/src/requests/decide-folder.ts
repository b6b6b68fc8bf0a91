import type { FilterReason } from '@parley/contract';

/** What the folder of a request depends on: where the request stands, and what this message holds. */
export type FolderFacts = {
  /** The recipient declined, and has not brought it back. */
  isDeclined: boolean;
  /** The request stands among the filtered ones. */
  isFiltered: boolean;
  /** REQ-7: the recipient wants requests filtered. */
  wantsFilter: boolean;
  /** REQ-8: never filtered. */
  isFriend: boolean;
  filterReason: FilterReason | undefined;
};

/** Where a request's message goes. `withheld`: nobody but its sender is ever shown it (REQ-5). */
export type RequestFolder = 'requests' | 'filtered' | 'withheld';

/** Decides the folder of a message that admission sent to requests. The sender learns nothing of it. */
export function decideFolder(facts: FolderFacts): RequestFolder {
  if (facts.isDeclined) return 'withheld';
  if (!facts.wantsFilter || facts.isFriend) return 'requests';
  return facts.isFiltered || facts.filterReason ? 'filtered' : 'requests';
}
