// What may be sent, and what stands in the composer's place where nothing may be.
import { limits, type Refusal } from '@parley/contract';

const segmenter = new Intl.Segmenter();
const encoder = new TextEncoder();

/** How a text stands to the limit (MSG-4). `remaining` is told once it comes near; below zero the text is too long. */
export type TextCheck = { canSend: boolean; remaining?: number };

const tellFrom = 200;

export function checkText(text: string): TextCheck {
  if (text.trim() === '') return { canSend: false };
  // A text of fewer units than the limit cannot have more graphemes than it: counting is only for the long ones.
  if (text.length < limits.messageGraphemesMax - tellFrom) return { canSend: true };
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  const remaining = limits.messageGraphemesMax - count;
  const fits = remaining >= 0 && encoder.encode(text).length <= limits.messageBytesMax;
  return {
    canSend: fits,
    ...(remaining < tellFrom || !fits ? { remaining: Math.min(remaining, fits ? remaining : -1) } : {}),
  };
}

/** The one thing that could change a refusal, as the button beside it. */
export type Remedy = 'follow' | 'turn_messages_on' | 'help';

/** Whether I have done my part, which is to follow, and it is for the other to follow back. */
export function isWaitingForFollow({ code, remedy }: Refusal): boolean {
  return code === 'only_friends' && remedy !== 'follow';
}

export function remedyOf(refusal: Refusal): Remedy | undefined {
  if (refusal.remedy === 'follow' || refusal.remedy === 'turn_messages_on') return refusal.remedy;
  return refusal.code === 'too_young' ? 'help' : undefined;
}
