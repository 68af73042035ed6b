// What practices need from the store. Moments are the wall's.
import type { AccountId, CampaignId, ShiftId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { Scores, Tally } from '../core/practice/evaluation.ts';
import type { Pair, PracticeEnd, PracticeRole, PracticeWish } from '../core/practice/pair.ts';
import type { PersonaId } from '../core/practice/personas.ts';
import type { SituationId } from '../core/practice/situations.ts';
import type { UnitStore } from './ports.ts';
import type { Finding, OwnPractice, Round, Sheet } from './practice.ts';
import type { ShiftFacts } from './view-store.ts';

export interface PracticeStore extends PracticeDoors {
  /** All or nothing, and for one campaign one after the other: so of two who come at once, each sees the other. */
  inTransaction<Result>(
    campaignId: CampaignId,
    work: (doors: PracticeDoors & { readonly units: Pick<UnitStore, 'audit'> }) => Promise<Result>,
  ): Promise<Result>;
  /** @returns how many were deleted. */
  deleteSheetsBefore(moment: Instant): Promise<number>;
  /** Everybody who waits or practises now, in whatever campaign. */
  openSeats(): Promise<SeatRow[]>;
}

export type PracticeDoors = SeatDoors & SessionDoors & ReadinessDoors & RoundDoors;

export interface SeatDoors {
  /** The place of an account that waits or practises; null without one. */
  openSeat(accountId: AccountId): Promise<SeatRow | null>;
  /** Why the last place in this campaign was left, and when. */
  lastEnd(
    accountId: AccountId,
    campaignId: CampaignId,
  ): Promise<{ ended: PracticeEnd | null; at: Instant } | null>;
  /** Who waits, the longest first. */
  waiting(campaignId: CampaignId): Promise<WaitingRow[]>;
  insertSeat(seat: Pick<SeatRow, 'id' | 'campaignId' | 'accountId' | 'wish' | 'since'>): Promise<void>;
  takeSeat(seatId: string, taken: { sessionId: string; role: PracticeRole }): Promise<void>;
  leaveSeat(seatId: string, left: { at: Instant; ended: PracticeEnd | null }): Promise<void>;
  /** The account's open shift, held until the transaction is over: it becomes `ready` before or after, not meanwhile. */
  holdShift(accountId: AccountId): Promise<PausedShift | null>;
  shiftOf(accountId: AccountId): Promise<PausedShift | null>;
}

export interface PausedShift extends Pick<ShiftFacts, 'id' | 'state' | 'way'> {
  readonly id: ShiftId;
}

export interface SeatRow {
  readonly id: string;
  readonly campaignId: CampaignId;
  readonly accountId: AccountId;
  readonly wish: PracticeWish;
  readonly since: Instant;
  /** Null while it waits. */
  readonly sessionId: string | null;
  readonly role: PracticeRole | null;
}

export interface WaitingRow extends SeatRow {
  readonly name: string;
  readonly isReady: boolean;
}

export interface SessionDoors {
  insertSession(session: {
    readonly id: string;
    readonly campaignId: CampaignId;
    readonly persona: PersonaId;
    readonly situation: SituationId | null;
    readonly guideVersion: number;
    readonly since: Instant;
  }): Promise<void>;
  /** One with a partner. */
  session(id: string): Promise<SessionRow>;
  /** Writes what a step has changed; `at` is when somebody left. */
  savePair(session: SessionRow, pair: Pair, at: Instant): Promise<void>;
  setCards(id: string, cards: { persona: PersonaId; situation: SituationId | null }): Promise<void>;
  /** Takes the place of one given before. */
  putSheet(id: string, by: PracticeRole, sheet: Sheet, at: Instant): Promise<void>;
  sheets(id: string): Promise<Readonly<Record<PracticeRole, Sheet | null>>>;
  /** It counts as a practice; `isReady`: the trainee may make real calls by it. */
  finish(id: string, finished: { at: Instant; isReady: boolean }): Promise<void>;
  /** A practice alone with its sheet, over as it comes. @returns false when that id was there already. */
  insertAlone(alone: {
    readonly id: string;
    readonly seatId: string;
    readonly campaignId: CampaignId;
    readonly accountId: AccountId;
    readonly persona: PersonaId;
    readonly guideVersion: number;
    readonly at: Instant;
    readonly isReady: boolean;
    readonly sheet: Sheet;
  }): Promise<boolean>;
  /** The account's finished practices, the latest first, at most fifty. Of somebody else's sheets none. */
  own(accountId: AccountId, campaignId: CampaignId): Promise<Omit<OwnPractice, 'result' | 'deletedAt'>[]>;
}

export interface SessionRow {
  readonly id: string;
  readonly campaignId: CampaignId;
  readonly persona: PersonaId;
  readonly situation: SituationId | null;
  readonly guideVersion: number;
  readonly pair: Pair;
  readonly trainee: PartnerRow;
  readonly player: PartnerRow;
}

export interface PartnerRow {
  readonly seatId: string;
  readonly accountId: AccountId;
  readonly name: string;
}

export interface ReadinessDoors {
  isReady(accountId: AccountId, campaignId: CampaignId): Promise<boolean>;
  /** Who was invited to the campaign, was on shift or practised in it, by name. */
  team(
    campaignId: CampaignId,
  ): Promise<{ accountId: AccountId; name: string; isReady: boolean; isWaived: boolean }[]>;
  waive(accountId: AccountId, campaignId: CampaignId, at: Instant): Promise<void>;
  unwaive(accountId: AccountId, campaignId: CampaignId): Promise<void>;
}

export interface RoundDoors {
  openRound(campaignId: CampaignId): Promise<RoundRow | null>;
  /** Those that are closed, the latest first. */
  closedRounds(campaignId: CampaignId): Promise<RoundRow[]>;
  insertRound(
    round: Omit<RoundRow, 'isOpen' | 'hard' | 'findings'> & { readonly campaignId: CampaignId },
  ): Promise<void>;
  closeRound(id: string, at: Instant): Promise<void>;
  /** Of each person who practised after that moment the last sheet about them: the player's, else their own. */
  sheetsSince(campaignId: CampaignId, moment: Instant): Promise<Scores[]>;
  /** When the last round with tallies was opened; 0 without one. */
  lastTallyAt(campaignId: CampaignId): Promise<Instant>;
  /** Harmless for a key that is there already. */
  insertHard(roundId: string, said: { key: string; text: string; at: Instant }): Promise<void>;
  insertFinding(roundId: string, finding: Finding & { key: string; at: Instant }): Promise<void>;
  /** Counts for the closing report. */
  practised(campaignId: CampaignId): Promise<{ partner: number; alone: number; ready: number }>;
}

export interface RoundRow extends Round {
  readonly tallies: readonly Tally[] | null;
}
