// The built app on a real server, in a real browser. PARLEY_CHROMIUM names the browser's program; without it these tests are skipped.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startWorld, type World } from '@parley/testkit';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject, onTestFinished } from 'vitest';
import { calmAfterMs } from '../app/calm.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The built app, shared by all files of a run. */
    webDir: string;
  }
}

/** The browser's program; absent where there is none. */
export const chromiumPath = process.env['PARLEY_CHROMIUM'];

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 800 };

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // A microphone that beeps, and that everybody is allowed.
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

export type OpenOptions = {
  /** For tools that bring their own scripts into the page. */
  isOpenToScripts?: boolean;
  size?: { width: number; height: number };
  scheme?: 'light' | 'dark';
  isTouch?: boolean;
  /** Whether motion is reduced; default: it is, which no test waits for. */
  isCalm?: boolean;
  /** What the browser asks for, first the most wanted. */
  languages?: string[];
  /**
   * Whether the app may keep its files by a worker, which comes with the page and not some seconds later: to fetch them all costs as much as
   * half of a test. Default: as in browsers that have none.
   */
  hasWorker?: boolean;
};

export type AppInBrowser = {
  world: World;
  /** The files that are served: a copy of one's own, so that a test may change them. */
  webDir: string;
  /** A window of its own until the test ends, with its own cookies; what goes wrong in its page is kept in `problems`. */
  open(options?: OpenOptions): Promise<{ page: Page; context: BrowserContext; problems: string[] }>;
  close(): Promise<void>;
};

/** In the page: what is put off until the page is calm comes at once. */
function hurry(putOffByMs: number): void {
  const later = window.setTimeout;
  const sooner = (run: TimerHandler, ms?: number, ...values: unknown[]) =>
    later(run, ms === putOffByMs ? 0 : ms, ...values);
  Object.assign(window, { setTimeout: sooner });
}

/** In the page. */
function forgetWorkers(): void {
  Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
}

let running: Promise<Browser> | undefined;

/** One for all files of a process, which ends it: to start one takes as long as a page. */
function findRunning(): Promise<Browser> {
  running ??= chromium.launch({ executablePath: chromiumPath ?? '', args: quiet });
  return running;
}

export async function startAppInBrowser(): Promise<AppInBrowser> {
  const webDir = mkdtempSync(join(tmpdir(), 'parley-web-'));
  cpSync(inject('webDir'), webDir, { recursive: true });
  const world = await startWorld({ webDir, shareOrigins: ['https://videos.example'] });
  const browser = await findRunning();
  return {
    world,
    webDir,
    open: async ({ size = phone, scheme = 'light', isTouch = false, isOpenToScripts = false, ...more } = {}) => {
      const context = await browser.newContext({
        baseURL: world.url,
        viewport: size,
        colorScheme: scheme,
        hasTouch: isTouch,
        isMobile: isTouch,
        reducedMotion: more.isCalm === false ? 'no-preference' : 'reduce',
        bypassCSP: isOpenToScripts,
      });
      onTestFinished(() => context.close());
      await (more.hasWorker ? context.addInitScript(hurry, calmAfterMs) : context.addInitScript(forgetWorkers));
      if (more.languages) {
        await context.addInitScript((wanted) => {
          Object.defineProperty(navigator, 'languages', { value: wanted });
        }, more.languages);
      }
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        // The browser reports every refusal of the server as an error of its own; those are the app's everyday.
        const isRefusal = message.text().startsWith('Failed to load resource: the server responded with a status of 4');
        if (message.type() === 'error' && !isRefusal) problems.push(message.text());
      });
      return { page, context, problems };
    },
    close: async () => {
      await world.close();
      rmSync(webDir, { recursive: true, force: true });
    },
  };
}

/** Signs somebody of the toy world in, by their token as the cookie. */
export async function enterAs(app: AppInBrowser, context: BrowserContext, token: string): Promise<void> {
  await context.addCookies([{ name: 'parley_session', value: token, url: app.world.url, httpOnly: true }]);
}
