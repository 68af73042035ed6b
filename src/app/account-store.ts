// What sign-in and invitations need from the store. Moments are the wall clock's, also while a campaign lies elsewhere.
import type { Role } from '../core/access/may-do.ts';
import type { AccountId, CampaignId, UnitId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { PledgeDoors } from './arrival-store.ts';
import type { UnitStore } from './ports.ts';

/** SHA-256 of a token, hex. The token itself is kept nowhere. */
export type TokenHash = string;

export interface AccountStore extends AccountDoors {
  inTransaction<Result>(
    work: (doors: AccountDoors & PledgeDoors & { readonly units: UnitStore }) => Promise<Result>,
  ): Promise<Result>;
}

export interface AccountDoors {
  /** Whether anybody can sign in by name and password. */
  hasLogin(): Promise<boolean>;
  /** Makes the first account with a password. @returns false when there is one already, also one made just now. */
  insertFirst(account: NewLogin): Promise<boolean>;
  /** Upper and lower case are the same. */
  byLogin(login: string): Promise<{ readonly account: AccountRow; readonly passwordHash: string } | null>;
  insertCaller(account: { id: AccountId; unitId: UnitId; name: string; at: Instant }): Promise<void>;
  rename(id: AccountId, name: string): Promise<void>;

  insertInvitation(invitation: NewInvitation): Promise<void>;
  invitation(tokenHash: TokenHash): Promise<InvitationRow | null>;
  /** @returns false when it had been used. Of two at once one wins. */
  takeInvitation(tokenHash: TokenHash, at: Instant): Promise<boolean>;

  insertSession(session: NewSessionRow): Promise<void>;
  /** Null for one that is unknown or over. */
  session(tokenHash: TokenHash, now: Instant): Promise<SessionRow | null>;
  prolongSession(tokenHash: TokenHash, seenAt: Instant, expiresAt: Instant): Promise<void>;
  deleteSession(tokenHash: TokenHash): Promise<void>;
  deleteExpired(now: Instant): Promise<void>;
}

export interface AccountRow {
  readonly id: AccountId;
  readonly name: string;
  readonly role: Role;
  readonly unitId: UnitId | null;
  /** `/` for an owner, whose reach is the whole installation. */
  readonly unitPath: string;
}

export interface NewLogin {
  readonly id: AccountId;
  readonly name: string;
  readonly login: string;
  readonly passwordHash: string;
  readonly at: Instant;
}

export interface NewInvitation {
  readonly tokenHash: TokenHash;
  readonly accountId: AccountId;
  readonly campaignId: CampaignId;
  readonly madeBy: AccountId | null;
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
}

export interface InvitationRow {
  readonly account: AccountRow;
  readonly campaignId: CampaignId;
  readonly campaignTitle: string;
  /** Name of the branch that runs the campaign. */
  readonly unitName: string;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
}

export interface NewSessionRow {
  readonly tokenHash: TokenHash;
  readonly accountId: AccountId;
  readonly at: Instant;
  readonly expiresAt: Instant;
}

export interface SessionRow {
  readonly account: AccountRow;
  readonly seenAt: Instant;
  readonly expiresAt: Instant;
}
