import type { AccountId, CampaignId, ShiftId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import type { ArrivalStore } from './arrival-store.ts';
import type { DeskSignals } from './caller-desk.ts';
import type { PairedPhone } from './phone-store.ts';
import type { Chance, Clock, ReportStore, Store } from './ports.ts';
import type { ViewStore } from './view-store.ts';
import type { Voice } from './voice.ts';

export interface ArrivalRoom extends Pick<ArrivalStore, 'hasCalled' | 'pledges' | 'inTransaction'> {
  readonly now: () => Instant;
}

/** What the use cases of the browser need. */
export interface WorkplaceParts {
  readonly store: Store;
  readonly views: ViewStore;
  readonly reports: ReportStore;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly signals: DeskSignals;
  readonly voice: Voice;
  /** What callers promised, and whether they have had a call. Moments are the wall clock's. */
  readonly arrival: ArrivalRoom;
  /** The caller's own phone beside the laptop (`paired-phones.ts`). */
  readonly pairedPhone: {
    stateOf(shiftId: ShiftId): Promise<PairedPhone>;
    forget(shiftId: ShiftId): Promise<boolean>;
  };
  /** What real calls ask of practice. */
  readonly practice: {
    isReady(accountId: AccountId, campaignId: CampaignId): Promise<boolean>;
    /** Who takes real calls is in no practice. */
    leave(accountId: AccountId): Promise<void>;
  };
  /** What only the running program knows. */
  readonly line: {
    /** The clock's pace against the wall; 1 but in a demo. */
    speed(): number;
    hasTrunk(): boolean;
    /** Some dialler works on the campaign. */
    hasDialler(campaignId: CampaignId): boolean;
  };
}
