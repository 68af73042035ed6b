import type { AnsweredCalls } from './abandonment.ts';

/**
 * What a pacer is told and what it answers: plain data, all times in seconds since the session began.
 *
 * The same shape as the field's open interface (bench/pacing/adapter.ts translates the few names that differ), so that any
 * pacer can be measured on any simulator.
 */

/** `landline` unless the number's plan says mobile. */
export type PhoneKind = 'landline' | 'mobile';

/** What a campaign may do with its trunk; `own-phone` and `preview` dial nothing by themselves. */
export type PacingMode = 'own-phone' | 'preview' | 'progressive' | 'early' | 'look-ahead';

export interface PacingSettings {
  /** Callers expected; they come late, pause and leave. */
  readonly teamSize: number;
  /** Abandoned calls as a share of calls answered by people, 0 to 1 (`abandonment.ts`). 0: one call a ready caller. */
  readonly abandonCap: number;
  /** Calls at once that the trunk carries. */
  readonly channels: number;
  /** Calls that may begin in a second; absent: as many as the trunk has channels. */
  readonly callsPerSecond?: number;
  /** Ringing, in seconds, after which a call is given up. */
  readonly ringSeconds: number;
  /** How long an answered call may wait for a caller before it counts as abandoned. */
  readonly graceSeconds: number;
  /** Time between two decisions when nothing happens. */
  readonly tickSeconds: number;
  /** Clock time at the session's start, in seconds since local midnight. */
  readonly startsAtClock: number;
  readonly sessionSeconds: number;
  /** Calls of this day before the session began; absent: none. */
  readonly earlierToday?: AnsweredCalls;
}

/** A call that has no caller yet. */
export interface CallOnTheWay {
  readonly id: number;
  readonly kind: PhoneKind;
  /** Tries before this one. */
  readonly tries: number;
  readonly state: 'dialing' | 'ringing' | 'waiting';
  readonly launchedAt: number;
  readonly ringingAt: number | null;
  readonly answeredAt: number | null;
}

export interface CallerOnShift {
  readonly id: number;
  readonly state: 'ready' | 'talking' | 'wrap-up' | 'pause';
  readonly since: number;
  readonly callId: number | null;
  /** The caller tapped "ready in a moment", or is at the last field of the form. */
  readonly isNearlyReady?: boolean;
  /** The caller asked for a pause, or is about to go, after this conversation. */
  readonly isLeaving?: boolean;
}

/** How things stand. Read only; the same object may be handed over again, changed. */
export interface PacingSnapshot {
  readonly now: number;
  readonly channelsFree: number;
  readonly contactsLeft: number;
  readonly callers: readonly CallerOnShift[];
  readonly calls: readonly CallOnTheWay[];
  /** The next contacts in dialling order, twenty at most. */
  readonly upcoming: readonly { readonly kind: PhoneKind; readonly tries: number }[];
}

export type PacingEvent =
  | {
      readonly type:
        | 'caller-login'
        | 'caller-logout'
        | 'caller-pause'
        | 'caller-back'
        | 'caller-ready'
        | 'wrap-up-started';
      readonly at: number;
      readonly callerId: number;
    }
  | {
      readonly type: 'launched';
      readonly at: number;
      readonly callId: number;
      readonly kind: PhoneKind;
      readonly tries: number;
    }
  | { readonly type: 'ringing' | 'answered' | 'abandoned'; readonly at: number; readonly callId: number }
  | { readonly type: 'connected'; readonly at: number; readonly callId: number; readonly callerId: number }
  | {
      readonly type: 'failed';
      readonly at: number;
      readonly callId: number;
      readonly reason: 'invalid' | 'network' | 'busy' | 'no-answer';
    }
  /** The conversation is over; `party` is what its caller says. `talkSeconds` without the wrap-up. */
  | {
      readonly type: 'ended';
      readonly at: number;
      readonly callId: number;
      readonly callerId: number | null;
      readonly party: 'person' | 'machine';
      readonly talkSeconds: number;
    };

export interface PacingDecision {
  /** Calls to begin now, 0 or more; never more than there are free channels and contacts. */
  readonly calls: number;
  /**
   * Calls on the way, by id, to be hung up before anybody answers: the callers they were meant for have gone, and whoever
   * answered would most likely find nobody. Absent: none.
   */
  readonly withdraw?: readonly number[];
  /** One sentence for the organiser, as a message of the catalogue and its values. */
  readonly reason: PacingReason;
}

export type PacingReason = { readonly code: string; readonly values: Readonly<Record<string, number>> };

/** All that a decision was made from, as plain data (JSON) to be kept with it: `decideFrom(basis)` gives the same again. */
export type PacingBasis = Readonly<Record<string, unknown>>;

export interface Pacer {
  /** Comes before the decision that follows the event. */
  note(event: PacingEvent): void;
  decide(snapshot: PacingSnapshot): PacingDecision;
  /** Probability that it was a person who answered this call, while nobody has said so; absent: nobody knows, so 1. */
  personShare?(callId: number): number;
  /** Of the last decision; made only when it is asked for, since most decisions are "nothing now". */
  basis(): PacingBasis;
  /** What it has learned, as plain data for the next shift of the campaign (`createPacer(settings, learned)`). */
  learned(): unknown;
}
