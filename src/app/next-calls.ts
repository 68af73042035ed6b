import type { Instant } from '../core/instant.ts';
import { OWN_PHONE } from '../core/speak-way.ts';
import type { DialLine, LiveCall, LiveCalls } from './live-calls.ts';
import type { CallerScreens, CampaignRow } from './ports.ts';
import type { ClaimKind } from './queue-store.ts';
import type { DialShift } from './shift-store.ts';
import { showContact, type TakeParts, takeContact } from './take-contact.ts';

export interface NextCallsParts extends TakeParts {
  readonly screens: CallerScreens;
  readonly live: LiveCalls;
  /** Of the dialler's lease. */
  readonly epoch: () => number;
  readonly isClosed: () => boolean;
  /** Somebody reads about a person. */
  readonly onShown: () => void;
  /** A call has gone out; `isAhead`: its caller is found when somebody answers. */
  readonly onPlaced: (call: LiveCall, isAhead: boolean) => void;
  /** Whom a caller wanted rung is not due any more: there is another one to read about. */
  readonly onGone: () => void;
}

export interface Wanted {
  /** Null: for whoever will be free. */
  readonly shift: DialShift | null;
  readonly line: DialLine;
}

export interface Served extends Wanted {
  readonly shift: DialShift;
}

/** From a caller who is ready to a call that has gone out, or to a person who is shown first. */
export class NextCalls {
  readonly #parts: NextCallsParts;

  constructor(parts: NextCallsParts) {
    this.#parts = parts;
  }

  /**
   * Gives ready callers a call each, while anything is due; `showsFirst`: by the trunk a person to read about, and a call
   * to whoever has read.
   *
   * @returns when the next contact is due; null: not for anybody here.
   */
  async serve(
    campaign: CampaignRow,
    served: readonly Served[],
    kind: ClaimKind,
    { dueAt, showsFirst = false }: { readonly dueAt: Instant | null; readonly showsFirst?: boolean },
  ): Promise<Instant | null> {
    const { store, clock, isClosed } = this.#parts;
    let nextDue = served.length === 0 ? null : dueAt;
    for (const it of served) {
      if (isClosed() || nextDue === null || nextDue > clock.now()) break;
      const isShown = showsFirst && it.line.id !== OWN_PHONE && it.shift.hand === null;
      const isServed = await (isShown ? this.#show(campaign, it) : this.callFor(campaign, it, kind));
      if (isServed && kind === 'any') nextDue = await store.queue.nextDueAt(campaign.id);
    }
    return nextDue;
  }

  /** @returns whether somebody got a call, or anything that was due turned out not to be. */
  async callFor(campaign: CampaignRow, { shift, line }: Wanted, kind: ClaimKind): Promise<boolean> {
    const { live, epoch, onPlaced, onGone } = this.#parts;
    // Each round takes one contact out of what is due (its decision moved to later), so this ends.
    for (let round = 0; ; round += 1) {
      const wish = { campaign, epoch: epoch(), trunkId: line.id, kind, shift };
      const taken = await takeContact(this.#parts, wish);
      if (taken === 'nobody') return round > 0;
      if (taken === 'not-due' && shift?.hand?.previewId) {
        // Nobody is rung whom the caller has not seen.
        onGone();
        return true;
      }
      if (taken === 'not-due') continue;
      onPlaced(await live.place(campaign, line, taken), shift === null);
      return true;
    }
  }

  /** @returns as `callFor`. */
  async #show(campaign: CampaignRow, { shift, line }: Served): Promise<boolean> {
    const { screens, epoch, onShown } = this.#parts;
    for (let round = 0; ; round += 1) {
      const wish = { campaign, epoch: epoch(), trunkId: line.id, kind: 'any' as const, shift };
      const shown = await showContact(this.#parts, wish);
      if (shown === 'nobody') return round > 0;
      if (shown === 'not-due') continue;
      onShown();
      await screens.show(shift.id, { kind: 'preview', ...shown });
      return true;
    }
  }
}
