import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { AttemptId } from '../core/ids.ts';
import { HOUR } from '../core/instant.ts';
import { demand } from './demand.ts';
import type { DraftBody, DraftStore, KeptDraft } from './draft-store.ts';
import type { Clock, Store, Timer } from './ports.ts';

/** What is filled in during a call, kept with the server at every step. */
export interface Drafts {
  /**
   * Keeps what the caller has filled in so far of one of their own calls. Sent twice or late it does no harm: the higher
   * `seq` stays.
   *
   * @returns what is kept now, perhaps a newer one from another device; null when the outcome has been given.
   * @throws AppError `error.call.unknown`, `error.access.not-yours`.
   */
  save(actor: Actor, draft: DraftToSave): Promise<KeptDraft | null>;
}

export interface DraftToSave {
  readonly attemptId: AttemptId;
  readonly seq: number;
  readonly body: DraftBody;
}

export function createDrafts(parts: {
  drafts: DraftStore;
  campaigns: Pick<Store['campaigns'], 'byId'>;
  /** The campaign's. */
  clock: Pick<Clock, 'now'>;
}): Drafts {
  const { drafts, campaigns, clock } = parts;
  return {
    async save(actor, { attemptId, seq, body }) {
      const owner = await drafts.ownerOf(attemptId);
      const campaign = owner && (await campaigns.byId(owner.campaignId));
      if (owner === null || campaign === null) throw new AppError('error.call.unknown');
      demand(actor, 'report-outcome', { ...campaign, ownerId: owner.callerId });
      // Not even an organiser writes in somebody else's call.
      if (owner.callerId !== actor.accountId)
        throw new AppError('error.access.not-yours', { action: 'report-outcome' });
      return drafts.keep({ attemptId, callerId: owner.callerId, seq, body, at: clock.now() });
    },
  };
}

const CLEAN_EVERY = HOUR;

/** Removes old drafts once at the start and every hour of the wall, until it is closed. */
export class DraftCleaner {
  readonly #parts: CleanerParts;
  #timer: Timer | null = null;
  #isClosed = false;

  constructor(parts: CleanerParts) {
    this.#parts = parts;
    this.#plan(0);
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  #plan(wait: number): void {
    const { wallClock } = this.#parts;
    if (!this.#isClosed) this.#timer = wallClock.at(wallClock.now() + wait, () => this.#clean());
  }

  async #clean(): Promise<void> {
    const { drafts, clock, onError } = this.#parts;
    await drafts.removeOld(clock.now()).catch(onError);
    this.#plan(CLEAN_EVERY);
  }
}

interface CleanerParts {
  readonly drafts: Pick<DraftStore, 'removeOld'>;
  /** The campaign's, by which the shifts ended. */
  readonly clock: Pick<Clock, 'now'>;
  readonly wallClock: Clock;
  readonly onError: (error: unknown) => void;
}
