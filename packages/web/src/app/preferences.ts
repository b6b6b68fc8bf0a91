// What somebody chose for this browser alone.
import { changeLanguage, type Language, languageOfDevice, toLanguage } from '../i18n/index.ts';
import { keep, readKept } from './storage.ts';

/** Whether Enter sends. Where there is no mouse there is a keyboard of glass, on which Enter better breaks the line. */
export function doesEnterSend(): boolean {
  const kept = readKept('enterSends');
  return kept === undefined ? matchMedia('(hover: hover)').matches : kept === 'yes';
}

export function chooseEnterSends(isOn: boolean): void {
  keep('enterSends', isOn ? 'yes' : 'no');
}

/** The language that was chosen; absent: the device's. /language.js reads the same before the first paint. */
export function readLanguage(): Language | undefined {
  return toLanguage(readKept('language'));
}

/** Keeps it, and shows it at once. */
export async function chooseLanguage(language: Language | undefined): Promise<void> {
  if (await changeLanguage(language ?? languageOfDevice())) keep('language', language);
}
