import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import { addDays, instantOf } from '../core/calendar/local-time.ts';
import type { PledgeWording } from '../core/campaign/pledge.ts';
import type { AccountId, CampaignId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { AccountDoors, InvitationRow } from './account-store.ts';
import { demand } from './demand.ts';
import type { QrCode } from './paired-phones.ts';
import { keepPledge, type Pledges } from './pledges.ts';
import type { CampaignRow, CampaignStore, Clock, UnitStore } from './ports.ts';
import {
  beginSession,
  LONGEST_CALLER_SESSION,
  type NewSession,
  type Session,
  type SignInParts,
} from './sign-in.ts';

export interface InvitationParts extends SignInParts {
  readonly campaigns: CampaignStore;
  /** The campaign's clock: an invitation is good as long as its campaign goes on by it. */
  readonly clock: Pick<Clock, 'now'>;
  readonly pledges: Pledges;
  readonly qrCode: QrCode;
}

export interface Invitations {
  /** Makes a caller's account and the link for it. The token is told once and kept nowhere. */
  invite(actor: Actor, campaignKey: string, name: string): Promise<{ token: string; name: string }>;
  /** Makes a link for an account that there is; for callers who lost theirs, and for a demo's own people. */
  inviteAccount(actor: Actor, campaignKey: string, accountId: AccountId): Promise<{ token: string }>;
  /** What the link says before it is taken. @throws AppError `error.invitation.…` when it cannot be. */
  look(token: string, visitor: Session | null): Promise<Look>;
  /**
   * Takes the invitation: from now on the link only works together with this session's cookie.
   *
   * @param said.name What the caller wants to be called; undefined: as the invitation says.
   * @param said.pledge Version of the words that are promised with it; undefined: they are asked for at the first shift.
   * @returns the visitor's own session when the link was taken by it before.
   * @throws AppError `error.invitation.unknown`, `error.invitation.expired`, `error.invitation.used`,
   *   `error.pledge.changed`.
   */
  join(token: string, said: Said, visitor: Session | null): Promise<NewSession | Session>;
  /** The link as a QR code, rows from the top; for the volunteer's own camera. */
  picture(origin: string, token: string): boolean[][];
}

/** With undefined as with a field that a request left out. */
export interface Said {
  readonly name?: string | undefined;
  readonly pledge?: number | undefined;
}

export interface Look {
  readonly name: string;
  readonly campaign: string;
  readonly campaignKey: string;
  readonly unit: string;
  /** What is to be promised now; null: it was, or whoever comes is no caller and is asked at a first shift. */
  readonly pledge: PledgeWording | null;
}

/** Personal links for callers: one for each, bound to the device that opened it first. */
export function createInvitations(parts: InvitationParts): Invitations {
  return {
    invite: (actor, campaignKey, name) => invite(parts, { actor, campaignKey, name }),
    inviteAccount: (actor, campaignKey, accountId) => inviteAccount(parts, { actor, campaignKey, accountId }),
    async look(token, visitor) {
      const { account, campaignId, campaignTitle, unitName } = await usable(parts, token, visitor);
      const campaign = await campaignOf(parts, campaignId);
      const [asked] = await parts.pledges.of(account.id, [campaign.campaign]);
      return {
        ...{
          name: account.name,
          campaign: campaignTitle,
          campaignKey: campaign.campaign.key,
          unit: unitName,
        },
        pledge:
          account.role === 'caller' && asked?.isDue ? { version: asked.version, text: asked.text } : null,
      };
    },
    join: (token, said, visitor) => join(parts, { token, said, visitor }),
    // The token stands behind the #: no server and no log on the way is told of it.
    picture: (origin, token) => parts.qrCode(`${origin}/beitreten#${token}`),
  };
}

async function invite(
  parts: InvitationParts,
  { actor, campaignKey, name }: { actor: Actor; campaignKey: string; name: string },
): Promise<{ token: string; name: string }> {
  const campaign = await openFor(parts, actor, campaignKey);
  const accountId = parts.chance.uuid() as AccountId; // A fresh id of the right kind.
  const token = await parts.accounts.inTransaction(async (doors) => {
    await doors.insertCaller({ id: accountId, unitId: campaign.unitId, name, at: parts.now() });
    return addInvitation(parts, doors, { actor, campaign, accountId });
  });
  return { token, name };
}

async function inviteAccount(
  parts: InvitationParts,
  { actor, campaignKey, accountId }: { actor: Actor; campaignKey: string; accountId: AccountId },
): Promise<{ token: string }> {
  const campaign = await openFor(parts, actor, campaignKey);
  const token = await parts.accounts.inTransaction((doors) =>
    addInvitation(parts, doors, { actor, campaign, accountId }),
  );
  return { token };
}

async function openFor({ campaigns }: InvitationParts, actor: Actor, key: string): Promise<CampaignRow> {
  const campaign = await campaigns.byKey(key);
  if (campaign === null) throw new AppError('error.campaign.unknown');
  demand(actor, 'invite-caller', campaign);
  if (campaign.state === 'closed') throw new AppError('error.campaign.closed');
  return campaign;
}

async function campaignOf({ campaigns }: InvitationParts, id: CampaignId): Promise<CampaignRow> {
  const campaign = await campaigns.byId(id);
  if (campaign === null) throw new AppError('error.campaign.unknown');
  return campaign;
}

async function addInvitation(
  { secrets, clock, now }: InvitationParts,
  doors: AccountDoors & { readonly units: UnitStore },
  { actor, campaign, accountId }: { actor: Actor; campaign: CampaignRow; accountId: AccountId },
): Promise<string> {
  const token = secrets.token();
  const madeAt = now();
  const timeLeft = endOf(campaign) - clock.now();
  if (timeLeft <= 0) throw new AppError('error.campaign.closed');
  await doors.insertInvitation({
    tokenHash: secrets.hash(token),
    accountId,
    campaignId: campaign.id,
    madeBy: actor.accountId,
    madeAt,
    expiresAt: madeAt + timeLeft,
  });
  await doors.units.audit({
    at: madeAt,
    actorId: actor.accountId,
    actorRole: actor.role,
    action: 'invite',
    thingKind: 'account',
    thingId: accountId,
    unitId: campaign.unitId,
    detail: { campaignId: campaign.id },
  });
  return token;
}

function endOf({ campaign }: CampaignRow): Instant {
  return instantOf(addDays(campaign.period.until, 1), 0, campaign.timezone);
}

async function usable(
  { accounts, secrets, now }: InvitationParts,
  token: string,
  visitor: Session | null,
): Promise<InvitationRow> {
  const invitation = await accounts.invitation(secrets.hash(token));
  if (invitation === null) throw new AppError('error.invitation.unknown');
  if (invitation.expiresAt <= now()) throw new AppError('error.invitation.expired');
  const isTheirs = visitor?.actor.accountId === invitation.account.id;
  if (invitation.usedAt !== null && !isTheirs) throw new AppError('error.invitation.used');
  return invitation;
}

async function join(
  parts: InvitationParts,
  { token, said, visitor }: { token: string; said: Said; visitor: Session | null },
): Promise<NewSession | Session> {
  const { accounts, secrets, now, chance } = parts;
  const { account, campaignId, usedAt, expiresAt } = await usable(parts, token, visitor);
  const { name, pledge } = said;
  const campaign = await campaignOf(parts, campaignId);
  return accounts.inTransaction(async (doors) => {
    if (name !== undefined && name !== account.name) await doors.rename(account.id, name);
    const at = now();
    if (pledge !== undefined) {
      const actor = { accountId: account.id, role: account.role, unitPath: account.unitPath };
      await keepPledge(doors, chance, { actor, campaign, version: pledge, at });
    }
    if (usedAt !== null && visitor !== null) return visitor;
    if (!(await doors.takeInvitation(secrets.hash(token), at))) throw new AppError('error.invitation.used');
    await doors.units.audit({
      at,
      actorId: account.id,
      actorRole: account.role,
      action: 'join-by-invitation',
      thingKind: 'account',
      thingId: account.id,
      unitId: account.unitId,
      detail: {},
    });
    // Whoever was signed in on this device is not any more.
    if (visitor !== null) await doors.deleteSession(visitor.tokenHash);
    return beginSession(doors, {
      secrets,
      account,
      at,
      expiresAt: Math.min(expiresAt, at + LONGEST_CALLER_SESSION),
    });
  });
}
