// Does what was chosen and says what became of it.
import type { Conversation } from '@parley/contract';
import type { Client } from '@parley/sdk';
import type { TFunction } from 'i18next';
import { sentenceOf } from '../app/errors.ts';
import { toast } from '../app/toasts.ts';
import type { Change } from '../arranging/index.ts';
import { arrange } from './arrange.ts';
import { type ArrangeAction, changeOf } from './arrange-actions.ts';

type Where = { client: Client; t: TFunction };

/** The rows react at once; a refusal puts them back and says why. */
export function runAction(where: Where, rows: readonly Conversation[], action: Exclude<ArrangeAction, 'mute'>): void {
  const { t } = where;
  run(where, rows, changeOf(action, rows));
  if (action === 'archive')
    toast(t('arranging.archived', { count: rows.length }), { label: t('ui.undo'), run: () => bringBack(where, rows) });
  if (action === 'unarchive') toast(t('arranging.unarchived', { count: rows.length }));
}

export function run({ client, t }: Where, rows: readonly Conversation[], change: Change): void {
  arrange(client, rows, change).catch((error: unknown) => toast(sentenceOf(error, t)));
}

/** Archiving took the pins (INB-4c): whoever undoes it has them again. */
function bringBack(where: Where, rows: readonly Conversation[]): void {
  run(where, rows, { isArchived: false });
  const pinned = rows.filter(({ pinnedAt }) => pinnedAt !== undefined);
  if (pinned.length > 0) run(where, pinned, { isPinned: true });
}
