import { toast } from './toasts.ts';

/** Puts a text on the clipboard and says so; says so too where the browser does not allow it. */
export async function copyText(text: string, words: { done: string; failed: string }): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(words.done);
  } catch {
    // Not allowed, or no secure connection: the person can still mark the text and copy it by hand.
    toast(words.failed);
  }
}
