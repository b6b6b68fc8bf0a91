import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type Limits,
  parseLimits,
  parseShareOrigins,
  parseTrustedProxies,
  type RunningServer,
  type ServerConfig,
  seedDemoWorld,
  startServer,
} from '@parley/server';
import { Command } from 'commander';
import { openDatabase } from './database.ts';
import { watchedAs } from './from-environment.ts';

type Options = { port?: string; host: string; data: string; publicUrl?: string; demo: boolean };

const defaultPort = 3000;
/** How many ports after the default are tried when nobody asked for a certain one. */
const portTriesMax = 20;

export const startCommand = (): Command =>
  new Command('start')
    .description('Starts Parley: the database, the server and the web app.')
    .option('--port <number>', 'where to listen (default: 3000, or the next free one)', process.env.PORT)
    .option('--host <address>', 'which addresses to listen on', process.env.HOST ?? '127.0.0.1')
    .option(
      '--data <folder>',
      'where the embedded database and what people upload live',
      process.env.PARLEY_DATA ?? 'data',
    )
    .option('--public-url <url>', 'where people reach this server', process.env.PARLEY_PUBLIC_URL)
    .option('--no-demo', 'do not fill an empty database with the demo world')
    .action(start);

async function start(options: Options): Promise<void> {
  const isProduction = process.env.NODE_ENV === 'production';
  const hasDemo = options.demo && !isProduction;
  const watched = watchedAs(process.env);
  const database = await openDatabase(resolve(options.data));
  const nats = natsOf(process.env);
  const drainMs = drainMsOf(process.env.PARLEY_DRAIN_SECONDS, nats);
  const server = await listen(options, {
    address: database.address,
    ...nats,
    ...trustedProxiesOf(process.env.PARLEY_TRUSTED_PROXIES),
    host: options.host,
    mediaDir: join(resolve(options.data), 'media'),
    ...stickersDirOf(process.env.PARLEY_STICKERS),
    ...shareOriginsOf(process.env.PARLEY_SHARE_ORIGINS),
    hasDemo,
    ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
    ...limitsOf(process.env.PARLEY_LIMITS),
    ...watched,
    ...webDirOf(),
  });
  if (hasDemo) await seedDemoWorld(server.store, { now: () => Date.now() });
  console.log(`Parley is ready at ${server.url}`);
  const reason = await stopRequested();
  if (reason === 'SIGTERM') await server.drain(drainMs);
  await server.close();
  await database.close();
}

const trustedProxiesOf = (list: string | undefined): { trustedProxies?: string[] } =>
  list ? { trustedProxies: parseTrustedProxies(list) } : {};

const stickersDirOf = (folder: string | undefined): { stickersDir?: string } =>
  folder === undefined ? {} : { stickersDir: resolve(folder) };

const shareOriginsOf = (list: string | undefined): { shareOrigins?: string[] } =>
  list === undefined ? {} : { shareOrigins: parseShareOrigins(list) };

const limitsOf = (json: string | undefined): { limits?: Partial<Limits> } =>
  json === undefined ? {} : { limits: parseLimits(json) };

/** Where other nodes go on, sockets are sent to them over so long; alone there is nothing to wait for. */
const drainSeconds = { among: 10, alone: 0 } as const;

function natsOf({ NATS_URL: url, NATS_PREFIX: prefix }: NodeJS.ProcessEnv): Pick<ServerConfig, 'nats'> {
  if (!url) return {};
  if (prefix !== undefined && !/^[\w-]{1,64}$/.test(prefix)) {
    throw new Error('NATS_PREFIX may hold letters, digits, _ and -, at most 64');
  }
  return { nats: prefix === undefined ? { url } : { url, prefix } };
}

function drainMsOf(text: string | undefined, { nats }: Pick<ServerConfig, 'nats'>): number {
  const seconds = text === undefined ? drainSeconds[nats ? 'among' : 'alone'] : Number(text);
  if (!(seconds >= 0 && seconds <= 3_600)) throw new Error('PARLEY_DRAIN_SECONDS is not a number from 0 to 3600');
  return seconds * 1_000;
}

function webDirOf(): { webDir?: string } {
  const webDir = fileURLToPath(new URL('../../../web/dist', import.meta.url));
  return existsSync(webDir) ? { webDir } : {};
}

/** Listens on the port that was asked for, or on the first free one from the default on. */
async function listen(options: Options, config: Omit<ServerConfig, 'port'>): Promise<RunningServer> {
  if (options.port !== undefined) return startServer(sharingItsOwn({ ...config, port: Number(options.port) }));
  for (let port = defaultPort; ; port += 1) {
    try {
      return await startServer(sharingItsOwn({ ...config, port }));
    } catch (error) {
      const isTaken = (error as { code?: unknown }).code === 'EADDRINUSE';
      if (!isTaken || port >= defaultPort + portTriesMax) throw error;
    }
  }
}

/** In the demo world one may pass on what is on this very server, so that there is something to try. */
function sharingItsOwn(config: ServerConfig): ServerConfig {
  const { hasDemo, shareOrigins, publicUrl = `http://localhost:${config.port}` } = config;
  return hasDemo && shareOrigins === undefined ? { ...config, shareOrigins: [new URL(publicUrl).origin] } : config;
}

/** A supervisor that ends all our processes at once reaches us twice: itself, and by the one that started us. */
const sameWishMs = 1_000;

/** Settles at the first polite request to stop, with what it was. Whoever asks again ends us at once. */
function stopRequested(): Promise<NodeJS.Signals | 'disconnect'> {
  return new Promise((resolve) => {
    let firstAtMs: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (firstAtMs !== undefined && performance.now() - firstAtMs > sameWishMs)
          process.exit(128 + constants.signals[signal]);
        firstAtMs ??= performance.now();
        resolve(signal);
      });
    }
    // Started by the bootstrap with a channel: when that closes, whoever started us is gone.
    process.once('disconnect', () => resolve('disconnect'));
  });
}
