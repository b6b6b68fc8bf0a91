import type { ContentInput } from '@parley/contract';
import { checkText, textRules } from '@parley/core';
import { type Refused, refuseText } from '../outcome.ts';

/** The text of a message as it may be stored (MSG-4), or why it may not. What holds something else needs no text. */
export function checkContent({ kind, text }: Pick<ContentInput, 'kind' | 'text'>): string | Refused {
  if (kind !== 'text' && text === '') return text;
  const checked = checkText(text, textRules.message);
  return checked.ok ? text : refuseText('content.text', checked.problem);
}
