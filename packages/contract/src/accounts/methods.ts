import { z } from 'zod';
import { instant, sessionId } from '../ids.ts';
import { method } from '../method.ts';
import { person } from '../people/index.ts';
import {
  account,
  accountLimits,
  bio,
  birthDate,
  displayName,
  handle,
  password,
  recoveryCode,
  signedIn,
} from './shapes.ts';

/** `cookie` for the web app, `token` for programs. */
const session = z.enum(['cookie', 'token']).default('cookie');
const device = z.string().max(200).optional();
const nothing = z.strictObject({});
const done = z.object({});

export const accountsMethods = [
  method({
    id: 'accounts.signUp',
    purpose: 'Makes an account and signs in; recovery codes are told here and never again.',
    auth: 'anyone',
    httpOnly: true,
    input: z.strictObject({
      handle,
      displayName,
      birthDate,
      password,
      email: z.email().max(254).optional(),
      session,
      device,
    }),
    output: signedIn.extend({ recoveryCodes: z.array(z.string()) }),
    refusals: ['under_age', 'handle_taken', 'handle_not_allowed'],
  }),
  method({
    id: 'accounts.signIn',
    purpose: 'Signs in by handle and password; a deactivated account comes back.',
    auth: 'anyone',
    httpOnly: true,
    input: z.strictObject({ handle, password: z.string().min(1).max(256), session, device }),
    output: signedIn,
    refusals: ['wrong_credentials'],
  }),
  method({
    id: 'accounts.recover',
    purpose: 'Sets a new password by a recovery code, once, and ends all sessions.',
    auth: 'anyone',
    httpOnly: true,
    input: z.strictObject({ handle, recoveryCode, newPassword: password, session, device }),
    output: signedIn,
    refusals: ['wrong_recovery_code'],
  }),
  method({
    id: 'accounts.signOut',
    purpose: 'Ends this session.',
    auth: 'user',
    httpOnly: true,
    input: nothing,
    output: done,
    refusals: [],
  }),
  method({
    id: 'accounts.signOutEverywhere',
    purpose: 'Ends all sessions, this one too.',
    auth: 'user',
    httpOnly: true,
    input: nothing,
    output: done,
    refusals: [],
  }),
  method({
    id: 'accounts.listSessions',
    purpose: 'Lists where I am signed in.',
    auth: 'user',
    input: nothing,
    output: z.object({
      sessions: z.array(z.object({ id: sessionId, device: z.string(), createdAt: instant, isCurrent: z.boolean() })),
    }),
    refusals: [],
  }),
  method({
    id: 'accounts.me',
    purpose: 'Tells who I am.',
    auth: 'user',
    input: nothing,
    output: account,
    refusals: [],
  }),
  method({
    id: 'accounts.limits',
    purpose: 'Tells how much I may still send, and what holds me back (LIM-1).',
    auth: 'user',
    input: nothing,
    output: accountLimits,
    refusals: [],
  }),
  method({
    id: 'accounts.updateProfile',
    purpose: 'Changes my name or bio.',
    auth: 'user',
    input: z.strictObject({ displayName: displayName.optional(), bio: bio.optional() }),
    output: account,
    refusals: [],
  }),
  method({
    id: 'accounts.changePassword',
    purpose: 'Changes my password and ends my other sessions.',
    auth: 'user',
    input: z.strictObject({ password: z.string().min(1).max(256), newPassword: password }),
    output: done,
    refusals: ['wrong_password'],
  }),
  method({
    id: 'accounts.deactivate',
    purpose: 'Hides my account until I sign in again, and ends all sessions.',
    auth: 'user',
    httpOnly: true,
    input: z.strictObject({ password: z.string().min(1).max(256) }),
    output: done,
    refusals: ['wrong_password'],
  }),
  method({
    id: 'accounts.delete',
    purpose: 'Deletes my account: hidden at once, erased after 30 days unless I sign in before.',
    auth: 'user',
    httpOnly: true,
    input: z.strictObject({ password: z.string().min(1).max(256) }),
    output: z.object({ erasedAt: instant }),
    refusals: ['wrong_password'],
  }),
  method({
    id: 'demo.list',
    purpose: 'Lists the people of the demo world; not found unless this server runs one.',
    auth: 'anyone',
    input: nothing,
    output: z.object({ people: z.array(person) }),
    refusals: ['demo_only'],
  }),
  method({
    id: 'demo.signIn',
    purpose: 'Signs in as somebody of the demo world, without a password.',
    auth: 'anyone',
    httpOnly: true,
    input: z.strictObject({ handle, session, device }),
    output: signedIn,
    refusals: ['demo_only'],
  }),
] as const;
