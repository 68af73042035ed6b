// What the pairing of a caller's own phone needs from the store. Moments are the wall clock's.
import type { ShiftId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { AccountRow, TokenHash } from './account-store.ts';
import type { UnitStore } from './ports.ts';

/** Whether a phone belongs to a shift: `waiting` while a code is shown that nobody has taken. */
export type PairedPhone = 'none' | 'waiting' | 'paired';

export interface PhoneStore extends PhoneDoors {
  inTransaction<Result>(
    work: (doors: PhoneDoors & { readonly units: UnitStore }) => Promise<Result>,
  ): Promise<Result>;
}

/** One phone for each shift at most. Every door knows open shifts alone. */
export interface PhoneDoors {
  /** A code for the shift's phone; the one before is worth nothing any more. A phone that is paired stays so. */
  offer(code: { shiftId: ShiftId; codeHash: TokenHash; expiresAt: Instant }): Promise<void>;
  /**
   * Takes a code, once: the shift's phone is the one with this session from now on, and no other.
   *
   * @returns null for a code that is unknown, used, replaced or over. Of two at once one wins.
   */
  take(taken: {
    codeHash: TokenHash;
    tokenHash: TokenHash;
    now: Instant;
    expiresAt: Instant;
  }): Promise<PhoneRow | null>;
  /** Null for a session that is unknown, unpaired or over; so is each one of a shift that was left. */
  session(tokenHash: TokenHash, now: Instant): Promise<PhoneRow | null>;
  stateOf(shiftId: ShiftId, now: Instant): Promise<PairedPhone>;
  /** Forgets the shift's phone and its code. @returns false when there was neither. */
  forget(shiftId: ShiftId): Promise<boolean>;
  isLeft(shiftId: ShiftId): Promise<boolean>;
}

export interface PhoneRow {
  /** Whose shift it is. */
  readonly account: AccountRow;
  readonly shiftId: ShiftId;
  readonly expiresAt: Instant;
}
