import { AppError } from '../core/app-error.ts';
import type { AccountId } from '../core/ids.ts';
import { type Instant, SECOND } from '../core/instant.ts';
import type { Clock, Store, Timer } from './ports.ts';
import type { ShiftRow } from './shift-store.ts';
import type { Workplace } from './workplace.ts';

export interface AbsenceParts {
  readonly store: Pick<Store, 'campaigns' | 'shifts'>;
  readonly workplace: Pick<Workplace, 'pause' | 'leave'>;
  /** Whether a page of the account is open, or its caller is on the line by a phone that we rang. */
  readonly isPresent: (shift: ShiftRow) => boolean;
  /** The wall's: whoever is away is away in real time. */
  readonly wallClock: Clock;
  readonly onError: (error: unknown) => void;
  /** After so long without a page the shift is over, in milliseconds of the wall. */
  readonly leaveAfterMs: number;
}

const LOOK_EVERY = 5 * SECOND;
/** A page comes back by itself within 10 s after a change of network or a reload; longer is away. */
const AWAY_AFTER = 15 * SECOND;

/**
 * Rings nobody for a caller whose page is closed: who is ready and away is set to pause, and a shift that its caller
 * walked away from ends. A call that is on, or whose word is owed, is never touched.
 */
export class AbsenceWatch {
  readonly #parts: AbsenceParts;
  readonly #awaySince = new Map<AccountId, Instant>();
  #timer: Timer | null = null;
  #isClosed = false;

  constructor(parts: AbsenceParts) {
    this.#parts = parts;
    this.#plan();
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  #plan(): void {
    const { wallClock } = this.#parts;
    if (!this.#isClosed) this.#timer = wallClock.at(wallClock.now() + LOOK_EVERY, () => this.#look());
  }

  async #look(): Promise<void> {
    const { store, onError } = this.#parts;
    try {
      for (const campaign of await store.campaigns.all()) {
        if (campaign.state !== 'running') continue;
        for (const shift of await store.shifts.openShifts(campaign.id))
          await this.#mind(shift, campaign.unitPath);
      }
    } catch (error) {
      onError(error);
    }
    this.#plan();
  }

  async #mind(shift: ShiftRow, unitPath: string): Promise<void> {
    const { accountId, state } = shift;
    const { workplace, isPresent, wallClock, leaveAfterMs } = this.#parts;
    if (isPresent(shift)) return void this.#awaySince.delete(accountId);
    const since = this.#awaySince.get(accountId) ?? wallClock.now();
    this.#awaySince.set(accountId, since);
    const away = wallClock.now() - since;
    if (state === 'ringing' || state === 'talking') return;
    const actor = { accountId, role: 'caller', unitPath } as const;
    try {
      if (away >= leaveAfterMs) {
        await workplace.leave(actor);
        this.#awaySince.delete(accountId);
      } else if (away >= AWAY_AFTER && (state === 'ready' || state === 'preview'))
        await workplace.pause(actor);
    } catch (error) {
      // A call has just begun for them: the next look sees it.
      if (!(error instanceof AppError)) throw error;
    }
  }
}
