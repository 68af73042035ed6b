import { AppError } from '../core/app-error.ts';
import type { AccountId } from '../core/ids.ts';
import { DAY, type Instant, MINUTE, SECOND } from '../core/instant.ts';
import { WAITING_TIME } from '../core/practice/pair.ts';
import type { PracticeRooms } from './create-practice.ts';
import type { Clock, Timer } from './ports.ts';
import type { PracticeStore, SeatRow } from './practice-store.ts';
import { SHEETS_KEPT } from './practice-view.ts';

export interface PracticeWatchParts {
  readonly practices: PracticeStore;
  readonly rooms: Pick<PracticeRooms, 'desk' | 'askedAt' | 'rewire'>;
  /** A page of the account that shows its practice is open, as far as its connection tells. */
  readonly isPresent: (accountId: AccountId) => boolean;
  readonly wallClock: Clock;
  readonly onError: (error: unknown) => void;
}

const LOOK_EVERY = 5 * SECOND;
/** Nobody waits longer than this for a partner whose page is closed. */
const AWAY_AFTER = 2 * MINUTE;

/**
 * Ends practices whose time is over, whose people are gone or take real calls, and deletes sheets after 90 days: at the
 * start, and every day.
 */
export class PracticeWatch {
  readonly #parts: PracticeWatchParts;
  readonly #awaySince = new Map<AccountId, Instant>();
  #cleanedAt: Instant | null = null;
  #timer: Timer | null = null;
  #looking: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(parts: PracticeWatchParts) {
    this.#parts = parts;
    this.#plan(parts.wallClock.now());
  }

  /** Resolves when it looks no more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#timer?.cancel();
    await this.#looking;
  }

  #plan(at: Instant): void {
    if (!this.#isClosed)
      this.#timer = this.#parts.wallClock.at(at, () => {
        this.#looking = this.#look();
        return this.#looking;
      });
  }

  async #look(): Promise<void> {
    const { practices, wallClock, onError } = this.#parts;
    try {
      await this.#clean();
      for (const seat of await practices.openSeats()) await this.#mind(seat);
    } catch (error) {
      onError(error);
    }
    this.#plan(wallClock.now() + LOOK_EVERY);
  }

  async #clean(): Promise<void> {
    const { practices, wallClock } = this.#parts;
    const now = wallClock.now();
    if (this.#cleanedAt !== null && now < this.#cleanedAt + DAY) return;
    await practices.deleteSheetsBefore(now - SHEETS_KEPT);
    this.#cleanedAt = now;
  }

  async #mind(seat: SeatRow): Promise<void> {
    const { practices, rooms, wallClock } = this.#parts;
    const { accountId, sessionId, since } = seat;
    try {
      const shift = await practices.shiftOf(accountId);
      // By whatever door: who may be given a call is in no practice.
      if (shift !== null && shift.state !== 'pause') await rooms.desk.leave(accountId, 'went-ready');
      else if (this.#isAway(accountId)) await rooms.desk.leave(accountId, 'away');
      else if (sessionId !== null) {
        await rooms.desk.look(seat);
        await rooms.rewire(sessionId);
      } else if (wallClock.now() >= since + WAITING_TIME) await rooms.desk.look(seat);
    } catch (error) {
      // Somebody was faster: the next look sees it.
      if (!(error instanceof AppError)) throw error;
    }
  }

  #isAway(accountId: AccountId): boolean {
    const { isPresent, rooms, wallClock } = this.#parts;
    const now = wallClock.now();
    const asked = rooms.askedAt(accountId);
    if (isPresent(accountId) || (asked !== null && now < asked + AWAY_AFTER)) {
      this.#awaySince.delete(accountId);
      return false;
    }
    const since = this.#awaySince.get(accountId) ?? (asked === null ? now : asked);
    this.#awaySince.set(accountId, since);
    return now >= since + AWAY_AFTER;
  }
}
