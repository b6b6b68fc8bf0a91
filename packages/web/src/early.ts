// What the first page waits for is asked while the rest of the app is still on its way. This file is small, needs none of the rest, and is
// a script of its own on the page (early-plugin.ts).
import { readKept } from './app/storage.ts';
import { fetchFirstWords } from './i18n/first-words.ts';
import { languageInUse } from './i18n/languages.ts';

type Answer = { status: number; text: string };

/** As long as the SDK waits for any answer. */
const answerWaitMs = 10_000;

// Their files then come from the browser's memory.
void fetchFirstWords(languageInUse()).catch(ignoreForNow);

let account = readKept('account') === undefined && location.pathname !== '/gallery' ? askWhoIsHere() : undefined;
account?.catch(ignoreForNow);

/** The answer to the first question of a browser that knows nobody yet; once, and undefined where nothing was asked. */
export function takeEarlyAccount(): Promise<Answer> | undefined {
  const taken = account;
  account = undefined;
  return taken;
}

async function askWhoIsHere(): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(answerWaitMs);
  const response = await fetch('/v1/accounts.me', { method: 'POST', body: '{}', headers, signal });
  return { status: response.status, text: await response.text() };
}

/** Whoever takes it is told what went wrong. */
function ignoreForNow(): void {}
