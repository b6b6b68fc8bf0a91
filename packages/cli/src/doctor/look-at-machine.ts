// The machine that a server would run on: Node.js, disk, descriptors, files, and the message bus where one is named.
import { constants, existsSync } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { openFilesMax, watchedAs } from '../start/index.ts';
import { type Finding, fail, fine, sentenceOf, warn } from './finding.ts';

export type Env = Readonly<Record<string, string | undefined>>;

export function lookAtNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const says = `Node.js ${version}`;
  if (major < 22 || (major === 22 && minor < 18))
    return fail(
      'node',
      `${says} cannot run TypeScript as it is`,
      'Start by "npm start" or "npx parley", which bring Node.js 24, or install 24.',
    );
  return major === 24
    ? fine('node', says)
    : warn('node', `${says}; Parley is developed and tested on 24`, 'Use Node.js 24.');
}

const gigabyte = 1024 ** 3;
const roomMin = 256 * 1024 ** 2;
const roomWanted = 5 * gigabyte;

/** What is free on a disk; below the least the server says that it is not ready. */
export function judgeRoom(freeBytes: number): Finding {
  const says = `${(freeBytes / gigabyte).toFixed(1)} GB are free`;
  const remedy = 'Make room, or name a folder on a larger disk by --data or PARLEY_DATA.';
  if (freeBytes < roomMin) return fail('disk', `${says}: the server would say that it is not ready`, remedy);
  return freeBytes < roomWanted ? warn('disk', `${says}: that fills up soon`, remedy) : fine('disk', says);
}

export async function lookAtFolder(dataDir: string): Promise<Finding[]> {
  let nearest = dataDir;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  const remedy = 'Name another folder by --data or PARLEY_DATA, or change its owner.';
  try {
    if (!(await stat(nearest)).isDirectory()) return [fail('data', `${nearest} is a file`, remedy)];
    await access(nearest, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    return [fail('data', `${nearest} cannot be written: ${sentenceOf(error)}`, remedy)];
  }
  const { bavail, bsize } = await statfs(nearest);
  const says = nearest === dataDir ? `${dataDir} can be written` : `${dataDir} will be made at the first start`;
  return [fine('data', says), judgeRoom(bavail * bsize)];
}

const filesWanted = 4_096;

export function lookAtFiles(files = openFilesMax()): Finding {
  if (files === undefined) return fine('files', 'no bound on open files');
  const says = `${files} open files, so about ${Math.max(0, files - 256)} people connected at once`;
  if (files >= filesWanted) return fine('files', says);
  return warn(
    'files',
    says,
    'Raise it where the server is started: "ulimit -n 65536", or LimitNOFILE=65536 in its unit.',
  );
}

export function lookAtWeb(webDir: string): Finding {
  if (existsSync(webDir)) return fine('web', 'the web app is built');
  return warn('web', 'the web app is not built: there is the API alone', 'Start by "npm start", which builds it.');
}

/** What the start would refuse, and what is unsafe in production. */
export function lookAtSettings(env: Env): Finding[] {
  try {
    watchedAs(env);
  } catch (error) {
    return [fail('settings', sentenceOf(error), 'Correct the variable; the server does not start with it.')];
  }
  if (env.NODE_ENV === 'production' && !env.PARLEY_PUBLIC_URL?.startsWith('https:'))
    return [
      warn(
        'settings',
        'people reach this server without TLS, as far as it knows: cookies are not bound to it',
        'Set PARLEY_PUBLIC_URL to the https address that people use.',
      ),
    ];
  return [fine('settings', 'what the environment says can be used')];
}

/** Each server of the bus greets whoever connects; nobody is told who we are. */
export async function lookAtBus(urls: string | undefined): Promise<Finding[]> {
  if (!urls) return [fine('nats', 'NATS_URL is not set: this is the only node')];
  const remedy = 'Start the NATS server, or correct NATS_URL (nats://host:4222, several with commas between).';
  return Promise.all(
    urls.split(',').map(async (url) => {
      const address = url.trim().includes('://') ? url.trim() : `nats://${url.trim()}`;
      if (!URL.canParse(address)) return fail('nats', 'NATS_URL is no address', remedy);
      // A password may stand in it.
      const { hostname, port } = new URL(address);
      const place = `${hostname}:${port || 4222}`;
      const greeting = await greetingOf(hostname, Number(port || 4222));
      if (greeting.startsWith('INFO ')) return fine('nats', `${place} answers`);
      return fail(
        'nats',
        `${place} ${greeting === '' ? 'does not answer' : 'is no NATS server'}: other nodes do not hear of anything`,
        remedy,
      );
    }),
  );
}

function greetingOf(host: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (text: string): void => {
      socket.destroy();
      resolve(text);
    };
    socket.setTimeout(greetingMsMax, () => end(''));
    socket.on('data', (data) => end(data.subarray(0, 100).toString()));
    socket.on('error', () => end(''));
    socket.on('close', () => end(''));
  });
}
const greetingMsMax = 3_000;
