// All sessions of this node. It knows frames and people, nothing of HTTP, the database or what methods do.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes, limits, type Refusal, type ServerFrame, type SessionId, type UserId } from '@parley/contract';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Unsubscribe } from '../bus/index.ts';
import { closeAll, goodbyeMs, lowestRevs, sendAway, tellAll, tellRevs } from './crowd.ts';
import { Session } from './session.ts';
import { SocketLimit } from './socket-limit.ts';

/** Who acts: a person, by one signed-in session. */
export type Actor = { userId: UserId; sessionId: SessionId };

export type CallResult = { output: unknown } | { refusal: Refusal };

export type GatewayOptions = {
  authenticate(token: string): Promise<Actor | undefined>;
  subscribe(userId: UserId, listener: (frame: string) => void): Promise<Unsubscribe>;
  currentRev(userId: UserId): Promise<number>;
  /** Never throws: faults are answered as refusals. */
  call(actor: Actor, method: string, input: unknown): Promise<CallResult>;
  onFault(error: unknown): void;
  counts: SocketCounts;
  onLive(session: Session): void;
  onEnded(session: Session, actor: Actor | undefined): void;
};

/** Plain numbers: they are counted for every frame. */
export type SocketCounts = { framesIn: number; framesOut: number; slowClosed: number; crowdedClosed: number };

export type Gateway = {
  /** Takes over an upgrade request. `cookieActor` is who the request's cookie says, if anybody. */
  accept(request: IncomingMessage, stream: Duplex, head: Buffer, cookieActor: Actor | undefined): void;
  /** Closes the sockets of sessions that were ended. */
  endSessions(ids: ReadonlySet<SessionId>): void;
  /** What went through this node's sockets since it started. */
  counts(): Readonly<SocketCounts>;
  /** Everybody connected to this node. */
  userIds(): UserId[];
  /** How far each inbox had come by what the sessions here were told: of several sessions the least. */
  revs(): Map<UserId, number>;
  /** Tells sessions that were told less how far their inboxes have come. */
  tellRevs(revs: ReadonlyMap<UserId, number>): void;
  /** Settles when every session was told. */
  tellAll(frame: ServerFrame): Promise<void>;
  /**
   * Sends all sessions to other nodes, spread over `overMs`, each when what it asked is answered. Settles when the last is gone. From here on
   * nobody may be brought in by `accept`.
   */
  drain(overMs: number): Promise<void>;
  isDraining(): boolean;
  peopleCount(): number;
  sessionCount(): number;
  close(): Promise<void>;
};

const heartbeatMs = 30_000;
const wireBounds = {
  maxPayload: limits.requestBytesMax,
  // Each piece of a message costs some hundred bytes until the rest has come, however small it is.
  maxFragments: 128,
  maxBufferedChunks: 1_024,
  // A session counts pings itself, so that it can say why it goes.
  maxPendingAutoPongs: 0,
  closeTimeout: goodbyeMs,
};

type Wiring = Omit<GatewayOptions, 'onLive' | 'onEnded' | 'counts'> & {
  onConnected?(userId: UserId): void;
  onDisconnected?(userId: UserId): void;
  /** How many sockets one person may have on this node. Default 24. */
  socketsPerPerson?: number;
};

export function createGateway(options: Wiring): Gateway {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, ...wireBounds });
  const sessions = new Set<Session>();
  const counts: SocketCounts = { framesIn: 0, framesOut: 0, slowClosed: 0, crowdedClosed: 0 };
  const places = new SocketLimit(options.socketsPerPerson ?? limits.socketsPerPerson, counts);
  const sessionOptions: GatewayOptions = {
    ...options,
    counts,
    onLive: (session) => {
      if (!session.actor) return;
      places.enter(session, session.actor.userId);
      options.onConnected?.(session.actor.userId);
    },
    onEnded: (session, actor) => {
      sessions.delete(session);
      if (isDraining && sessions.size === 0) emptied.resolve();
      if (!actor) return;
      places.leave(session, actor.userId);
      options.onDisconnected?.(actor.userId);
    },
  };
  let isDraining = false;
  const emptied = Promise.withResolvers<void>();
  const heartbeat = setInterval(() => {
    for (const session of sessions) session.heartbeat();
  }, heartbeatMs);

  return {
    accept: (request, stream, head, cookieActor) => {
      server.handleUpgrade(request, stream, head, (socket: WebSocket) => {
        sessions.add(new Session(sessionOptions, socket, stream, cookieActor));
      });
    },
    endSessions: (ids) => {
      if (ids.size === 0) return;
      for (const session of sessions) {
        if (session.actor && ids.has(session.actor.sessionId)) session.close(closeCodes.signedOut);
      }
    },
    revs: () => lowestRevs(sessions),
    tellRevs: (revs) => tellRevs(sessions, revs),
    tellAll: (frame) => tellAll(sessions, frame),
    isDraining: () => isDraining,
    drain: async (overMs) => {
      isDraining = true;
      if (sessions.size === 0) return;
      const calm = sendAway(sessions, overMs);
      await emptied.promise;
      calm();
    },
    counts: () => counts,
    userIds: () => [...new Set([...sessions].flatMap((session) => session.actor?.userId ?? []))],
    peopleCount: () => places.size,
    sessionCount: () => sessions.size,
    close: async () => {
      clearInterval(heartbeat);
      const calm = closeAll(sessions);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      calm();
    },
  };
}
