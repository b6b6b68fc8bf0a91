import { CallError } from '@parley/sdk';
import type { TFunction } from 'i18next';

/** The sentence for a person about something that did not work. A bug of ours has no words of its own. */
export function sentenceOf(error: unknown, t: TFunction): string {
  if (!(error instanceof CallError)) return t('errors.unknown');
  return error.kind === 'offline' ? t('errors.offline') : error.refusal.sentence;
}

/** Whether the server said that there is nothing here, or nothing for me. */
export function isNotFound(error: unknown): boolean {
  return error instanceof CallError && error.kind === 'refused' && error.refusal.code === 'not_found';
}
