// Ids, tokens and hashes. Only hashes of tokens and codes are ever stored.

import type { ScryptOptions } from 'node:crypto';
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import type { SessionId, UserId } from '@parley/contract';

/** A random id below 2^62: it tells nothing about when or where the account was made. */
export function newUserId(): UserId {
  const id = randomBytes(8).readBigUInt64BE() >> 2n;
  return id === 0n ? newUserId() : (id.toString() as UserId);
}

export const newSessionId = (): SessionId => randomBytes(16).toString('base64url') as SessionId;
export const newReportId = (): string => randomBytes(16).toString('base64url');
export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

const codeAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 16 letters of 5 bits, in groups of four: too many to guess, so that a fast hash protects them. */
export function newRecoveryCode(): string {
  const letters = [...randomBytes(16)].map((byte) => codeAlphabet[byte % 32]).join('');
  return letters.replace(/(.{4})(?!$)/g, '$1-');
}

/** Typed by a person: case, spaces and dashes do not matter. */
export const hashRecoveryCode = (code: string): string =>
  createHash('sha256').update(code.toUpperCase().replace(/[\s-]/g, '')).digest('hex');

const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } satisfies ScryptOptions;

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });

/** `scrypt$salt$key`, both base64url; the cost is this version's. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString('base64url')}$${(await derive(password, salt)).toString('base64url')}`;
}

/** The same work whether there is a password to compare with or not, so that the time tells nothing (S22). */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [, salt = '', key = ''] = (hash ?? '').split('$');
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
