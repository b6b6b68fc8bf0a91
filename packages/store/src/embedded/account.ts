// PostgreSQL refuses to run as root. Finds an account that it can run as, and says it as a command prefix.
// Each prefix ends in an exec, so the process that we spawn is the one that becomes PostgreSQL.
import { spawnSync } from 'node:child_process';
import { lchownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PostgresUnavailable } from './unavailable.ts';

export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** What PostgreSQL has to reach: the folder that it lives in, and its programs. */
export interface Places {
  folder: string;
  programs: string;
}

/** The prefix to run PostgreSQL with; gives the folder to another account where that is the only way. */
export function findAccount(places: Places, accounts = readAccounts()): string[] {
  if (process.getuid?.() !== 0) return [];
  const ownerId = statSync(places.folder).uid;
  if (ownerId !== 0) {
    const owner = accounts.find((account) => account.uid === ownerId);
    if (owner && canUse(become(owner), places)) return become(owner);
  } else {
    const named = accounts.find((account) => account.uid !== 0);
    if (named && canUse(inNamespaceAs(named), places)) return inNamespaceAs(named);

    const other = accounts.find(({ name }) => name === 'postgres') ?? accounts.find(({ name }) => name === 'nobody');
    if (other && canUse(become(other), { ...places, folder: dirname(places.folder) })) {
      giveAll(places.folder, other);
      return become(other);
    }
  }
  throw new PostgresUnavailable('PostgreSQL refuses to run as root and no other account can be used here');
}

/** A folder made by root inside somebody's folder shall be theirs: they may start the server themselves tomorrow. */
export function giveToOwnerOfParent(folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(folder));
  giveAll(folder, { uid, gid });
}

function become({ uid, gid }: Account): string[] {
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

/** Root under another number: it owns the same files, and nothing has to change hands. */
function inNamespaceAs({ uid, gid }: Account): string[] {
  return ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`];
}

/** initdb looks up its own name, so an account without one will not do. */
function canUse(prefix: string[], { folder, programs }: Places): boolean {
  const command = [...prefix, 'sh', '-c', 'id -un && "$1/postgres" -V && cd "$2"', 'sh', programs, folder];
  return spawnSync('env', command, { cwd: '/', stdio: 'ignore' }).status === 0;
}

function giveAll(path: string, to: { uid: number; gid: number }): void {
  lchownSync(path, to.uid, to.gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveAll(join(path, name), to);
}

function readAccounts(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ name, uid, gid }) => name !== '' && Number.isInteger(uid) && Number.isInteger(gid));
}
