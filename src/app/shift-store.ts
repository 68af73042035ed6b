import type { AccountId, AttemptId, CampaignId, ShiftId, TrunkId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { PacingMode } from '../core/pacing/pacing.ts';
import type { SpeakWay } from '../core/speak-way.ts';

/** Who is on shift, and what each caller does just now. */
export interface ShiftStore {
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
