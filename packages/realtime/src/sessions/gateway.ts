// All sessions of this node. It knows frames and people, nothing of HTTP, the database or what methods do.

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { closeCodes, limits, type Refusal, type SessionId, type UserId } from '@parley/contract';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Unsubscribe } from '../bus/index.ts';
import { Session } from './session.ts';

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
  onLive(session: Session): void;
  onEnded(session: Session, actor: Actor | undefined): void;
};

export type Gateway = {
  /** Takes over an upgrade request. `cookieActor` is who the request's cookie says, if anybody. */
  accept(request: IncomingMessage, stream: Duplex, head: Buffer, cookieActor: Actor | undefined): void;
  /** Closes the sockets of sessions that were ended. */
  endSessions(ids: ReadonlySet<SessionId>): void;
  /** Everybody connected to this node. */
  userIds(): UserId[];
  sessionCount(): number;
  close(): Promise<void>;
};

const heartbeatMs = 30_000;
/** How long a client has to answer the goodbye. */
const goodbyeMs = 1_000;
const wireBounds = {
  maxPayload: limits.requestBytesMax,
  // Each piece of a message costs some hundred bytes until the rest has come, however small it is.
  maxFragments: 128,
  maxBufferedChunks: 1_024,
  // A session counts pings itself, so that it can say why it goes.
  maxPendingAutoPongs: 0,
  closeTimeout: goodbyeMs,
};

export function createGateway(
  options: Omit<GatewayOptions, 'onLive' | 'onEnded'> & {
    onConnected?(userId: UserId): void;
    onDisconnected?(userId: UserId): void;
  },
): Gateway {
  const server = new WebSocketServer({ noServer: true, perMessageDeflate: false, ...wireBounds });
  const sessions = new Set<Session>();
  const sessionOptions: GatewayOptions = {
    ...options,
    onLive: (session) => session.actor && options.onConnected?.(session.actor.userId),
    onEnded: (session, actor) => {
      sessions.delete(session);
      if (actor) options.onDisconnected?.(actor.userId);
    },
  };
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
      for (const session of sessions) {
        if (session.actor && ids.has(session.actor.sessionId)) session.close(closeCodes.signedOut);
      }
    },
    userIds: () => [...new Set([...sessions].flatMap((session) => session.actor?.userId ?? []))],
    sessionCount: () => sessions.size,
    close: async () => {
      clearInterval(heartbeat);
      for (const session of sessions) session.close(closeCodes.serverRestarting);
      const impatience = setTimeout(() => {
        for (const session of sessions) session.terminate();
      }, goodbyeMs);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      clearTimeout(impatience);
    },
  };
}
