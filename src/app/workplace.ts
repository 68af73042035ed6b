// What the server calls, by the person who asks. The shapes are those of protocol/views.ts; the server only passes them on.
import type { Actor } from '../core/access/may-do.ts';
import type {
  Campaign,
  Guide,
  IsoDate,
  Newsletter,
  Offer,
  Openings,
  Topic,
} from '../core/campaign/campaign.ts';
import type { AttemptId, E164, NumberId, ShiftId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { FixedReason } from '../core/outcome/correctable.ts';
import type { Disposition } from '../core/outcome/disposition.ts';
import type { OrganiserMessage } from '../core/outcome/report-parts.ts';
import type { SkipReason } from '../core/outcome/skip-reason.ts';
import type { Abandonment } from '../core/pacing/abandonment.ts';
import type { ModeNow } from '../core/pacing/mode-now.ts';
import type { PacingMode, PacingReason } from '../core/pacing/pacing.ts';
import type { ClosingReport } from '../core/report/closing-report.ts';
import type { SpeakWay } from '../core/speak-way.ts';
import type { KeptDraft } from './draft-store.ts';
import type { LineHint } from './media.ts';
import type { PairedPhone } from './phone-store.ts';
import type { PhoneTrouble } from './phone-trouble.ts';
import type { AskedPledge } from './pledges.ts';
import type { CampaignRow, OutcomeReport } from './ports.ts';
import type { CallerFigures } from './view-store.ts';
import type { CallerLine } from './voice.ts';

/** Every use case of the browser. Each one asks `mayDo` first and throws AppError with what to do next. */
export interface Workplace {
  me(actor: Actor): Promise<MeView>;
  /** @throws AppError `error.pledge.changed` when other words are asked for by now. */
  givePledge(actor: Actor, campaignKey: string, version: number): Promise<void>;
  guide(actor: Actor, campaignKey: string): Promise<GuideView>;

  /** @throws AppError `error.pledge.due` for a new shift. */
  openShift(actor: Actor, campaignKey: string): Promise<ShiftView>;
  /** Null without an open shift. */
  shift(actor: Actor): Promise<ShiftView | null>;
  /**
   * @param phone The caller's own number as written, for the way `phone`; else not looked at.
   * @throws AppError `error.voice.way-not-here`, `error.voice.phone-number`, `error.voice.finish-call-first`.
   */
  chooseWay(actor: Actor, way: SpeakWay, phone: string | null): Promise<ShiftView>;
  /** Rings the caller's own phone (again). @throws AppError `error.voice.other-way`, `error.voice.no-phone`. */
  ringMe(actor: Actor): Promise<ShiftView>;
  /** @throws AppError `error.voice.choose-way`, `error.voice.not-connected`. */
  ready(actor: Actor): Promise<ShiftView>;
  pause(actor: Actor): Promise<ShiftView>;
  /** A pause after the call that is on, whatever comes of it; said between calls it is nothing. */
  wantPause(actor: Actor, isWanted: boolean): Promise<ShiftView>;
  leave(actor: Actor): Promise<void>;
  /**
   * Rings whoever is shown (`preview.ts`); twice is once.
   * @throws AppError `error.preview.<why>`, `error.voice.not-connected`.
   */
  dial(actor: Actor, attemptId: AttemptId): Promise<ShiftView>;
  /** The caller says that somebody is on the line, whatever the line says. */
  talking(actor: Actor, attemptId: AttemptId): Promise<ShiftView>;
  hangUp(actor: Actor, attemptId: AttemptId): Promise<ShiftView>;
  askForHelp(actor: Actor, isWanted: boolean): Promise<ShiftView>;
  report(actor: Actor, report: OutcomeReport): Promise<ShiftView>;
  /** @throws AppError `error.outcome.too-late` after ten seconds. */
  undo(actor: Actor, attemptId: AttemptId): Promise<ShiftView>;

  /** The person goes back to the queue, for somebody else. @throws AppError `error.skip.answered`. */
  skip(actor: Actor, attemptId: AttemptId, reason: SkipReason): Promise<ShiftView>;
  /**
   * The line dropped: rings the same number once more, at once.
   * @param key Of the outcome that the dropped call gets by it.
   * @throws AppError `error.call-again.…`.
   */
  callAgain(actor: Actor, attemptId: AttemptId, key: string): Promise<ShiftView>;
  /** The calls of the open shift, the latest first. */
  shiftCalls(actor: Actor): Promise<ShiftCall[]>;
  /** One of them with all that was said, to be corrected. @throws AppError `error.correct.…`. */
  callToCorrect(actor: Actor, attemptId: AttemptId): Promise<CallView>;
  /** Takes the outcome of one of them back and gives another. @throws AppError `error.correct.…`. */
  correct(actor: Actor, report: OutcomeReport): Promise<ShiftView>;

  /** What callers want the organisers to know, as long as nobody has ticked it off. */
  messages(actor: Actor, campaignKey: string): Promise<MessageView[]>;
  messageDone(actor: Actor, campaignKey: string, messageId: string): Promise<void>;
  board(actor: Actor, campaignKey: string): Promise<BoardView>;
  /** What each caller did today, by name. @throws AppError `error.figures.off` unless the campaign's file wants it. */
  callerFigures(actor: Actor, campaignKey: string): Promise<readonly CallerFigures[]>;
  missing(
    actor: Actor,
    campaignKey: string,
    reason: string,
  ): Promise<{ people: MissingPerson[]; all: number }>;
  freePromises(actor: Actor, campaignKey: string): Promise<number>;
  resumeTrunk(actor: Actor, campaignKey: string): Promise<void>;
  helpDone(actor: Actor, campaignKey: string, shiftId: ShiftId): Promise<void>;
  closingReport(
    actor: Actor,
    campaignKey: string,
  ): Promise<{ report: ClosingReport; campaign: CampaignSummary }>;
  /** @throws AppError `error.pacing.not-allowed` for look-ahead without an owner's word. */
  choosePacing(
    actor: Actor,
    campaignKey: string,
    mode: 'preview' | 'progressive' | 'early' | 'look-ahead',
  ): Promise<void>;
  /** @param reason Why the campaign may call before a caller is free; null takes it back. */
  allowLookAhead(actor: Actor, campaignKey: string, reason: string | null): Promise<void>;
  /** The caller will be ready in a moment. */
  nearlyReady(actor: Actor): Promise<void>;
  /** The campaign of that key, for who may do that in it. */
  campaign(
    actor: Actor,
    campaignKey: string,
    action: 'read-campaign' | 'join-shift' | 'practise',
  ): Promise<CampaignRow>;
}

export interface ShiftCall {
  readonly attemptId: AttemptId;
  readonly at: Instant;
  /** Given name and initial of the family name. */
  readonly name: string;
  readonly disposition: Disposition | null;
  /** Why its outcome cannot be changed any more; null when it can. */
  readonly fixed: FixedReason | null;
}

export interface MessageView extends OrganiserMessage {
  readonly id: string;
  readonly at: Instant;
  /** Who wrote it. */
  readonly from: string;
  /** Whom the call was with. */
  readonly about: string;
}

/** How long an outcome can be taken back, in milliseconds. */
export const UNDO_TIME = 10_000;

export interface MeView {
  readonly account: { readonly id: string; readonly name: string; readonly role: Actor['role'] };
  readonly campaigns: CampaignSummary[];
  readonly shiftIn: string | null;
  /** Has never had a call. */
  readonly isNewcomer: boolean;
  readonly pledges: readonly (AskedPledge & { readonly campaign: string })[];
  readonly now: Instant;
}

export interface CampaignSummary {
  readonly key: string;
  readonly title: string;
  readonly unit: string;
  readonly state: CampaignRow['state'];
  readonly timezone: string;
  readonly period: Campaign['period'];
  readonly openings: readonly { readonly fromAt: Instant; readonly untilAt: Instant }[];
  /** Its organisers see what each caller did today. */
  readonly figuresPerPerson: boolean;
}

export interface GuideView extends Guide {
  readonly unit: string;
  readonly openings: Openings;
  readonly topics: readonly Topic[];
  /** Callers may speak to a mailbox. */
  readonly mailboxMessage: boolean;
  /** `phone` is grouped for reading. */
  readonly helpContact: { readonly name: string; readonly phone: string } | null;
  readonly offers: readonly (Omit<Offer, 'audience'> & { readonly languages?: readonly string[] })[];
  readonly newsletters: readonly Newsletter[];
}

export interface PersonCard {
  readonly givenName: string;
  readonly familyName: string;
  readonly branch: string | null;
  readonly joinedOn: IsoDate | null;
  readonly email: string | null;
  readonly reasons: readonly string[];
  readonly promise: {
    readonly fromAt: Instant;
    readonly untilAt: Instant;
    readonly givenBy: string | null;
    readonly note: string | null;
  } | null;
  readonly earlier: readonly {
    readonly at: Instant;
    readonly disposition: Disposition;
    readonly note: string | null;
  }[];
  readonly lastContacts: readonly { readonly level: 'state' | 'youth' | 'branch'; readonly text: string }[];
  /** Grouped for reading: `0171 39200 46`. */
  readonly dialled: string;
  readonly dialledFrom: string | null;
  readonly otherNumbers: readonly string[];
  readonly numbers: readonly {
    readonly id: NumberId;
    readonly digits: string;
    readonly label: string | null;
    readonly isDialled: boolean;
  }[];
  /** Never before, in minutes after local midnight. */
  readonly notBefore: number | null;
  readonly callerId: string;
  readonly localContact: {
    readonly name: string;
    readonly role: string | null;
    readonly branch: string;
  } | null;
  readonly offers: readonly string[];
  /** What the person said yes to in an earlier call, of whatever campaign. */
  readonly signUps: readonly { readonly offer: string; readonly at: Instant }[];
  /** IANA name of the zone the dialled number is in; null where its country has several. */
  readonly zone: string | null;
}

export interface CallView {
  readonly attemptId: AttemptId;
  readonly isCallback: boolean;
  readonly isUnfinished: boolean;
  readonly card: PersonCard;
  /** `preview`: nothing rings before the caller says so. */
  readonly line: 'preview' | 'dialling' | 'ringing' | 'announcement' | 'talking' | 'ended';
  readonly dialledAt: Instant;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly ringSeconds: number;
  readonly proposal: Disposition | null;
  readonly isSettled: boolean;
  /** Its caller left the person to somebody else. */
  readonly isSkipped: boolean;
  readonly reported: OutcomeReport | null;
  readonly undoUntil: Instant | null;
  /** What is filled in so far; null when nothing is, and once the outcome is given. */
  readonly draft: KeptDraft | null;
  /** The person's number (E.164) to dial on an own phone, while that call is on; else null. */
  readonly tel: E164 | null;
  /** The line the call went out by; null: the caller's own phone. */
  readonly trunk: string | null;
  /** Places left by offer, of those that have a number of them. */
  readonly placesLeft: Readonly<Record<string, number>>;
  /** What sound or timing suggest; shown, never acted on. */
  readonly hint: LineHint | 'mailbox-by-time' | 'broken' | null;
}

export interface ShiftView {
  readonly shiftId: ShiftId;
  readonly campaign: CampaignSummary;
  readonly callerName: string;
  readonly state: 'ready' | 'preview' | 'ringing' | 'talking' | 'wrap-up' | 'pause';
  readonly since: Instant;
  readonly call: CallView | null;
  readonly waiting: {
    readonly nextAt: Instant | null;
    readonly missing: number;
    readonly reasons: readonly MissingReason[];
  } | null;
  readonly today: { readonly calls: number; readonly conversations: number };
  readonly asksForHelp: boolean;
  readonly practice: { readonly isRequired: boolean; readonly isDone: boolean };
  /** The campaign calls before a caller is free, and this one is called for by the trunk. */
  readonly isAhead: boolean;
  /** The caller sees the person first, and starts the call. */
  readonly showsFirst: boolean;
  /** The outcome of the call that is on leads to a pause. */
  readonly wantsPause: boolean;
  /** In a pause: it began because a preview was not tapped for long. */
  readonly hasLapsed: boolean;
  readonly pairedPhone: PairedPhone;
  readonly voice: ShiftVoice;
  readonly now: Instant;
}

/** How the caller speaks. */
export interface ShiftVoice {
  /** Null: not chosen yet. */
  readonly way: SpeakWay | null;
  /** Those there are here, the recommended one first. */
  readonly ways: readonly SpeakWay[];
  /** The caller's own leg; `none` where the way needs none. */
  readonly line: CallerLine;
  /** The caller's own number, its last digits alone; null unless the way is `phone`. */
  readonly phone: string | null;
  /** Why that phone is not on the line; null while it is, rings, or was not asked for. */
  readonly trouble: PhoneTrouble | null;
}

export interface MissingReason {
  readonly reason: string;
  readonly people: number;
  readonly nextAt: Instant | null;
}

export type Stuck =
  | { readonly kind: 'trunk-rests'; readonly alarm: string; readonly until: Instant }
  | { readonly kind: 'no-trunk' }
  | { readonly kind: 'no-dialler' }
  | { readonly kind: 'promises-overdue'; readonly promises: number; readonly callers: readonly string[] }
  | { readonly kind: 'nobody-on-shift'; readonly due: number };

export interface BoardView {
  readonly campaign: CampaignSummary;
  readonly now: Instant;
  readonly speed: number;
  readonly isOpen: boolean;
  readonly turnsAt: Instant | null;
  readonly stuck: Stuck | null;
  /** Null without a trunk. */
  readonly pacing:
    | (ModeNow & {
        readonly wanted: PacingMode;
        readonly isAllowed: boolean;
        readonly reason: PacingReason | null;
        /** Calls answered by people. */
        readonly today: Abandonment;
      })
    | null;
  readonly people: {
    readonly all: number;
    readonly reached: number;
    readonly outOfDate: number;
    readonly now: number;
    readonly promised: number;
    readonly later: number;
    readonly closed: number;
  };
  readonly doneAt: Instant | null;
  readonly callers: readonly {
    readonly shiftId: ShiftId;
    readonly name: string;
    readonly isFirstShift: boolean;
    readonly state: ShiftView['state'];
    readonly since: Instant;
    readonly asksForHelp: boolean;
    readonly voice: {
      readonly way: SpeakWay | null;
      readonly line: CallerLine;
      readonly quality: {
        /** Of what the caller sends, and of what is sent to the caller, 0 to 1. */
        readonly lossHere: number;
        readonly lossThere: number | null;
        readonly jitterMs: number;
        readonly roundTripMs: number | null;
      } | null;
    };
  }[];
  readonly missing: readonly MissingReason[];
  readonly numbers: { readonly outOfDate: number; readonly suspected: number };
  readonly promises: {
    readonly open: number;
    readonly overdue: number;
    readonly next: readonly {
      readonly contactId: string;
      readonly name: string;
      readonly fromAt: Instant;
      readonly untilAt: Instant;
      readonly promisedTo: string;
      readonly isOverdue: boolean;
    }[];
  };
  readonly hours: readonly {
    readonly hour: number;
    readonly calls: number;
    readonly conversations: number;
  }[];
}

export interface MissingPerson {
  readonly contactId: string;
  readonly name: string;
  readonly branch: string | null;
  readonly tries: number;
  readonly reasons: readonly string[];
  readonly nextAt: Instant | null;
}
