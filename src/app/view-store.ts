// What screens read: whole answers in one or two statements, apart from the doors by which rules change things.
import type { IsoDate } from '../core/campaign/campaign.ts';
import type { AccountId, AttemptId, CampaignId, ContactId, E164, ShiftId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { Disposition } from '../core/outcome/disposition.ts';
import type { NextTry, QueueReason } from '../core/queue/next-try.ts';
import type { CampaignRow, OutcomeReport, ShiftRow } from './ports.ts';

export type ViewStore = ShiftReading & BoardReading;

export interface ShiftReading {
  accountName(accountId: AccountId): Promise<string | null>;
  /** The account's open shift with the call its caller is busy with; null without a shift. */
  openShift(accountId: AccountId, now: Instant): Promise<ShiftFacts | null>;
  /** What does not change any more of the person whom an attempt rings. Numbers and notes are plain. */
  card(attemptId: AttemptId): Promise<CardFacts>;
  setHelp(shiftId: ShiftId, isWanted: boolean): Promise<void>;
  /** Whose call it is; null when there is no such attempt. */
  callerOf(attemptId: AttemptId): Promise<AccountId | null>;
}

export interface ShiftFacts extends ShiftRow {
  readonly state: Exclude<ShiftRow['state'], 'left'>;
  readonly campaignState: CampaignRow['state'];
  readonly campaignVersion: number;
  readonly callerName: string;
  readonly asksForHelp: boolean;
  /** On the calendar day of the campaign's timezone, in this campaign. */
  readonly today: { readonly calls: number; readonly conversations: number };
  /** On the line, else one whose word is owed, else the last one of the shift; null before the first. */
  readonly call: CallFacts | null;
}

export interface CallFacts {
  readonly attemptId: AttemptId;
  readonly state: 'in-flight' | 'settled' | 'lost';
  readonly isCallback: boolean;
  readonly needsWord: boolean;
  readonly dialledAt: Instant;
  readonly ringingAt: Instant | null;
  readonly earlyMediaAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly disposition: Disposition | null;
  /** What was said, or what was said last and taken back. */
  readonly report: OutcomeReport | null;
  /** When it was said; null when nothing is said or it was taken back. */
  readonly reportedAt: Instant | null;
}

export interface CardFacts {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly birthDate: IsoDate | null;
  readonly joinedOn: IsoDate | null;
  readonly email: string | null;
  readonly lastContacts: Readonly<Record<string, string | null>>;
  /** Names of the person's branch and those above it, the nearest first. */
  readonly branches: readonly string[];
  /** The branch is the campaign's own. */
  readonly isOwnUnit: boolean;
  /** The decision the attempt came from. */
  readonly why: NextTry;
  /** Day of the call. */
  readonly day: IsoDate;
  readonly promise: {
    readonly fromAt: Instant;
    readonly untilAt: Instant;
    readonly givenBy: string | null;
    readonly note: string | null;
  } | null;
  /** Earlier tries in this campaign, the latest first, at most five. */
  readonly earlier: readonly {
    readonly at: Instant;
    readonly disposition: Disposition;
    readonly note: string | null;
  }[];
  /** Usable ones, in the order of the export. */
  readonly numbers: readonly {
    readonly number: E164;
    readonly label: string | null;
    readonly isDialled: boolean;
  }[];
}

export interface BoardReading {
  /** People of the campaign who are still to be called, alike ones counted together. */
  waitingPeople(campaignId: CampaignId, now: Instant): Promise<WaitingCount[]>;
}

/** People who are still to be called: due or later, reached already only where a promise is owed. */
export interface WaitingCount {
  readonly reasons: readonly QueueReason[];
  /** Due, or in a caller's hand. */
  readonly isDueNow: boolean;
  readonly isPromise: boolean;
  readonly people: number;
  readonly nextAt: Instant | null;
}

export type ContactName = { readonly contactId: ContactId; readonly name: string };
