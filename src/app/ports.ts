// What the rules need from the world. Adapters and the simulator implement these; nothing else crosses.
import type { Role } from '../core/access/may-do.ts';
import type { Campaign, IsoDate } from '../core/campaign/campaign.ts';
import type {
  AccountId,
  AttemptId,
  CampaignId,
  E164,
  PersonId,
  ShiftId,
  TrunkId,
  UnitId,
} from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { CallEvidence } from '../core/outcome/call-evidence.ts';
import type { Disposition } from '../core/outcome/disposition.ts';
import type { Correction, OfferAnswer, OrganiserMessage } from '../core/outcome/report-parts.ts';
import type { NumberFacts } from '../core/queue/contact-facts.ts';
import type { ReportFacts } from '../core/report/report-facts.ts';
import type { SelectionPerson } from '../core/selection/selection-person.ts';
import type { CallStore } from './call-store.ts';
import type { HealthStore } from './health-store.ts';
import type { OfferStore } from './offer-store.ts';
import type { OutcomeStore } from './outcome-store.ts';
import type { PacingStore } from './pacing-store.ts';
import type { PreviewStore } from './preview-store.ts';
import type { QueueStore } from './queue-store.ts';
import type { RunStore } from './run-store.ts';
import type { ShiftStore } from './shift-store.ts';
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
  readonly shifts: ShiftStore;
  readonly calls: CallStore;
  readonly health: HealthStore;
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

// ---- the report ------------------------------------------------------------------------------------------------

export interface ReportStore {
  /**
   * What a campaign came to, in counts, all of one moment.
   * @param madeAt Until when open shifts count; null: until the last thing that happened in the campaign.
   */
  facts(campaignId: CampaignId, madeAt: Instant | null): Promise<ReportFacts>;
}
