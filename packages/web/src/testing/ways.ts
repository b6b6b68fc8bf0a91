// In which ways a tour is made: on a phone and at a desk, written from the left and from the right.
import type { BrowserContext, Page } from 'playwright-core';
import { type AppInBrowser, desktop, enterAs, phone } from './app-in-browser.ts';
import { faults } from './axe.ts';
import { type Hands, touching, typing } from './hands.ts';
import { type Say, wordsOf } from './words.ts';

export type Way = {
  name: string;
  /** Part of the handles of its people. */
  tag: string;
  isPhone: boolean;
  language: 'en' | 'ar';
  scheme: 'light' | 'dark';
  isCalm: boolean;
  /** Whether axe looks at what is passed. */
  isLookedAt: boolean;
  /** Whether the app's files come from its worker. */
  hasWorker: boolean;
};

const allWays: Way[] = [
  {
    name: 'by touch, in English',
    tag: 'te',
    isPhone: true,
    language: 'en',
    scheme: 'dark',
    isCalm: false,
    isLookedAt: true,
    hasWorker: false,
  },
  {
    name: 'by touch, in Arabic',
    tag: 'ta',
    isPhone: true,
    language: 'ar',
    scheme: 'light',
    isCalm: true,
    isLookedAt: true,
    hasWorker: false,
  },
  {
    name: 'by keys, in English',
    tag: 'ke',
    isPhone: false,
    language: 'en',
    scheme: 'dark',
    isCalm: false,
    isLookedAt: true,
    hasWorker: false,
  },
  {
    name: 'by keys, in Arabic',
    tag: 'ka',
    isPhone: false,
    language: 'ar',
    scheme: 'light',
    isCalm: false,
    isLookedAt: false,
    hasWorker: true,
  },
];

/** Two ways in which everything differs, so that both have each size, language and scheme; which, depends on the tour. */
const halves = { turned: ['te', 'ka'], straight: ['ta', 'ke'] };

/** `PARLEY_WAYS=all` makes each tour in every way; otherwise in two, those of three tours together being all. */
export const waysOf = (half: keyof typeof halves): Way[] =>
  allWays.filter(({ tag }) => process.env['PARLEY_WAYS'] === 'all' || halves[half].includes(tag));

export type Tour = {
  page: Page;
  context: BrowserContext;
  say: Say;
  hands: Hands;
  /** What went wrong in the page, and what axe found where the tour looked. */
  problems: string[];
  look(): Promise<void>;
};

export async function begin(app: AppInBrowser, way: Way, token?: string): Promise<Tour> {
  const { page, context, problems } = await app.open({
    size: way.isPhone ? phone : desktop,
    scheme: way.scheme,
    isTouch: way.isPhone,
    isCalm: way.isCalm,
    languages: [way.language],
    isOpenToScripts: way.isLookedAt,
    hasWorker: way.hasWorker,
  });
  if (token) await enterAs(app, context, token);
  const hands = way.isPhone ? await touching(page, context) : typing(page);
  const look = async () => {
    if (way.isLookedAt) problems.push(...(await faults(page)));
  };
  return { page, context, say: wordsOf(way.language), hands, problems, look };
}
