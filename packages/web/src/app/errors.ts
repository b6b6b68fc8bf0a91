import type { Refusal } from '@parley/contract';
import { CallError } from '@parley/sdk';
import type { TFunction } from 'i18next';

/** The sentence for a person about something that did not work. A bug of ours has no words of its own. */
export function sentenceOf(error: unknown, t: TFunction): string {
  if (!(error instanceof CallError)) return t('errors.unknown');
  return error.kind === 'offline' ? t('errors.offline') : refusalSentence(error.refusal, t);
}

/** The sentence of a refusal in the language in use: by its code, with what it is about. The server's own is the English one. */
export function refusalSentence({ code, sentence, field, details }: Refusal, t: TFunction): string {
  // The one field that may turn out wrong by itself: what was answered went away while the answer waited.
  if (field === 'replyToSeq') return t('errors.replyGone');
  return t(code, { ns: 'refusals', defaultValue: '', field, ...details }) || sentence;
}

/** Whether the server said that there is nothing here, or nothing for me. */
export function isNotFound(error: unknown): boolean {
  return error instanceof CallError && error.kind === 'refused' && error.refusal.code === 'not_found';
}
