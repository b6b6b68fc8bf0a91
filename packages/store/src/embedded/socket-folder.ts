import { lchown, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `sockaddr_un.sun_path` holds 108 bytes on Linux and 104 on macOS, a closing zero among them. */
const PATH_BYTES = process.platform === 'linux' ? 107 : 103;

export interface SocketFolder {
  folder: string;
  remove(): Promise<void>;
}

/** The cluster's own folder, or a private temporary one where the socket's path would be too long for the kernel. */
export async function chooseSocketFolder(home: string, port: number): Promise<SocketFolder> {
  const isShortEnough = Buffer.byteLength(join(home, `.s.PGSQL.${port}`)) <= PATH_BYTES;
  // PostgreSQL reads a list here, and has no way to write a quote inside of one.
  if (isShortEnough && !home.includes('"')) return { folder: home, remove: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'parley-'));
  if (process.getuid?.() === 0) {
    const { uid, gid } = await stat(home);
    await lchown(folder, uid, gid);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
