// The only file that wires concrete things to each other.
import { join } from 'node:path';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import { type ConversationId, limits as fixed, type ServerFrame, type SessionId, type UserId } from '@parley/contract';
import { type Actor, type Bus, type CallResult, createGateway, type Gateway } from '@parley/realtime';
import { type DatabaseAddress, migrate, openRehearsalStore, openStore, type Store } from '@parley/store';
import { type FastifyInstance, fastify } from 'fastify';
import { accountsHandlers } from './accounts/index.ts';
import { type AdmissionDeps, KnownFacts, Pace } from './admission/index.ts';
import { type Announcer, createAnnouncer } from './announce/index.ts';
import { createDispatch, createSocketDispatch, type Dispatch, type Handlers } from './api/index.ts';
import { Background } from './background.ts';
import type { OnFault } from './batches.ts';
import { blocksHandlers } from './blocks/index.ts';
import { type Clock, systemClock } from './clock.ts';
import { contactsHandlers } from './contacts/index.ts';
import { conversationsHandlers } from './conversations/index.ts';
import { demoHandlers } from './demo/index.ts';
import { doorsHandlers } from './doors/index.ts';
import { gathered } from './gathered.ts';
import { graphHandlers } from './graph/index.ts';
import {
  acceptSockets,
  cookieNames,
  forbidCaching,
  openApiDocument,
  readableUrl,
  registerApi,
  registerHealth,
  registerWebApp,
  securityHeaders,
} from './http/index.ts';
import { type Drift, inboxHandlers } from './inbox/index.ts';
import { type Jobs, startJobs } from './jobs/index.ts';
import { type Limits, withDefaults } from './limits.ts';
import type { Fault } from './log.ts';
import { emptyMediaStore, localMediaStore, type MediaStore, registerMedia } from './media/index.ts';
import { createAnnouncingSendQueue, messagesHandlers, type SendQueue } from './messages/index.ts';
import {
  createLeaving,
  followRequests,
  type Leaving,
  type NatsConfig,
  openBus,
  type RequestsUnderWay,
} from './nodes/index.ts';
import { type Looks, startWatching, type WatchingOptions } from './observability/index.ts';
import { peopleHandlers } from './people/index.ts';
import { type Arrivals, createArrivals, presenceHandlers, tellFriends } from './presence/index.ts';
import { createMarkQueue, type MarkQueue } from './receipts/index.ts';
import { reportsHandlers } from './reports/index.ts';
import { filterWordsHandlers, requestsHandlers } from './requests/index.ts';
import { SearchIndexer, searchHandlers } from './search/index.ts';
import { hashToken } from './secrets.ts';
import { settingsHandlers } from './settings/index.ts';
import { sharesHandlers } from './shares/index.ts';
import { noStickers, readStickers, registerStickers, type StickerSet, stickersHandlers } from './stickers/index.ts';

export type ServerConfig = WatchingOptions & {
  address: DatabaseAddress;
  /** Where several nodes tell each other the news; without it this is the only node. */
  nats?: NatsConfig;
  /** 0 picks a free one. */
  port: number;
  /** Default: this machine only. */
  host?: string;
  /** Where people reach this server, when that is not where it listens; https makes cookies secure. */
  publicUrl?: string;
  /** Addresses or ranges of proxies, whose word on where a request comes from is taken. Default: nobody's. */
  trustedProxies?: readonly string[];
  /** Where photos, videos, files and voice notes are kept; without it none can be sent. */
  mediaDir?: string;
  /** A folder of PNG, WebP and SVG files: stickers besides those that come with Parley. */
  stickersDir?: string;
  /** Origins whose videos can be shared; without any none can. */
  shareOrigins?: readonly string[];
  /** The built web app; without it there is the API alone. */
  webDir?: string;
  /** Opens the doors into the demo world. */
  hasDemo?: boolean;
  clock?: Clock;
  /** Numbers to use in place of the defaults. */
  limits?: Partial<Limits>;
  /** How many connections there may be at once; more are dropped. Default: as many as the system gives. */
  connectionsMax?: number;
  /** Stands in for what is outside, on a migrated database; for simulations. Default: the database, bus and network of the machine. */
  outside?: Outside;
};

export type Outside = { store: Store; bus: Bus; listen(app: FastifyInstance): Promise<void> };

export type RunningServer = Leaving & {
  url: string;
  port: number;
  /** Of the metrics, where they are served. */
  metricsPort: number | undefined;
  store: Store;
  close(): Promise<void>;
};

/** Connections that the system has accepted and we have not; the kernel drops what is beyond, and whoever is dropped tries again after a second. */
const connectionsWaitingMax = 4_096;

type Deps = AdmissionDeps & {
  clock: Clock;
  announcer: Announcer;
  media: MediaStore;
  stickers: StickerSet;
  shareOrigins: readonly string[];
  onFault: OnFault;
};
type Authenticate = (token: string) => Promise<Actor | undefined>;

/** Migrates the database and starts serving. Throws when the port is taken or the database does not answer. */
export async function startServer(config: ServerConfig): Promise<RunningServer> {
  const { host = '127.0.0.1', hasDemo = false } = config;
  const watching = await startWatching(config);
  const stickers = await readStickers(config.stickersDir);
  const { store, bus } = config.outside ?? (await openOutside(config, (error) => watching.log.fault({ error })));
  const deps = createDeps(config, { store, bus, stickers, onFault: (error) => watching.log.fault({ error }) });
  const searchIndexer = new SearchIndexer(deps);
  const onStored = (ids: readonly ConversationId[]): void => searchIndexer.note(ids);
  const sendQueue = createAnnouncingSendQueue({ ...deps, onStored, watch: watching.sends });
  const markQueue = createMarkQueue(deps);
  const endSockets = (ids: readonly SessionId[]): void => gateway.endSessions(new Set(ids));
  const { onDrift } = watching;
  const handlers = createHandlers({ ...deps, sendQueue, markQueue, searchIndexer, endSockets, onDrift, hasDemo });
  const dispatch = createDispatch(handlers, watching.calls);
  const authenticate = authenticateBy(deps);
  const background = new Background(deps.onFault);
  const arrivals = createArrivals(deps);
  const gateway = createGateway({
    authenticate,
    subscribe: (userId, listener) => bus.subscribe(userId, listener),
    currentRev: gathered((userIds: readonly UserId[]) => store.read.inbox.revs(userIds)),
    call: createSocketDispatch(dispatch),
    onFault: deps.onFault,
    onConnected: (userId) => arrivals.add(userId),
    socketsPerPerson: deps.limits.socketsPerPerson,
  });
  let isClosing = false;
  const health = {
    isDraining: () => isClosing || gateway.isDraining(),
    isRefusing: () => sendQueue.isRefusing(),
  };
  const { app, requests } = await createApp(config, {
    ...deps,
    ...health,
    dispatch,
    authenticate,
    gateway,
    fault: watching.log.fault,
  });
  watching.http(app);
  if (config.connectionsMax !== undefined) app.server.maxConnections = config.connectionsMax;
  let metricsPort: number | undefined;
  try {
    metricsPort = await watching.serve(looksAt({ sendQueue, markQueue, searchIndexer, gateway, store }));
    await (config.outside?.listen(app) ?? app.listen({ host, port: config.port, backlog: connectionsWaitingMax }));
  } catch (error) {
    await Promise.all([gateway.close(), app.close(), bus.close(), store.close(), watching.close()]);
    throw error;
  }
  const jobs = startJobs({ ...deps, gateway, bus, searchIndexer, incomingDir: incomingDirOf(config) });
  background.add(searchIndexer.sweep());

  const { port } = (app.server.address() ?? config) as { port: number };
  watching.log.event('info', 'listening', { port });
  const name = host === '127.0.0.1' || host === '0.0.0.0' ? 'localhost' : host;
  return {
    url: config.publicUrl ?? `http://${name}:${port}`,
    port,
    metricsPort,
    store,
    ...createLeaving({ gateway, requests, queues: [sendQueue, markQueue] }),
    close: async () => {
      isClosing = true;
      watching.log.event('info', 'stopping', { sockets: gateway.sessionCount() });
      await shutDown({ jobs, gateway, app, sendQueue, markQueue, searchIndexer, background, arrivals, bus, store });
      await watching.close();
    },
  };
}

/** Of the machine: a database that is migrated now, and the bus. */
async function openOutside(
  { address, nats }: ServerConfig,
  onFault: (error: unknown) => void,
): Promise<Pick<Outside, 'store' | 'bus'>> {
  await migrate(address);
  return { store: openStore(address), bus: await openBus(nats, onFault) };
}

function authenticateBy({ store, clock }: Deps): Authenticate {
  const sessionOf = gathered((hashes: readonly Buffer[]) => store.read.sessions.byTokenHashes(hashes, clock.now()));
  return async (token) => {
    const session = await sessionOf(hashToken(token));
    return session && { userId: session.userId, sessionId: session.id };
  };
}

type Opened = Pick<Deps, 'store' | 'stickers' | 'onFault'> & { bus: Bus };

function createDeps({ clock = systemClock, ...config }: ServerConfig, { bus, ...opened }: Opened): Deps {
  const limits = withDefaults(config.limits);
  return {
    ...opened,
    ...{ clock, limits },
    pace: new Pace(limits.messagesPerPace),
    known: new KnownFacts(),
    announcer: createAnnouncer(bus),
    media: config.mediaDir === undefined ? emptyMediaStore : localMediaStore(config.mediaDir),
    shareOrigins: config.shareOrigins ?? [],
  };
}

type Parts = Looked & { jobs: Jobs; app: FastifyInstance; background: Background; arrivals: Arrivals; bus: Bus };

/** Whatever may still ask something of something else goes first. */
async function shutDown(parts: Parts): Promise<void> {
  await parts.jobs.stop();
  await parts.gateway.close();
  await parts.app.close();
  await Promise.all([parts.sendQueue.idle(), parts.markQueue.idle()]);
  await Promise.all([parts.searchIndexer.stop(), parts.background.settled(), parts.arrivals.settled()]);
  await parts.bus.close();
  await parts.store.close();
}

type Looked = {
  sendQueue: SendQueue;
  markQueue: MarkQueue;
  searchIndexer: SearchIndexer;
  gateway: Gateway;
  store: Store;
};

/** What metrics look up when somebody asks for them. */
const looksAt = ({ sendQueue, markQueue, searchIndexer, gateway, store }: Looked): Looks => ({
  queues: {
    sends: () => sendQueue.waiting(),
    marks: () => markQueue.waiting(),
    search: () => searchIndexer.waiting(),
  },
  sockets: () => gateway.sessionCount(),
  people: () => gateway.peopleCount(),
  frames: () => gateway.counts(),
  load: () => store.load(),
});

type HandlerDeps = Deps & {
  sendQueue: SendQueue;
  markQueue: MarkQueue;
  searchIndexer: SearchIndexer;
  hasDemo: boolean;
  endSockets(ids: readonly SessionId[]): void;
  onDrift(drift: Drift): void;
};

const createHandlers = (deps: HandlerDeps): Handlers => ({
  ...accountsHandlers(deps),
  ...settingsHandlers(deps),
  ...peopleHandlers(deps),
  ...graphHandlers(deps),
  ...blocksHandlers(deps),
  ...contactsHandlers(deps),
  ...doorsHandlers(deps),
  ...requestsHandlers(deps),
  ...filterWordsHandlers(deps),
  ...inboxHandlers(deps),
  ...conversationsHandlers(deps),
  ...messagesHandlers(deps),
  ...stickersHandlers(deps),
  ...sharesHandlers(deps),
  ...searchHandlers(deps),
  ...presenceHandlers(deps),
  ...reportsHandlers(deps),
  ...demoHandlers(deps),
});

type AppDeps = Deps & {
  dispatch: Dispatch;
  authenticate: Authenticate;
  gateway: Gateway;
  fault(fault: Fault): string;
  isDraining(): boolean;
  isRefusing(): boolean;
};

const incomingDirOf = ({ mediaDir }: ServerConfig): string | undefined => mediaDir && join(mediaDir, 'incoming');

async function createApp(
  config: ServerConfig,
  deps: AppDeps,
): Promise<{ app: FastifyInstance; requests: RequestsUnderWay }> {
  const { publicUrl, webDir, trustedProxies = [] } = config;
  const isSecure = publicUrl?.startsWith('https:') ?? false;
  const options = { ...deps, cookies: cookieNames(isSecure), publicUrl };
  const app = fastify({
    bodyLimit: fixed.requestBytesMax,
    logger: false,
    forceCloseConnections: true,
    trustProxy: trustedProxies.length > 0 && [...trustedProxies],
    rewriteUrl: readableUrl,
  });
  const requests = followRequests(app, () => deps.gateway.isDraining());
  forbidCaching(app);
  await app.register(fastifyCookie);
  await app.register(fastifyHelmet, securityHeaders(isSecure));
  registerHealth(app, { ...deps, mediaDir: config.mediaDir });
  // Made when it is first asked for: it takes longer than the rest of the start.
  let document: ReturnType<typeof openApiDocument> | undefined;
  app.get('/v1/openapi.json', () => {
    document ??= openApiDocument();
    return document;
  });
  registerApi(app, { ...options, onFault: deps.fault });
  await registerMedia(app, { ...options, incomingDir: incomingDirOf(config) });
  registerStickers(app, deps.stickers);
  await registerWebApp(app, webDir);
  acceptSockets(app.server, options);
  return { app, requests };
}

/** The use cases of a server on a database that they cannot change, for questions like "what would somebody see". */
export type Rehearsal = {
  store: Store;
  /** Calls a method as somebody, without a session. */
  call(userId: UserId, method: string, input: object): Promise<CallResult>;
  /** What happens when a device of somebody connects. */
  connect(userId: UserId): Promise<void>;
  /** What everybody would have been told since this was last asked. */
  heard(): { userId: UserId; frame: ServerFrame }[];
  /** Takes back whatever was done. */
  undo(): Promise<void>;
  close(): Promise<void>;
};

/** Opens a rehearsal on a migrated database. Limits are out of the way: it is about what two people can do, not how often. */
export function startRehearsal(address: DatabaseAddress, clock: Clock = systemClock): Rehearsal {
  const store = openRehearsalStore(address);
  let told: { userId: UserId; frame: ServerFrame }[] = [];
  const bus: Pick<Bus, 'publish'> = {
    publish: (userId, frame) => void told.push({ userId, frame: JSON.parse(frame) as ServerFrame }),
  };
  const limits = withDefaults({ messagesPerDay: 1e6, newPeoplePerDay: 1e6, lookupsPerHour: 1e6, messagesPerPace: 1e6 });
  const faults: unknown[] = [];
  const onFault = (error: unknown): undefined => {
    faults.push(error);
  };
  // Nothing that is really there may be deleted by what is taken back.
  const own = { media: emptyMediaStore, announcer: createAnnouncer(bus) };
  const content = { stickers: noStickers, shareOrigins: [] };
  const deps: Deps = {
    store,
    clock,
    limits,
    pace: new Pace(1e6),
    known: new KnownFacts(),
    ...own,
    ...content,
    onFault,
  };
  const searchIndexer = new SearchIndexer(deps);
  const queues = { sendQueue: createAnnouncingSendQueue(deps), markQueue: createMarkQueue(deps), searchIndexer };
  const ignored = { endSockets: () => undefined, onDrift: () => undefined };
  const handlers = createHandlers({ ...deps, ...queues, ...ignored, hasDemo: false });
  const dispatch = createDispatch(handlers, { fault: ({ error }) => onFault(error) });
  return {
    store,
    call: async (userId, method, input) => {
      const actor = { userId, sessionId: 'rehearsal'.padEnd(22, '-') as SessionId };
      const result = await dispatch(method, input, { actor, wasRefusedForAge: false });
      // A fault would pass for a refusal, and so for a door that is shut.
      if (faults.length > 0) throw faults[0];
      return result;
    },
    connect: (userId) => tellFriends(deps, [userId]),
    heard: () => {
      const taken = told;
      told = [];
      return taken;
    },
    undo: () => {
      // Versions go back with the rest.
      deps.known.clear();
      return store.undo();
    },
    close: () => store.close(),
  };
}
