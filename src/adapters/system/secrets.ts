import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '../../app/sign-in.ts';

/** Tokens of 32 random bytes, and the SHA-256 by which they are kept. */
export function createSecrets(): Secrets {
  return {
    token: () => randomBytes(32).toString('base64url'),
    // A random token needs no salt and no slow hash: there is nothing to guess.
    hash: (token) => createHash('sha256').update(token).digest('hex'),
    isSame: (a, b) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b)),
  };
}
