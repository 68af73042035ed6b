// What screens read: whole answers in one or two statements, apart from the doors by which rules change things.
import type { IsoDate } from '../core/campaign/campaign.ts';
import type {
  AccountId,
  AttemptId,
  CampaignId,
  ContactId,
  E164,
  NumberId,
  ShiftId,
  TrunkId,
} from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { NumberType } from '../core/numbers/phone-finding.ts';
import type { Disposition } from '../core/outcome/disposition.ts';
import type { PacingMode } from '../core/pacing/pacing.ts';
import type { NextTry, QueueReason } from '../core/queue/next-try.ts';
import type { SpeakWay } from '../core/speak-way.ts';
import type { KeptDraft } from './draft-store.ts';
import type { OfferReading } from './offer-store.ts';
import type { CampaignRow, OutcomeReport } from './ports.ts';
import type { ShiftRow } from './shift-store.ts';

export type ViewStore = ShiftReading & OfferReading & BoardReading;

export interface ShiftReading {
  accountName(accountId: AccountId): Promise<string | null>;
  /** The account's open shift with the call its caller is busy with; null without a shift. */
  openShift(accountId: AccountId, now: Instant): Promise<ShiftFacts | null>;
  /** What does not change any more of the person whom an attempt rings. Numbers and notes are plain. */
  card(attemptId: AttemptId): Promise<CardFacts>;
  setHelp(shiftId: ShiftId, isWanted: boolean): Promise<void>;
  /** A call by itself, whatever shift it was of; null when there is none. */
  callOf(attemptId: AttemptId): Promise<CallFacts | null>;
  /** Whose call it is; null when there is no such attempt. */
  callerOf(attemptId: AttemptId): Promise<AccountId | null>;
}

export interface ShiftFacts extends ShiftRow {
  readonly state: Exclude<ShiftRow['state'], 'left'>;
  readonly campaignState: CampaignRow['state'];
  readonly campaignVersion: number;
  readonly callerName: string;
  /** How the campaign is to call, where an organiser has chosen; null: as its file says. */
  readonly wantedPacing: PacingMode | null;
  readonly asksForHelp: boolean;
  /** The pause began because nobody tapped a preview for long. */
  readonly hasLapsed: boolean;
  /** On the calendar day of the campaign's timezone, in this campaign. */
  readonly today: { readonly calls: number; readonly conversations: number };
  /** On the line, else one whose word is owed, else the last one of the shift; null before the first. */
  readonly call: CallFacts | null;
}

export interface CallFacts {
  readonly attemptId: AttemptId;
  readonly trunkId: TrunkId;
  /** Nothing has been dialled: the caller reads, or has tapped just now; null for a call. */
  readonly preview: 'read' | 'tapped' | null;
  readonly state: 'in-flight' | 'settled' | 'lost';
  readonly isCallback: boolean;
  readonly needsWord: boolean;
  readonly isSkipped: boolean;
  readonly dialledAt: Instant;
  readonly ringingAt: Instant | null;
  readonly earlyMediaAt: Instant | null;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly disposition: Disposition | null;
  readonly numberType: NumberType;
  /** Of this number: how long it rang before a mailbox took earlier calls. */
  readonly earlierMailboxRingSeconds: readonly number[];
  /** What was said, or what was said last and taken back. */
  readonly report: OutcomeReport | null;
  /** When it was said; null when nothing is said or it was taken back. */
  readonly reportedAt: Instant | null;
  /** What is filled in so far of a call whose outcome is not given. */
  readonly draft: KeptDraft | null;
}

export interface CardFacts {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly birthDate: IsoDate | null;
  readonly joinedOn: IsoDate | null;
  readonly email: string | null;
  /** ISO 639-1. */
  readonly language: string | null;
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
    readonly id: NumberId;
    readonly number: E164;
    readonly label: string | null;
    readonly isDialled: boolean;
  }[];
  /** Never before, in minutes after local midnight. */
  readonly notBefore: number | null;
}

export interface BoardReading {
  /** All people of the campaign, alike ones counted together. */
  people(campaignId: CampaignId, now: Instant): Promise<PeopleCount[]>;
  /** Those of some kinds, the next due first. */
  peopleOf(
    campaignId: CampaignId,
    now: Instant,
    kinds: readonly Pick<PeopleCount, 'place' | 'reasons'>[],
    most: number,
  ): Promise<PersonFacts[]>;
  /** @param dayFrom Midnight before `now` where the campaign is. */
  board(campaignId: CampaignId, moments: BoardMoments): Promise<BoardFacts>;
  /** Of callers who have called today; in no order. */
  callerFigures(
    campaignId: CampaignId,
    moments: Pick<BoardMoments, 'now' | 'dayFrom'>,
  ): Promise<CallerFigures[]>;
}

export interface BoardMoments {
  readonly now: Instant;
  readonly dayFrom: Instant;
  readonly timezone: string;
}

/**
 * Where a person stands: `now` is due or in a caller's hand; `promised` waits for an agreed time, whether spoken to
 * before or not; `later` waits for any other reason; then who was spoken to, whose numbers are all out of date, and who
 * is done otherwise. Each person is in exactly one.
 */
export type Place = 'now' | 'promised' | 'later' | 'reached' | 'outOfDate' | 'closed';

/** Of one caller, since the beginning of the day. */
export interface CallerFigures {
  readonly accountId: AccountId;
  readonly name: string;
  readonly calls: number;
  readonly conversations: number;
  readonly talkSeconds: number;
}

export interface PeopleCount {
  readonly place: Place;
  /** Of the decision: the kind of try and what moved it, or the one reason why there is none. */
  readonly reasons: readonly QueueReason[];
  readonly people: number;
  /** When the first and the last of them are due. */
  readonly nextAt: Instant | null;
  readonly lastAt: Instant | null;
}

export interface PersonFacts {
  readonly contactId: ContactId;
  readonly givenName: string | null;
  readonly familyName: string | null;
  /** Null for the campaign's own. */
  readonly branch: string | null;
  readonly tries: number;
  readonly reasons: readonly QueueReason[];
  readonly nextAt: Instant | null;
}

export interface BoardFacts {
  /** Open shifts. */
  readonly callers: readonly {
    readonly shiftId: ShiftId;
    readonly name: string;
    readonly isFirstShift: boolean;
    readonly state: ShiftFacts['state'];
    readonly since: Instant;
    readonly way: SpeakWay | null;
    readonly asksForHelp: boolean;
  }[];
  /** Numbers of people of the campaign; one that two share counts once. */
  readonly numbers: { readonly outOfDate: number; readonly suspected: number };
  readonly promises: {
    readonly open: number;
    readonly overdue: number;
    /** Overdue and kept for callers who are not on shift: how many, and whose. */
    readonly left: number;
    readonly leftBy: readonly string[];
    /** The earliest. */
    readonly next: readonly {
      readonly contactId: ContactId;
      readonly givenName: string | null;
      readonly familyName: string | null;
      readonly fromAt: Instant;
      readonly untilAt: Instant;
      readonly promisedTo: string;
    }[];
  };
  /** Today's calls by the hour they began, where the campaign is. */
  readonly hours: readonly {
    readonly hour: number;
    readonly calls: number;
    readonly conversations: number;
  }[];
  /** People called today. */
  readonly peopleToday: number;
  /** The last alarm of the trunk that the campaign used last. */
  readonly alarm: { readonly kind: string; readonly pausedUntil: Instant } | null;
}
