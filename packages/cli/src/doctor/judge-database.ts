// What a database must be for what Parley promises, judged from what is true of it.
import { connectionsPerNode, type DatabaseFacts } from '@parley/store';
import { type Finding, fail, fine, warn } from './finding.ts';

const oldestVersion = 15;

export function judgeDatabase(facts: DatabaseFacts, nowMs: number): Finding[] {
  return [
    judgeVersion(facts),
    judgeLetters(facts),
    judgeRights(facts),
    judgeMigrations(facts),
    judgeDurability(facts),
    judgeConnections(facts),
    judgeClock(facts, nowMs),
  ];
}

function judgeVersion({ versionNumber }: DatabaseFacts): Finding {
  const version = `PostgreSQL ${Math.floor(versionNumber / 10_000)}.${versionNumber % 10_000}`;
  return versionNumber >= oldestVersion * 10_000
    ? fine('version', version)
    : fail('version', `${version} is too old`, `Use PostgreSQL ${oldestVersion} or later.`);
}

function judgeLetters({ ctype, encoding, foldsLetters }: DatabaseFacts): Finding {
  if (encoding === 'UTF8' && foldsLetters) return fine('letters', `${encoding}, lc_ctype ${ctype}`);
  return fail(
    'letters',
    `${encoding} with lc_ctype ${ctype}: search finds nothing in Cyrillic, Greek, Chinese, Arabic or Thai, and capital letters there have no small form`,
    "Make the database anew: create database parley template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'; then restore into it.",
  );
}

function judgeRights({ isReadOnly, mayMigrate, hasTrigrams }: DatabaseFacts): Finding {
  if (isReadOnly)
    return fail(
      'rights',
      'the database takes no writes',
      'Name the primary server, and never a replica: order and permission come from there.',
    );
  if (!mayMigrate)
    return fail(
      'rights',
      'this role may not make tables here',
      'Make the role the owner of the database: alter database .. owner to ..;',
    );
  if (!hasTrigrams)
    return fail(
      'rights',
      'the extension pg_trgm is not installed on the server',
      "Install PostgreSQL's contrib package on the server.",
    );
  return fine('rights', 'tables can be made and written');
}

function judgeMigrations({ pendingMigrations: pending }: DatabaseFacts): Finding {
  if (pending.length === 0) return fine('migrations', 'the schema is that of this version');
  return warn(
    'migrations',
    `${pending.length} to come, the first is ${pending[0]}`,
    'Nothing: the next start applies them. Make a backup before it.',
  );
}

function judgeDurability({ fsync, fullPageWrites, synchronousCommit }: DatabaseFacts): Finding {
  const off = [
    ...(fsync ? [] : ['fsync = off']),
    ...(fullPageWrites ? [] : ['full_page_writes = off']),
    ...(synchronousCommit === 'off' ? ['synchronous_commit = off'] : []),
  ];
  if (off.length === 0) return fine('durability', 'what is acknowledged survives a crash');
  const change = off.map((setting) => setting.replace('off', 'on')).join(', ');
  return fail(
    'durability',
    `${off.join(', ')}: messages that were acknowledged are lost in a crash`,
    `Set ${change} in postgresql.conf and reload.`,
  );
}

function judgeConnections({ connectionsMax, connectionsUsed }: DatabaseFacts): Finding {
  const says = `${connectionsMax} for everybody, ${connectionsUsed} in use, ${connectionsPerNode} for each node`;
  if (connectionsMax < connectionsPerNode)
    return fail(
      'connections',
      `${says}: a node does not get what it needs`,
      `Raise max_connections to ${4 * connectionsPerNode} or more, and restart PostgreSQL.`,
    );
  if (connectionsMax < 2 * connectionsPerNode)
    return warn(
      'connections',
      `${says}: there is no room for a second node, as while one takes over from another`,
      `Raise max_connections to ${4 * connectionsPerNode} or more.`,
    );
  if (connectionsMax - connectionsUsed < connectionsPerNode)
    return warn(
      'connections',
      `${says}: one more node would not find enough`,
      'Look who holds them (pg_stat_activity), or raise max_connections.',
    );
  return fine('connections', says);
}

/** Nodes look so far back for sessions that were ended elsewhere: clocks further apart would miss one. */
const apartMsMax = 30_000;

function judgeClock({ clockMs }: DatabaseFacts, nowMs: number): Finding {
  const apartMs = Math.abs(clockMs - nowMs);
  const says = `${(apartMs / 1_000).toFixed(1)} s from the database's clock`;
  const remedy = 'Let both machines keep time (chrony, systemd-timesyncd).';
  if (nowMs < Date.parse('2026-01-01'))
    return fail('clock', `this machine thinks it is ${new Date(nowMs).toISOString()}`, remedy);
  if (apartMs > apartMsMax)
    return fail(
      'clock',
      `${says}: times on messages are wrong, and sessions ended on one node may live on on another`,
      remedy,
    );
  return apartMs > 1_000 ? warn('clock', `${says}: times on messages are a little wrong`, remedy) : fine('clock', says);
}
