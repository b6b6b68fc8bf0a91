// Whether a text may be stored (MSG-4). It is kept exactly as typed or refused with the name of its problem: never repaired.
import { limits } from '@parley/contract';
import { countGraphemes, hasLongGrapheme } from './graphemes.ts';

export type TextProblem = 'empty' | 'tooLong' | 'loneSurrogate' | 'controlCharacter' | 'tooManyMarks';

export type TextRule = {
  /** 1: something visible is required. */
  minGraphemes: 0 | 1;
  maxGraphemes: number;
  /** Of UTF-8: graphemes alone bound no storage. */
  maxBytes: number;
  allowNewlines: boolean;
  /** Right-to-left overrides and their kind. A message is isolated where it is shown; a name stands inside other text. */
  allowBidiControls: boolean;
};

export type TextCheck = { ok: true; text: string } | { ok: false; problem: TextProblem };

export const textRules = {
  message: {
    minGraphemes: 1,
    maxGraphemes: limits.messageGraphemesMax,
    maxBytes: limits.messageBytesMax,
    allowNewlines: true,
    allowBidiControls: true,
  },
  displayName: {
    minGraphemes: 1,
    maxGraphemes: limits.displayNameGraphemesMax,
    maxBytes: 1_000,
    allowNewlines: false,
    allowBidiControls: false,
  },
  bio: {
    minGraphemes: 0,
    maxGraphemes: limits.bioGraphemesMax,
    maxBytes: 4_000,
    allowNewlines: true,
    allowBidiControls: true,
  },
} as const satisfies Record<string, TextRule>;

const controlInLines = /[\p{Cc}--[\n\t]]/v;
const controlInLine = /[\p{Cc}\p{Zl}\p{Zp}]/v;
const bidiControl = /\p{Bidi_Control}/v;
/** Blank Braille and the like show nothing, though they are no white space. */
const visible = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/v;

export function checkText(text: string, rule: TextRule): TextCheck {
  const problem = findProblem(text, rule);
  return problem === undefined ? { ok: true, text } : { ok: false, problem };
}

function findProblem(text: string, rule: TextRule): TextProblem | undefined {
  // A code unit takes a byte or more: this bounds all that follows, whatever was sent.
  if (text.length > rule.maxBytes) return 'tooLong';
  if (!text.isWellFormed()) return 'loneSurrogate';
  if ((rule.allowNewlines ? controlInLines : controlInLine).test(text)) return 'controlCharacter';
  if (!rule.allowBidiControls && bidiControl.test(text)) return 'controlCharacter';
  if (rule.minGraphemes > 0 && !visible.test(text)) return 'empty';
  if (utf8Bytes(text) > rule.maxBytes) return 'tooLong';
  if (text.length > rule.maxGraphemes && countGraphemes(text, rule.maxGraphemes) > rule.maxGraphemes) return 'tooLong';
  return hasLongGrapheme(text) ? 'tooManyMarks' : undefined;
}

/** Of a well-formed text. Each half of a surrogate pair counts two of its four bytes. */
function utf8Bytes(text: string): number {
  let bytes = text.length;
  for (let offset = 0; offset < text.length; offset += 1) {
    const unit = text.charCodeAt(offset);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2;
  }
  return bytes;
}
