// What the rules need from the world. Adapters and the simulator implement these; nothing else crosses.
import type { Role } from '../core/access/may-do.ts';
import type { Campaign, IsoDate } from '../core/campaign/campaign.ts';
import type {
  AccountId,
  AttemptId,
  CallbackId,
  CampaignId,
  ContactId,
  E164,
  ListId,
  NumberId,
  PersonId,
  ShiftId,
  TrunkId,
  UnitId,
} from '../core/ids.ts';
import type { ListRow } from '../core/import/list-row.ts';
import type { RowProblem } from '../core/import/row-problem.ts';
import type { Instant } from '../core/instant.ts';
import type { NumberType } from '../core/numbers/phone-finding.ts';
import type { CallClass } from '../core/outcome/call-class.ts';
import type { CallEvidence } from '../core/outcome/call-evidence.ts';
import type { Disposition } from '../core/outcome/disposition.ts';
import type { NumberHealth, NumberState } from '../core/outcome/number-health.ts';
import type { NumberSign, SignValidity } from '../core/outcome/number-sign.ts';
import type { Correction, OfferAnswer, OrganiserMessage } from '../core/outcome/report-parts.ts';
import type { TrunkAlarm, TrunkFinal } from '../core/outcome/trunk-health.ts';
import type { PacingMode } from '../core/pacing/pacing.ts';
import type { ContactFacts, NumberFacts } from '../core/queue/contact-facts.ts';
import type { NextTry, QueueReason } from '../core/queue/next-try.ts';
import type { ReportFacts } from '../core/report/report-facts.ts';
import type { SelectionPerson } from '../core/selection/selection-person.ts';
import type { SpeakWay } from '../core/speak-way.ts';
import type { OfferStore } from './offer-store.ts';
import type { OutcomeStore } from './outcome-store.ts';
import type { PacingStore } from './pacing-store.ts';
import type { PreviewStore } from './preview-store.ts';
import type { RunStore } from './run-store.ts';
import type { UndoStore } from './undo-store.ts';

// ---- time and chance -------------------------------------------------------------------------------------------

export interface Clock {
  now(): Instant;
  /** Runs `task` once at that moment, or at once when it has passed. The system's clock reports what a task throws. */
  at(moment: Instant, task: () => Promise<void>): Timer;
}
export interface Timer {
  cancel(): void;
}

export interface Chance {
  /** 0 (included) to 1 (excluded). */
  next(): number;
  uuid(): string;
}

// ---- telephony -------------------------------------------------------------------------------------------------

export interface Telephony {
  /**
   * Places one call. The leg rings at most `ringSeconds`, then cancels itself.
   * @param listener Hears every event of the leg, `ended` exactly once and last.
   */
  dial(request: DialRequest, listener: (event: LegEvent) => Promise<void>): Leg;
}
export interface DialRequest {
  /** For the caller's own phone a fresh id: it names the call, nothing else. */
  readonly attemptId: AttemptId;
  /** Null: a contact's call whose caller is found when somebody answers. */
  readonly shiftId: ShiftId | null;
  readonly side: 'contact' | 'caller';
  /** Looks for mailbox greetings in the sound, in memory alone; the campaign switches it on. */
  readonly analyseSound: boolean;
  readonly trunkId: TrunkId;
  readonly to: E164;
  readonly from: E164;
  readonly ringSeconds: number;
}
export interface Leg {
  /** Ends the call, cancels it when nobody has answered yet; harmless when it has ended. */
  hangUp(): void;
}
export type LegEvent =
  | { readonly kind: 'ringing' }
  | { readonly kind: 'early-media' }
  | { readonly kind: 'answered' }
  | { readonly kind: 'ended'; readonly evidence: CallEvidence };

// ---- the caller's side -----------------------------------------------------------------------------------------

/** What a caller's screen is told. The next step never depends on it alone: the store holds the shift's state. */
export interface CallerScreens {
  show(shiftId: ShiftId, event: ScreenEvent): Promise<void>;
}
export type ScreenEvent =
  /** Somebody is shown; nothing rings before the caller says so. */
  | { readonly kind: 'preview'; readonly attemptId: AttemptId; readonly isCallback: boolean }
  /** It ended by itself, and without a call. */
  | { readonly kind: 'preview-over'; readonly attemptId: AttemptId }
  | { readonly kind: 'ringing'; readonly attemptId: AttemptId; readonly isCallback: boolean }
  /** The person's telephone rings, says the network. */
  | { readonly kind: 'alerting'; readonly attemptId: AttemptId }
  | { readonly kind: 'early-media'; readonly attemptId: AttemptId }
  | { readonly kind: 'talking'; readonly attemptId: AttemptId }
  /** The call is over. `needsWord`: the caller is asked what it was; otherwise the outcome is settled. */
  | { readonly kind: 'ended'; readonly attemptId: AttemptId; readonly needsWord: boolean };

/** What a caller says of a call. Sending the same `key` again is harmless and answers the same. */
export interface OutcomeReport {
  readonly key: string;
  readonly attemptId: AttemptId;
  readonly disposition: Disposition;
  /** For an objection or the like: was it told in a talk with the member? */
  readonly talkedWithMember: boolean;
  readonly answers: Readonly<Record<string, string | readonly string[]>>;
  readonly reception: 'pleased' | 'neutral' | 'disturbed' | null;
  readonly channels: readonly string[];
  readonly offers: readonly {
    readonly id: string;
    readonly answer: OfferAnswer;
    /** Comes with somebody, or would like company. */
    readonly companion: boolean;
    readonly reminder: boolean;
  }[];
  /** Id of the newsletter wished for. */
  readonly newsletter: string | null;
  /** How the member was spoken to; absent: as the guide says. */
  readonly address?: 'du' | 'sie' | undefined;
  readonly localContact: boolean | null;
  readonly callback: { readonly fromAt: Instant; readonly untilAt: Instant } | null;
  readonly note: string | null;
  readonly corrections: readonly Correction[];
  /** To the organisers. */
  readonly message: OrganiserMessage | null;
  /** The person's numbers that are wrong; empty: the dialled one, where the outcome says wrong. */
  readonly wrongNumbers: readonly string[];
  /** Never ring this person earlier in a day: minutes after local midnight; 0 lifts it, null says nothing. */
  readonly notBefore: number | null;
  readonly isHard: boolean;
}

/** What a caller can do; the simulated ones and, later, the routes of the server call it. */
export interface CallerDesk {
  join(
    campaignId: CampaignId,
    accountId: AccountId,
  ): Promise<{ shiftId: ShiftId; lastCallFirst: AttemptId | null }>;
  ready(shiftId: ShiftId): Promise<void>;
  pause(shiftId: ShiftId): Promise<void>;
  leave(shiftId: ShiftId): Promise<void>;
  /** Rings whoever is shown; twice is once. @throws AppError `error.preview.<why>`. */
  dial(shiftId: ShiftId, attemptId: AttemptId): Promise<void>;
  /** Resolves when the outcome is stored for good. */
  report(shiftId: ShiftId, report: OutcomeReport): Promise<void>;
}

// ---- import ----------------------------------------------------------------------------------------------------

/** Reads a membership export, batch by batch, away from the main thread. */
export interface MembersReader {
  /**
   * @param request.onBatch Rows and problems in the order of the file; the reader waits until it resolves.
   * @throws AppError `import.error.…` for a file that cannot be read as an export.
   */
  read(request: {
    readonly path: string;
    readonly mappingPath: string | null;
    readonly onBatch: (rows: readonly ReadRow[], problems: readonly RowProblem[]) => Promise<void>;
  }): Promise<MembersRead>;
}
export interface ReadRow {
  readonly line: number;
  readonly row: ListRow;
}
/** What was found out about the file. */
export interface MembersRead {
  /** SHA-256 of file and mapping, hex. */
  readonly fileHash: string;
  readonly encoding: string;
  readonly delimiter: string;
  /** Heading to target, as used. */
  readonly columns: Readonly<Record<string, string>>;
  readonly ignoredColumns: readonly string[];
  readonly dataRows: number;
}

export interface ImportStore {
  /**
   * One import, all or nothing: stages what `fill` hands in, merges rows of one person, writes what has changed.
   *
   * A block is never lifted, a number known as a wrong person's stays so. With `isDryRun` everything is computed
   * and nothing kept. Where the organisation's latest list came from the same file, nothing is written.
   */
  run(request: {
    /** Finds or makes the unit the list is for, inside the import's transaction. */
    readonly unit: (units: UnitStore) => Promise<UnitRow>;
    readonly at: Instant;
    readonly isDryRun: boolean;
    /** The file holds all members: who is missing has left. */
    readonly isComplete: boolean;
    readonly actorId: AccountId | null;
    readonly actorRole: Role;
    /** Looks at the people as they would be after the import, before a dry run is rolled back. */
    readonly inspect: (people: PeopleStore, unit: UnitRow) => Promise<void>;
    readonly fill: (
      stage: (rows: readonly ReadRow[], problems: readonly RowProblem[]) => Promise<void>,
    ) => Promise<MembersRead>;
  }): Promise<ImportResult>;
}
export interface ImportResult {
  readonly read: MembersRead;
  /** Null when nothing was written. */
  readonly listId: ListId | null;
  readonly dataRows: number;
  readonly distinctMembers: number;
  readonly duplicateRows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Known people of this organisation that the file does not hold. */
  readonly missing: number;
  readonly numbers: number;
  /** By code, how often. */
  readonly problems: Readonly<Record<string, number>>;
  /** The first ones, for a person to look at. */
  readonly firstProblems: readonly RowProblem[];
  /** The same file as last time. */
  readonly isSame: boolean;
}

// ---- people --------------------------------------------------------------------------------------------------------

/** The members an organisation has imported, one after the other, for a selection. */
export interface PeopleStore {
  /** People of the unit of that path and all below it, in a fixed order; reads in batches. */
  forSelection(unitPath: string): AsyncIterable<SelectionPerson>;
  /** Numbers of these people that may be dialled, as the first decision needs them. */
  numbersOf(
    personIds: readonly PersonId[],
  ): Promise<Map<PersonId, { postcode: string | null; joinedOn: IsoDate | null; numbers: NumberFacts[] }>>;
}

// ---- the store -------------------------------------------------------------------------------------------------

/** The store; `inTransaction` hands out the same doors on one transaction, all or nothing. */
export interface Store extends StoreDoors {
  inTransaction<Result>(work: (doors: StoreDoors) => Promise<Result>): Promise<Result>;
}
export interface StoreDoors {
  readonly units: UnitStore;
  readonly campaigns: CampaignStore;
  readonly queue: QueueStore;
  readonly calls: CallStore;
  readonly offers: OfferStore;
  readonly people: PeopleStore;
  readonly undo: UndoStore;
  readonly outcomes: OutcomeStore;
  readonly run: RunStore;
  readonly pacing: PacingStore;
  readonly previews: PreviewStore;
}

export interface UnitStore {
  /** The unit of that name below `parent` (null: an organisation), made when it is missing. */
  ensure(name: string, parent: UnitRow | null): Promise<UnitRow>;
  byId(id: UnitId): Promise<UnitRow>;
  /** Units of that name anywhere in the tree. */
  byName(name: string): Promise<UnitRow[]>;
  organisations(): Promise<UnitRow[]>;
  ensureAccount(account: {
    id: AccountId;
    unitId: UnitId;
    name: string;
    role: Role;
    at: Instant;
  }): Promise<void>;
  audit(entry: AuditEntry): Promise<void>;
}
export interface UnitRow {
  readonly id: UnitId;
  readonly organisationId: UnitId;
  readonly name: string;
  readonly path: string;
}
/** No personal data in `detail`: ids, codes and counts. */
export interface AuditEntry {
  readonly at: Instant;
  readonly actorId: AccountId | null;
  readonly actorRole: Role;
  readonly action: string;
  readonly thingKind: string;
  readonly thingId: string | null;
  readonly unitId: UnitId | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface CampaignStore {
  byKey(key: string): Promise<CampaignRow | null>;
  byId(id: CampaignId): Promise<CampaignRow | null>;
  all(): Promise<CampaignRow[]>;
  insert(row: {
    id: CampaignId;
    unit: UnitRow;
    campaign: Campaign;
    selection: unknown;
    openedAt: Instant;
  }): Promise<void>;
  /** What whoever answered and found nobody hears (DOMAIN L11), as A-law; null: the program's own words. */
  message(id: CampaignId): Promise<Uint8Array | null>;
  keepMessage(id: CampaignId, sound: Uint8Array): Promise<void>;
  setState(id: CampaignId, state: CampaignRow['state'], at: Instant): Promise<void>;
  /** Takes or renews the dialler's lease; null when another owner holds it. Counts the epoch up on a change of owner. */
  lease(id: CampaignId, owner: string, now: Instant, until: Instant): Promise<{ epoch: number } | null>;
  /** @param owner Null: whoever has it; only for who knows that no other program can be at this store. */
  release(id: CampaignId, owner: string | null): Promise<void>;
}
export interface CampaignRow {
  readonly id: CampaignId;
  readonly unitId: UnitId;
  readonly organisationId: UnitId;
  readonly unitPath: string;
  readonly campaign: Campaign;
  readonly selection: unknown;
  readonly state: 'prepared' | 'running' | 'closed';
}

export interface QueueStore {
  /** Adds the contacts of a newly opened campaign. */
  addContacts(campaignId: CampaignId, contacts: readonly NewContact[]): Promise<void>;
  /**
   * Hands out the next contact that is due and in nobody's hand, for `leaseSeconds`; the same one again when the
   * caller already has a claim. One conditional statement: no person and no number is ever in two hands.
   */
  claim(request: ClaimRequest): Promise<Claim | null>;
  /** Gives back claims that ran out before a call was placed. */
  freeExpired(campaignId: CampaignId, now: Instant): Promise<void>;
  /** All that the decision about a contact needs. Locks the contact's row inside a transaction. */
  facts(contactId: ContactId): Promise<ContactFacts>;
  /** Writes the decision; a contact that is claimed keeps its claim. */
  decide(contactId: ContactId, decision: NextTry): Promise<void>;
  /** Gives a claim back and writes the decision with it. */
  release(contactId: ContactId, decision: NextTry): Promise<void>;
  /** Whom `ahead` may hand out now: the next `most` in about the order of the queue, and how many there are, at most `count`. */
  upcoming(
    campaignId: CampaignId,
    now: Instant,
    limit: { readonly most: number; readonly count: number },
  ): Promise<{ readonly next: readonly { type: NumberType; tries: number }[]; readonly count: number }>;
  /** When the earliest waiting contact of the campaign is due; null when none waits. */
  nextDueAt(campaignId: CampaignId): Promise<Instant | null>;
  /** The same for one caller: whom that one skipped comes later, or not at all. */
  nextDueFor(campaignId: CampaignId, callerId: AccountId, now: Instant): Promise<Instant | null>;
  /** How many contacts are in which state for which first reason. */
  countByReason(campaignId: CampaignId): Promise<QueueCount[]>;
  byMember(campaignId: CampaignId, memberNumber: string): Promise<ContactId | null>;
  /** Contacts whose person has that number, in any open campaign. */
  contactsOfNumber(numberId: NumberId): Promise<ContactId[]>;
  contactsOfPerson(personId: PersonId): Promise<ContactId[]>;
}
export interface NewContact {
  readonly id: ContactId;
  readonly personId: PersonId;
  readonly rank: number;
  readonly decision: NextTry;
}
export interface ClaimRequest {
  readonly campaignId: CampaignId;
  /** Null for `ahead`: nobody's yet. */
  readonly hand: { readonly shiftId: ShiftId; readonly callerId: AccountId } | null;
  readonly kind: ClaimKind;
  readonly now: Instant;
  readonly leaseUntil: Instant;
  readonly part: string;
  /** A promise to another caller who is on shift waits this long for that caller (ms). */
  readonly sameCallerGrace: number;
}
/**
 * `any`: whoever is next. `reserved`: only whom a caller must wait for: promises, and people who answered lately and heard
 * nobody. `ahead`: only others, for a caller who is found when they answer.
 */
export type ClaimKind = 'any' | 'reserved' | 'ahead';
export interface Claim {
  readonly contactId: ContactId;
  readonly personId: PersonId;
  readonly numberId: NumberId;
  /** The call this claim is already used for. */
  readonly attemptId: AttemptId | null;
}
export interface QueueCount {
  readonly state: string;
  readonly reason: QueueReason;
  readonly contacts: number;
  readonly nextDueAt: Instant | null;
}

export interface CallStore {
  openShift(shift: {
    id: ShiftId;
    campaignId: CampaignId;
    accountId: AccountId;
    at: Instant;
  }): Promise<ShiftRow>;
  /** False when a call is on (nobody leaves it unheard) or the shift is over. */
  setShift(id: ShiftId, state: 'pause' | 'left', at: Instant): Promise<boolean>;
  shift(id: ShiftId): Promise<ShiftRow>;
  /** @returns false when the shift is over, or a call of it is on that `way` cannot take over. */
  setWay(id: ShiftId, way: SpeakWay): Promise<boolean>;
  /** Those that nobody has left yet. */
  openShifts(campaignId: CampaignId): Promise<ShiftRow[]>;
  setWantsPause(id: ShiftId, isWanted: boolean): Promise<void>;
  /** The outcome is given: a caller who wants a pause has it, unless another call is in hand. */
  pauseAsWanted(callerId: AccountId, at: Instant): Promise<void>;
  /** Takes the caller back to the wrap-up, unless a call is on. */
  wrapUp(callerId: AccountId, at: Instant): Promise<void>;
  /** All that one look of the dialler needs, in one question. */
  dialState(campaignId: CampaignId, trunkId: TrunkId | null): Promise<DialState>;
  /** Makes the shift ready; false while a call of its caller is on or waits for its word. */
  setReady(id: ShiftId, at: Instant): Promise<boolean>;
  /** All open shifts of the campaign pause until their callers are ready again. */
  pauseShifts(campaignId: CampaignId, at: Instant): Promise<void>;
  /**
   * Writes the attempt before the call is placed and binds the claim to it.
   * @returns the plain number to dial; null when the epoch is no longer ours or the caller no longer ready.
   */
  begin(attempt: NewAttempt): Promise<E164 | null>;
  /**
   * Gives a call that was answered without a caller to one who is ready: attempt, claim and shift at once.
   *
   * @returns false when the call is over or somebody's, the caller not ready, or the person one whom they skipped.
   */
  give(attemptId: AttemptId, hand: { readonly shiftId: ShiftId; readonly at: Instant }): Promise<boolean>;
  /** Nobody was there in time, for a person with this probability. @returns false when the call is somebody's, or is told as abandoned already. */
  abandon(attemptId: AttemptId, at: Instant, personShare: number): Promise<boolean>;
  /** The network says that it rings. */
  markRinging(id: AttemptId, at: Instant): Promise<void>;
  /** Something is heard before anybody has answered. */
  markEarlyMedia(id: AttemptId, at: Instant): Promise<void>;
  /** Somebody is there, says the line or the caller; the first one counts. */
  markAnswered(id: AttemptId, at: Instant): Promise<void>;
  /** The line is down, the outcome still to come. */
  markEnded(id: AttemptId, at: Instant, evidence: CallEvidence): Promise<void>;
  /**
   * Locks it inside a transaction: the end of the call and its caller's word may come in the same moment, and whoever is
   * second must see what the first one wrote.
   */
  attempt(id: AttemptId): Promise<AttemptRow>;
  settle(settlement: Settlement): Promise<void>;
  /** False when an outcome with this key is already there. */
  insertOutcome(
    report: OutcomeReport,
    callerId: AccountId,
    guideVersion: number,
    at: Instant,
  ): Promise<boolean>;
  insertConsent(consent: {
    personId: PersonId;
    attemptId: AttemptId;
    kind: string;
    wordingVersion: number;
    /** As it was read aloud. */
    wordingText: string;
    at: Instant;
  }): Promise<void>;
  insertDoNotCall(entry: { personId: PersonId; attemptId: AttemptId; at: Instant }): Promise<void>;
  insertCallback(callback: NewCallback): Promise<void>;
  /** The promise that a call of this contact answers, kept when `at` lies in its time or close to it. */
  answerCallback(contactId: ContactId, attemptId: AttemptId, at: Instant, tolerance: number): Promise<void>;
  /** The call that was to keep a promise came to nothing by our fault: it is owed again. */
  reopenCallback(attemptId: AttemptId, now: Instant, tolerance: number): Promise<void>;
  /** Promises whose time passed by `tolerance` without a call. */
  breakCallbacks(campaignId: CampaignId, now: Instant, tolerance: number): Promise<number>;
  /** What was reported of this attempt; null before that. */
  outcomeOf(id: AttemptId): Promise<OutcomeReport | null>;
  /** Attempts in flight whose call nobody holds any more: of an older epoch, or over and waiting for a word past their lease. */
  orphans(campaignId: CampaignId, epoch: number, now: Instant): Promise<AttemptRow[]>;
  putSign(sign: { numberId: NumberId; trunkId: TrunkId; sign: NumberSign }): Promise<void>;
  /** The numbers whose signs changed. */
  setSignValidity(attemptIds: readonly AttemptId[], validity: SignValidity): Promise<NumberId[]>;
  /** Signs that still wait for their gate. */
  pendingSigns(): Promise<{ attemptId: AttemptId; numberId: NumberId; trunkId: TrunkId; at: Instant }[]>;
  /** Those of `ids` that are numbers of this person. */
  numbersOf(personId: PersonId, ids: readonly string[]): Promise<NumberId[]>;
  signsOf(numberId: NumberId): Promise<NumberSign[]>;
  signsBetween(trunkId: TrunkId, from: Instant, until: Instant): Promise<AttemptId[]>;
  setHealth(numberId: NumberId, health: NumberHealth): Promise<void>;
  setWrongPerson(personId: PersonId, numberId: NumberId): Promise<void>;
  /** Calls of the trunk that ended between two moments, oldest first. */
  trunkFinals(trunkId: TrunkId, from: Instant, until: Instant): Promise<TrunkFinal[]>;
  /** Whether any call of the trunk rang or was answered between two moments. */
  trunkAlerted(trunkId: TrunkId, from: Instant, until: Instant): Promise<boolean>;
  putAlarm(trunkId: TrunkId, alarm: TrunkAlarm): Promise<void>;
  /** The trunk's last alarm; null when there was none. */
  lastAlarm(trunkId: TrunkId): Promise<Pick<TrunkAlarm, 'from' | 'until' | 'pausedUntil'> | null>;
  /** Lost calls that wait for their caller's word, the oldest first. */
  wordOwed(callerId: AccountId): Promise<AttemptId | null>;
  clearWordOwed(attemptId: AttemptId): Promise<void>;
  progress(campaignId: CampaignId): Promise<Progress>;
}
export interface ShiftRow {
  readonly id: ShiftId;
  readonly campaignId: CampaignId;
  readonly accountId: AccountId;
  /** `preview`: somebody is shown, and nothing rings yet. */
  readonly state: 'ready' | 'preview' | 'ringing' | 'talking' | 'wrap-up' | 'pause' | 'left';
  readonly since: Instant;
  /** How the caller speaks; null: not chosen yet. */
  readonly way: SpeakWay | null;
  /** After the call that is on; holds until the caller is ready again. */
  readonly wantsPause: boolean;
}
export interface DialShift extends ShiftRow {
  /** Somebody whom this caller wants rung now: `previewId` after a tap, null where the line had dropped. */
  readonly hand: { readonly previewId: AttemptId | null } | null;
}
export interface DialState {
  /** Callers on shift, who has waited longest first. */
  readonly shifts: readonly DialShift[];
  /** Until when the trunk's last alarm lets it rest, null without one. */
  readonly pausedUntil: Instant | null;
  /** When the earliest waiting contact is due, null when none waits. */
  readonly nextDueAt: Instant | null;
  /** The same of those whom `reserved` hands out. */
  readonly reservedDueAt: Instant | null;
  readonly pacing: { readonly wanted: PacingMode | null; readonly isAllowed: boolean };
}
export interface NewAttempt {
  readonly id: AttemptId;
  readonly campaignId: CampaignId;
  readonly contactId: ContactId;
  readonly personId: PersonId;
  readonly numberId: NumberId;
  /** Null: nobody's yet. */
  readonly callerId: AccountId | null;
  readonly shiftId: ShiftId | null;
  readonly trunkId: TrunkId;
  readonly epoch: number;
  readonly isCallback: boolean;
  readonly isRecheck: boolean;
  readonly part: string;
  readonly day: IsoDate;
  readonly why: NextTry;
  readonly at: Instant;
}
export interface AttemptRow {
  readonly id: AttemptId;
  readonly campaignId: CampaignId;
  readonly contactId: ContactId;
  readonly personId: PersonId;
  readonly numberId: NumberId;
  readonly numberType: NumberType;
  readonly numberState: NumberState;
  readonly recheckAfter: Instant | null;
  /** Null: no caller had it (yet). */
  readonly callerId: AccountId | null;
  readonly shiftId: ShiftId | null;
  readonly trunkId: TrunkId;
  readonly state: 'in-flight' | 'settled' | 'lost';
  readonly isCallback: boolean;
  readonly isRecheck: boolean;
  readonly needsWord: boolean;
  readonly hasOutcome: boolean;
  /** Its caller wanted somebody else to ring this person. */
  readonly isSkipped: boolean;
  readonly day: IsoDate;
  readonly dialledAt: Instant;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly evidence: CallEvidence | null;
}
export interface Settlement {
  readonly attemptId: AttemptId;
  /** It was the call its caller is busy with: the shift goes on to the wrap-up. */
  readonly endsCall: boolean;
  readonly state: 'settled' | 'lost';
  readonly class: CallClass | null;
  readonly disposition: Disposition;
  readonly rule: string;
  readonly evidence: CallEvidence | null;
  readonly ringingAt: Instant | null;
  readonly endedAt: Instant;
  readonly settledAt: Instant;
  readonly needsWord: boolean;
}
export interface NewCallback {
  readonly id: CallbackId;
  readonly campaignId: CampaignId;
  readonly contactId: ContactId;
  readonly personId: PersonId;
  readonly numberId: NumberId;
  readonly madeIn: AttemptId;
  readonly promisedTo: AccountId;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
}
/** What the live line shows. Counts of contacts, but for `talking` (callers). */
export interface Progress {
  readonly contacts: number;
  readonly reached: number;
  readonly outOfDate: number;
  readonly stillToCall: number;
  readonly talking: number;
  readonly attempts: number;
}

// ---- the report ------------------------------------------------------------------------------------------------

export interface ReportStore {
  /**
   * What a campaign came to, in counts, all of one moment.
   * @param madeAt Until when open shifts count; null: until the last thing that happened in the campaign.
   */
  facts(campaignId: CampaignId, madeAt: Instant | null): Promise<ReportFacts>;
}
