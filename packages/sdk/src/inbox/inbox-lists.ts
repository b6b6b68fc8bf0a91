// The inbox and the lists beside it, each read page by page from the same rows.
import { InboxList, type InboxListDeps } from './inbox-list.ts';
import type { Inbox, InboxCheck, InboxFilter, InboxState, InboxView } from './inbox-types.ts';

type InboxListsDeps = InboxListDeps & { check(): Promise<InboxCheck> };

export class InboxLists implements Inbox {
  readonly #deps: InboxListsDeps;
  readonly #lists = new Map<string, InboxList>();
  readonly main: InboxList;

  constructor(deps: InboxListsDeps) {
    this.#deps = deps;
    this.main = this.#enter({});
  }

  get state(): InboxState {
    return this.main.state;
  }

  reload(): void {
    this.main.reload();
  }

  loadMore(): Promise<void> {
    return this.main.loadMore();
  }

  check(): Promise<InboxCheck> {
    return this.#deps.check();
  }

  list(filter: InboxFilter): InboxView {
    const list = this.#enter(filter);
    if (list !== this.main) list.loadOnce();
    return list;
  }

  /** Nothing that was read before can be trusted. */
  reloadAll(): void {
    for (const list of this.#lists.values()) list.reload();
  }

  /** Loads what is not loaded. */
  loadMissing(): void {
    for (const list of this.#lists.values()) list.loadMissing();
  }

  #enter({ folder = 'inbox', isUnreadOnly = false }: InboxFilter): InboxList {
    const key = `${folder} ${String(isUnreadOnly)}`;
    const list = this.#lists.get(key) ?? new InboxList(this.#deps, { folder, isUnreadOnly });
    this.#lists.set(key, list);
    return list;
  }
}
