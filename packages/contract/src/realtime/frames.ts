// Everything that is said on the socket. First the client says hello, then both talk; frames are JSON text, one object each.
import { z } from 'zod';
import { conversationId, rev, userId } from '../ids.ts';
import { presence } from '../presence/index.ts';
import { refusal } from '../refusals/index.ts';
import { change } from './changes.ts';

/** The protocol this server speaks. */
export const protocolVersion = 1;

/** The hello of a client that speaks any protocol, so that one of another time is told so (`protocolUnsupported`). */
export const helloOfAnyProtocol = z.object({ type: z.literal('hello'), protocol: z.int() });

/** What a client may say. */
export const clientFrame = z
  .discriminatedUnion('type', [
    /** First, within 5 s. Programs pass their token here; browsers are known by their cookie. */
    z.strictObject({
      type: z.literal('hello'),
      protocol: z.literal(protocolVersion),
      token: z.string().max(200).optional(),
    }),
    /** Calls a method; `id` is the client's own number for the answer. */
    z.strictObject({ type: z.literal('call'), id: z.int().min(0), method: z.string().max(64), input: z.unknown() }),
    z.strictObject({ type: z.literal('ping') }),
  ])
  .meta({ id: 'ClientFrame' });
export type ClientFrame = z.infer<typeof clientFrame>;

/** Passing news that is not part of the inbox's state; lost when nobody listens. */
export const notice = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('typing.started'), conversationId, userId }),
    z.object({ type: z.literal('presence.changed'), presence }),
    /** How I stand to somebody changed: ask again for what is shown of them. */
    z.object({ type: z.literal('relation.changed'), userId }),
    /** Something in my requests or filtered requests changed: ask again for what is shown of them. */
    z.object({ type: z.literal('requests.changed') }),
    /** My account or settings changed on another device: ask again. */
    z.object({ type: z.literal('account.changed') }),
  ])
  .meta({ id: 'Notice' });
export type Notice = z.infer<typeof notice>;

/** What a server may say. */
export const serverFrame = z
  .discriminatedUnion('type', [
    /** The session is live from here on: every later change comes as an update. `rev` is where the inbox stands. */
    z.object({ type: z.literal('welcome'), userId, rev }),
    z.object({ type: z.literal('result'), id: z.int(), output: z.unknown().optional(), refusal: refusal.optional() }),
    /**
     * The user's inbox moved to `rev`. Revisions are dense: one that is more than one above the last seen means that an update
     * was missed, and `inbox.changes` heals it. `changes` may be empty.
     */
    z.object({ type: z.literal('update'), rev, changes: z.array(change) }),
    z.object({ type: z.literal('notice'), notice }),
    /**
     * Answers a `ping`, and also comes by itself. `rev`: the inbox has come at least so far, so that a lost update with nothing after it is
     * noticed too. One that is ahead of what was seen is treated as a missed update.
     */
    z.object({ type: z.literal('pong'), rev: rev.optional() }),
  ])
  .meta({ id: 'ServerFrame' });
export type ServerFrame = z.infer<typeof serverFrame>;
