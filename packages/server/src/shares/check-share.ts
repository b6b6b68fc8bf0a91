// A card says what its sender says, and leads where the operator trusts to lead. Nothing of it is ever fetched from here.
import { limits, type Refusal, refusalOf, type ShareInput } from '@parley/contract';
import { checkText, textRules } from '@parley/core';
import type { StoredShare } from '@parley/store';
import { refuseField, refuseText } from '../outcome.ts';

const rules = {
  title: { ...textRules.displayName, maxGraphemes: limits.shareTitleGraphemesMax, maxBytes: 4_000 },
  authorName: { ...textRules.displayName, maxGraphemes: limits.shareAuthorGraphemesMax },
} as const;

/** A share as it may be stored, or why it may not. */
export function checkShare(
  { url, title, authorName }: ShareInput,
  origins: readonly string[],
): { share: StoredShare } | { refusal: Refusal } {
  if (origins.length === 0) return { refusal: refusalOf('sharing_not_set_up') };
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (!address || address.username !== '' || address.password !== '' || !origins.includes(address.origin)) {
    return { refusal: refuseField('content.url', 'is no address of a site whose videos are shared here').refusal };
  }
  if (address.href.length > limits.shareUrlLengthMax)
    return { refusal: refuseField('content.url', 'is too long').refusal };
  for (const [field, text] of Object.entries({ title, authorName })) {
    const checked = text === undefined ? undefined : checkText(text, rules[field as keyof typeof rules]);
    if (checked && !checked.ok) return { refusal: refuseText(`content.${field}`, checked.problem).refusal };
  }
  return { share: { url: address.href, title, ...(authorName === undefined ? {} : { authorName }) } };
}
