import type { ContentInput } from '@parley/contract';
import { checkText, textRules } from '@parley/core';
import { type Refused, refuseText } from '../outcome.ts';

/** The text of a message as it may be stored (MSG-4), or why it may not. */
export function checkContent({ text }: ContentInput): string | Refused {
  const checked = checkText(text, textRules.message);
  return checked.ok ? text : refuseText('content.text', checked.problem);
}
