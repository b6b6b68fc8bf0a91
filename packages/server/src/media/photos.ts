// Photos are drawn anew: what a camera wrote beside the picture (where, when, by whom) is gone, and so is whatever hid in the file. Each is drawn
// by a process of its own, which has so much time and memory and no more (S13).
import { execFile } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { limits, type UserId, type Variant } from '@parley/contract';
import { PhotoTurns } from './photo-turns.ts';

export type Drawing = {
  pixelsMax: number;
  framesMax: number;
  side: number;
  largeSide: number;
  thumbSide: number;
  /** Of a video: a large and a small form, which stand still and show what is behind nothing. */
  isPoster: boolean;
};

export type DrawnPhoto = {
  mime: string;
  bytes: number;
  width: number;
  height: number;
  preview: string;
  isAnimated: boolean;
  /** The files that it wrote, by name. */
  variants: Variant[];
};

/** `folder` is made by `drawPhoto`, and goes after `use` is done. */
type Order = { ownerId: UserId; path: string; isPoster: boolean };

const program = fileURLToPath(new URL('draw-photo-process.ts', import.meta.url));
const cpuSecondsMax = 10;
/** A machine may be busy with other things: far more than it takes. */
const waitMsMax = 60_000;
/** It is refused more. Node lays claim to half of it before it begins, and uses little of that. */
const memoryKilobytesMax = 1_000_000;
const turns = new PhotoTurns();

/** Answers what `use` makes of the forms drawn; undefined where it is no photo that can be drawn, or too large a one. */
export async function drawPhoto<T>(
  { ownerId, path, isPoster }: Order,
  use: (photo: DrawnPhoto, folder: string) => Promise<T>,
): Promise<T | undefined> {
  const folder = `${path}.drawn`;
  await mkdir(folder, { recursive: true });
  try {
    const drawn = await turns.take(ownerId, () => run(path, folder, isPoster));
    return drawn && (await use(drawn, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(path: string, folder: string, isPoster: boolean): Promise<DrawnPhoto | undefined> {
  const drawing: Drawing = {
    pixelsMax: limits.photoPixelsMax,
    framesMax: limits.photoFramesMax,
    side: limits.photoSideMax,
    largeSide: limits.photoLargeSideMax,
    thumbSide: limits.photoThumbSideMax,
    isPoster,
  };
  const [command, args] = bounded([
    process.execPath,
    '--max-semi-space-size=1',
    program,
    path,
    folder,
    JSON.stringify(drawing),
  ]);
  // It has no need of what this process knows from its environment.
  const options = { env: { MALLOC_ARENA_MAX: '1' }, timeout: waitMsMax, killSignal: 'SIGKILL' as const };
  const { promise, resolve, reject } = Promise.withResolvers<DrawnPhoto | undefined>();
  execFile(command, args, options, (error, output) => {
    if (!error) resolve(JSON.parse(output) as DrawnPhoto);
    else if (typeof error.code === 'string') reject(error);
    else resolve(undefined);
  });
  return promise;
}

/**
 * A shell alone can say it: a process begins with bounds on its time and memory, and as the first to go where a machine has no memory left.
 * Elsewhere there is the time to wait alone.
 */
function bounded(command: string[]): [string, string[]] {
  const [program = '', ...args] = command;
  if (process.platform === 'win32') return [program, args];
  const bounds = `ulimit -t ${cpuSecondsMax}; ulimit -d ${memoryKilobytesMax}; echo 1000 > /proc/self/oom_score_adj`;
  const script = `{ ${bounds}; } 2> /dev/null; exec "$0" "$@"`;
  return ['/bin/sh', ['-c', script, ...command]];
}
