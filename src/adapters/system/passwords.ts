import { type Algorithm, hash, type Options, verify } from '@node-rs/argon2';
import type { Passwords } from '../../app/sign-in.ts';

/**
 * argon2id with 19 MiB, two passes, one lane: the OWASP Password Storage Cheat Sheet's setting for small machines
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html).
 */
const COST: Options = {
  // The package declares a `const enum`, which type stripping cannot read: 2 is argon2id.
  algorithm: 2 satisfies Algorithm.Argon2id as Algorithm,
  memoryCost: 19 * 1024,
  timeCost: 2,
  parallelism: 1,
};

/** Hashes and checks passwords with argon2id. */
export function createPasswords(): Passwords {
  // Checked in place of one that is not there, so that an unknown name takes as long as a wrong password.
  const nobody = hash('nobody has this password', COST);
  return {
    hash: (password) => hash(normalised(password), COST),
    async isRight(passwordHash, password) {
      const isSame = await verify(passwordHash ?? (await nobody), normalised(password));
      return isSame && passwordHash !== null;
    },
  };
}

/** NIST SP 800-63B section 5.1.1.2: one person's "ü" is typed as one letter or as two, depending on the machine. */
function normalised(password: string): string {
  return password.normalize('NFKC');
}
