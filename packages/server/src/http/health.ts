// For whoever decides where requests go. Open to everybody, so an answer says which check fails and in a fixed sentence why; figures are metrics.
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Store } from '@parley/store';
import type { FastifyInstance } from 'fastify';

export type HealthOptions = {
  store: Pick<Store, 'ping' | 'pendingMigrations'>;
  /** Where uploads are kept; its disk is looked at. */
  mediaDir: string | undefined;
  /** Whether this node is on its way out. */
  isDraining(): boolean;
  /** Whether a send would be refused because the database is behind. */
  isRefusing(): boolean;
};

type Check = { ok: true } | { ok: false; why: string };
type CheckName = 'database' | 'migrations' | 'staying' | 'disk' | 'queue';
export type Readiness = { status: 'ready' | 'not_ready'; checks: Record<CheckName, Check> };

const bounds = {
  /** The database answers within this time, or it does not answer. */
  databaseMs: 2_000,
  /** An answer serves whoever asks within this time: asking often costs nothing. */
  keptMs: 500,
  /** Below this much room, uploads and an embedded database would soon fail in the middle. */
  diskBytesMin: 256 * 1024 * 1024,
} as const;

/** Live: this process answers. Ready: it should get requests. */
export function registerHealth(app: FastifyInstance, options: HealthOptions): void {
  let kept: { untilMs: number; readiness: Promise<Readiness> } | undefined;
  const look = (): Promise<Readiness> => {
    if (!kept || performance.now() > kept.untilMs) {
      kept = { untilMs: Number.POSITIVE_INFINITY, readiness: checkAll(options) };
      const mine = kept;
      void mine.readiness.then(() => {
        mine.untilMs = performance.now() + bounds.keptMs;
      });
    }
    return kept.readiness;
  };
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_, reply) => {
    // What this node knows of itself is never kept: who drains it is waiting for the answer to change.
    const { checks } = await look();
    const now = { ...checks, staying: staying(options), queue: queue(options) };
    const isReady = Object.values(now).every(({ ok }) => ok);
    const readiness: Readiness = { status: isReady ? 'ready' : 'not_ready', checks: now };
    return reply.status(isReady ? 200 : 503).send(readiness);
  });
}

async function checkAll(options: HealthOptions): Promise<Readiness> {
  const [database, migrations, disk] = await Promise.all([
    passes(options.store.ping(), 'the database does not answer'),
    passes(
      options.store.pendingMigrations().then((names) => names.length === 0 || Promise.reject(new Error('pending'))),
      'the database is not migrated to this version',
    ),
    passes(hasRoom(options.mediaDir), 'the disk is nearly full'),
  ]);
  const checks = { database, migrations, disk, staying: staying(options), queue: queue(options) };
  return { status: 'ready', checks };
}

const judge = (ok: boolean, why: string): Check => (ok ? { ok } : { ok, why });
const staying = (options: HealthOptions): Check => judge(!options.isDraining(), 'this node is being stopped');
const queue = (options: HealthOptions): Check => judge(!options.isRefusing(), 'the database is behind');

/** Also where the work hangs: then it does not pass. */
async function passes(work: Promise<unknown>, why: string): Promise<Check> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('late')), bounds.databaseMs);
  const isFine = await Promise.race([work, late]).then(
    () => true,
    () => false,
  );
  clearTimeout(timer);
  return judge(isFine, why);
}

async function hasRoom(folder: string | undefined): Promise<void> {
  if (folder === undefined) return;
  const { bavail, bsize } = await statfs(folder).catch(() => statfs(dirname(folder)));
  if (bavail * bsize < bounds.diskBytesMin) throw new Error('full');
}
